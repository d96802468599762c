package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.soarbridge.testkit.Await;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private static final String KEY = "soarbridge.connection.prod.";

    @TempDir
    Path folder;

    @Test
    void does_not_print_compare_or_serialise() {
        Secret secret = Secret.of("planted-secret");
        ObjectMapper lenient = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

        assertThat(secret.reveal()).isEqualTo("planted-secret");
        assertThat(secret.toString()).isEqualTo("******");
        assertThat(secret).isNotEqualTo(Secret.of("planted-secret")).isNotInstanceOf(Serializable.class);
        assertThatThrownBy(() -> lenient.writeValueAsString(Map.of("token", secret)))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("a secret cannot be written as JSON")
                .hasMessageNotContaining("planted");
    }

    @Test
    void takes_up_a_rotated_file() throws Exception {
        Bench bench = new Bench(folder);
        Secret secret = mounted(bench);
        assertThat(secret.reveal()).isEqualTo("from-file");

        bench.write("secrets/api-key", "rotated-in-place\r\n");

        Await.until("the new value is in force", () -> secret.reveal().equals("rotated-in-place"));
    }

    @Test
    void warns_of_a_secret_that_stands_in_the_settings_file() {
        Bench bench = new Bench(folder);
        String connection = KEY + "type = acme\n" + KEY + "url = https://acme.example\n" + KEY + "api-key = ";

        assertThat(bench.load(connection + "planted-plain").warnings())
                .filteredOn(warning -> warning.contains("readable"))
                .singleElement()
                .asString()
                .contains(KEY + "api-key")
                .contains("line 4")
                .doesNotContain("planted");
        assertThat(bench.load(connection + "{{env:NOBODY:planted-default}}").warnings())
                .anySatisfy(warning -> assertThat(warning).contains("readable").doesNotContain("planted"));
        assertThat(bench.load(connection + "{{env:KEY}}").warnings())
                .noneSatisfy(warning -> assertThat(warning).contains("readable"));
    }

    private static Secret mounted(Bench bench) {
        return bench.load(Bench.CONNECTION.replace("{{env:KEY}}", "{{secret:api-key}}"))
                .settings()
                .connections()
                .get("prod")
                .credentials()
                .get("api-key");
    }
}
