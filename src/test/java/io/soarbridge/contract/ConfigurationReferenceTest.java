package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.ConfigException;
import io.soarbridge.config.ConnectorTypes;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Problem;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.config.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference page and the sample file are what the definitions say, and the sample starts. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("docs/reference/configuration.md");
    private static final Path SAMPLE = Path.of("application.properties");
    private static final String COMMAND = "mvn -q test -Dtest=ConfigurationReferenceTest -Dsoarbridge.regenerate=true";

    private final SettingsReference reference =
            new SettingsReference(ConnectorTypes.load(Path.of("routes/connectors")));

    @Test
    void reference_page_is_current() throws IOException {
        check(PAGE, reference.markdown());
    }

    @Test
    void sample_file_is_current() throws IOException {
        check(SAMPLE, reference.sampleProperties(Files.readString(SAMPLE)));
    }

    @Test
    void sample_names_the_variables_that_must_be_set() {
        assertThatThrownBy(() -> SettingsLoader.load(SAMPLE, Map.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::key)
                                .containsExactly(
                                        "soarbridge.source.elastic.token",
                                        "soarbridge.source.ocsf.secret",
                                        "soarbridge.connection.xsoar-prod.api-key"))
                .hasMessageContaining("environment variable SOARBRIDGE_ELASTIC_TOKEN is not set")
                .hasMessageContaining("Set SOARBRIDGE_OCSF_SECRET and start again")
                .hasMessageContaining("environment variable SOARBRIDGE_XSOAR_KEY is not set");
    }

    @Test
    void sample_loads_with_its_variables_and_warns_of_plain_http_only() {
        LoadedSettings loaded = SettingsLoader.load(
                SAMPLE,
                Map.of(
                        "SOARBRIDGE_ELASTIC_TOKEN", "planted-one",
                        "SOARBRIDGE_OCSF_SECRET", "planted-two",
                        "SOARBRIDGE_XSOAR_KEY", "planted-three"));

        assertThat(loaded.settings().sources()).containsOnlyKeys("elastic", "ocsf");
        assertThat(loaded.settings().connections().get("xsoar-prod").credentials())
                .containsOnlyKeys("api-key", "api-key-id");
        assertThat(loaded.warnings()).singleElement().asString().contains("allow-http");
    }

    private static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("soarbridge.regenerate")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, expected);
            return;
        }
        String found = Files.exists(file) ? Files.readString(file) : "";
        assertThat(found)
                .as("%s is stale. Write it again with: %s", file, COMMAND)
                .isEqualTo(expected);
    }
}
