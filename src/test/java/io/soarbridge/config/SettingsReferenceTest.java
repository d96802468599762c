package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReferenceTest {
    @TempDir
    Path folder;

    private Bench bench;
    private SettingsReference reference;

    @BeforeEach
    void bundle() {
        bench = new Bench(folder);
        reference = new SettingsReference(ConnectorTypes.load(folder.resolve("routes/connectors")));
    }

    @Test
    void defaults_of_the_sample_are_the_defaults_in_force() {
        String uncommented = reference
                .sampleProperties("")
                .lines()
                .filter(line -> line.startsWith("#soarbridge.") && !line.contains("<") && !line.endsWith("="))
                .filter(line -> !line.contains("soarbridge.secrets"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));

        assertThat(uncommented).contains("soarbridge.http.port = 8080");
        assertThat(bench.load(uncommented).settings()).isEqualTo(bench.load().settings());
    }

    @Test
    void sample_keeps_what_stands_above_the_mark() {
        String once = reference.sampleProperties("mine = 1\n");

        assertThat(once).startsWith("mine = 1\n" + SettingsReference.MARK);
        assertThat(reference.sampleProperties(once)).isEqualTo(once);
    }

    @Test
    void page_describes_each_key_with_unit_bounds_and_the_connectors_own() {
        assertThat(reference.markdown())
                .contains("| `soarbridge.http.port` | a whole number, at least 0, at most 65535 | `8080` |")
                .contains("| `soarbridge.connection.<name>.tls.verify` |")
                .contains("| `soarbridge.connection.<name>.urgency` | one of low, high | `low` | How urgent. |")
                .contains("| `soarbridge.connection.<name>.api-key-id` |")
                .contains("Only with auth = hmac.");
    }
}
