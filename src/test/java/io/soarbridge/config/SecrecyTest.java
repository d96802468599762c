package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret starts with "planted"; no output may hold that word. */
class SecrecyTest {
    private static final String SOURCE =
            Bench.source("siem", "format = alerts", "auth = bearer", "token = planted-literal", "deliver-to = prod");

    @TempDir
    Path folder;

    @Test
    void settings_in_force_show_no_secret() {
        Bench bench = new Bench(folder);
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_API_KEY", "planted-override");

        LoadedSettings loaded = bench.load(Bench.CONNECTION, "camel.ssl.keystore-password = planted-camel", SOURCE);

        assertThat(loaded.settings().toString()).contains("******").doesNotContain("planted");
        assertThat(loaded.effective().toString()).contains("******").doesNotContain("planted");
        assertThat(loaded.warnings().toString()).doesNotContain("planted");
        assertThat(loaded.camel()).containsEntry("camel.ssl.keystore-password", "planted-camel");
    }

    @Test
    void a_mounted_secret_at_another_key_is_masked_too() {
        Bench bench = new Bench(folder);
        bench.write("secrets/queue", "planted-queue");

        LoadedSettings loaded = bench.load(Bench.CONNECTION, "soarbridge.connection.prod.queue = {{secret:queue}}");

        assertThat(loaded.effective().toString()).doesNotContain("planted");
    }

    @Test
    void problems_show_no_secret() {
        Bench bench = new Bench(folder);
        bench.write("secrets/long", "planted-in-file");
        bench.environment.put("WRONG", "planted-in-variable");
        bench.environment.put("BROKEN", "planted\nlines");
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_API_KEY", "planted\u0000control");

        ConfigException failure = bench.failure(
                Bench.CONNECTION,
                SOURCE,
                "soarbridge.source.siem.token = planted-twice",
                "soarbridge.source.siem.tokne = planted-typo",
                "soarbridge.source.siem.password = planted-unused",
                "soarbridge.source.broken.token = {{env:BROKEN}}",
                "soarbridge.source.broken.auth = bearer",
                "soarbridge.http.port = {{env:WRONG}}",
                "soarbridge.http.max-items = {{secret:long}}",
                "soarbridge.connection.prod.url = https://me:planted-pw@host",
                "soarbridge.connection.prod.proxy = http://me:planted-pw@host:1",
                "soarbridge.connection.prod.api-key-id = planted-unused",
                "plantedRestOfASecretWhoseLineWasBroken==",
                "a = C:\\users\\planted");

        assertThat(failure.problems()).hasSizeGreaterThan(11);
        assertThat(printed(failure)).doesNotContain("planted");
    }

    private static String printed(ConfigException failure) {
        return failure
                + failure.getMessage()
                + Arrays.toString(failure.getStackTrace())
                + failure.problems().stream().map(Problem::text).toList();
    }
}
