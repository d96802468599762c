package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        assertThat(secret.reveal()).isEqualTo("rotated-in-place");

        Path next = bench.write("next", "rotated-by-rename");
        Files.move(next, folder.resolve("secrets/api-key"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(secret.reveal()).isEqualTo("rotated-by-rename");
    }

    @Test
    void keeps_the_last_good_value_while_the_file_is_missing_empty_or_wrong() throws Exception {
        Bench bench = new Bench(folder);
        Secret secret = mounted(bench);

        Files.delete(folder.resolve("secrets/api-key"));
        assertThat(secret.reveal()).isEqualTo("from-file");
        bench.write("secrets/api-key", "");
        assertThat(secret.reveal()).isEqualTo("from-file");
        bench.write("secrets/api-key", "two\nlines");
        assertThat(secret.reveal()).isEqualTo("from-file");
        bench.write("secrets/api-key", "back-again-and-longer");
        assertThat(secret.reveal()).isEqualTo("back-again-and-longer");
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
