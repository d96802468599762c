package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bundle() {
        bench = new Bench(folder);
    }

    @Test
    void fills_in_defaults_and_starts_paths_at_the_folder_of_the_file() {
        Settings settings = bench.load().settings();

        assertThat(settings.routes()).isEqualTo(folder.resolve("routes"));
        assertThat(settings.data()).isEqualTo(folder.resolve("data"));
        assertThat(settings.http())
                .isEqualTo(new HttpSettings(
                        "127.0.0.1",
                        8080,
                        1 << 20,
                        64,
                        1000,
                        2048,
                        4096,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30)));
        assertThat(settings.outbox())
                .isEqualTo(new OutboxSettings(
                        1_000_000,
                        64 << 20,
                        Duration.ofDays(30),
                        Duration.ofSeconds(60),
                        12,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(5)));
    }

    @Test
    void reports_all_problems_at_once_with_their_lines() {
        ConfigException failure = bench.failure("""
                soarbridge.outbox.retry-delay = 5
                soarbridge.http.prot = 80
                soarbridge.http.port = 70000

                soarbridge.connection.prod.type = acmee
                """);

        assertThat(failure.code()).isEqualTo("config/invalid");
        assertThat(failure.problems()).extracting(Problem::line).containsExactly(2, 3, 4, 6, 6);
        assertThat(failure.problems()).allSatisfy(p -> assertThat(p.file()).isEqualTo(bench.file()));
        assertThat(failure)
                .hasMessageStartingWith("Reading settings from " + bench.file() + ": 5 problems. Nothing was started.")
                .hasMessageContaining(
                        "soarbridge.outbox.retry-delay = \"5\": missing unit. Expected a duration such as 500ms, 5s or 30d, "
                                + "at least 10ms, at most 1h.\n  Set in " + bench.file() + " line 2.")
                .hasMessageContaining("soarbridge.http.prot: no such key.\n  Set in " + bench.file()
                        + " line 3. Did you mean soarbridge.http.port?")
                .hasMessageContaining("soarbridge.http.port = \"70000\": too large.")
                .hasMessageContaining("Did you mean acme?")
                .hasMessageContaining("soarbridge.connection.prod.url: missing.");
    }

    @Test
    void reports_a_key_that_is_set_twice_with_both_lines() {
        assertThat(bench.problems("soarbridge.http.port = 1\n\nsoarbridge.http.port = 2"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.message()).isEqualTo("soarbridge.http.port: set twice, first in line 2.");
                });
    }

    @Test
    void refuses_keys_that_nobody_reads_but_hands_those_of_camel_on() {
        assertThat(bench.problems("http.port = 1"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("http.port: no such key."));

        LoadedSettings loaded = bench.load("camel.main.name = {{env:NOBODY}}", "camel.main.jmx-enabled = false");
        assertThat(loaded.camel())
                .containsExactly(
                        Map.entry("camel.main.name", "{{env:NOBODY}}"), Map.entry("camel.main.jmx-enabled", "false"));
    }

    @Test
    void takes_variables_for_keys_before_the_file() {
        bench.environment.put("SOARBRIDGE_HTTP_PORT", "9000");
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_MAX_RATE", "5/s");
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_API_KEY", "{{not a placeholder}}");
        bench.environment.put("SOARBRIDGE_HTTP_HOST", "");

        LoadedSettings loaded = bench.load("soarbridge.http.port = 1", Bench.CONNECTION);

        ConnectionSettings connection = loaded.settings().connections().get("prod");
        assertThat(loaded.settings().http().port()).isEqualTo(9000);
        assertThat(loaded.settings().http().host()).isEqualTo("127.0.0.1");
        assertThat(connection.maxRate()).isEqualTo(5);
        assertThat(connection.credentials().get("api-key").reveal()).isEqualTo("{{not a placeholder}}");
        assertThat(loaded.effective())
                .contains(new Effective("soarbridge.http.port", "9000", "environment variable SOARBRIDGE_HTTP_PORT"));
    }

    @Test
    void names_the_variable_that_holds_a_wrong_value() {
        bench.environment.put("SOARBRIDGE_HTTP_PORT", "many");

        assertThat(bench.failure())
                .hasMessageContaining("soarbridge.http.port = \"many\": not a whole number.")
                .hasMessageContaining("Set by environment variable SOARBRIDGE_HTTP_PORT.");
    }

    @Test
    void warns_of_variables_that_stand_for_nothing() {
        bench.environment.put("SOARBRIDGE_HTTP_PROT", "1");
        bench.environment.put("SOARBRIDGE_MEMORY", "256m");
        bench.environment.put("SOARBRIDGE_USED", "x");

        assertThat(bench.load("camel.main.name = {{env:SOARBRIDGE_USED}}").warnings())
                .filteredOn(warning -> warning.contains("variable"))
                .singleElement()
                .asString()
                .contains("SOARBRIDGE_HTTP_PROT")
                .contains("Did you mean SOARBRIDGE_HTTP_PORT?");
    }

    @Test
    void tells_where_each_value_comes_from() {
        bench.environment.put("MAX", "7");

        assertThat(bench.load("soarbridge.http.max-items = {{env:MAX}}", Bench.CONNECTION, "camel.x.password = abc")
                        .effective())
                .contains(
                        new Effective("soarbridge.http.port", "8080", "default"),
                        new Effective("soarbridge.http.max-items", "7", bench.file() + ":2, environment variable MAX"),
                        new Effective(
                                "soarbridge.connection.prod.api-key",
                                "******",
                                bench.file() + ":5, environment variable KEY"),
                        new Effective("soarbridge.connection.prod.version", "2", "default"),
                        new Effective("soarbridge.connection.prod.path-prefix", "/api/v2", "default"),
                        new Effective("camel.x.password", "******", bench.file() + ":7"));
    }

    @Test
    void warns_when_the_port_is_open_to_others() {
        assertThat(bench.load("soarbridge.http.host = 0.0.0.0").warnings())
                .anySatisfy(
                        warning -> assertThat(warning).startsWith("soarbridge.http.host = 0.0.0.0: other machines"));
        assertThat(bench.load("soarbridge.http.host = ::1").warnings())
                .noneSatisfy(warning -> assertThat(warning).contains("other machines"));
    }

    @Test
    void refuses_a_cap_below_the_first_delay() {
        assertThat(bench.problems("soarbridge.outbox.retry-delay = 1m", "soarbridge.outbox.retry-cap = 30s"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).contains("retry-cap is less than soarbridge.outbox.retry-delay");
                });
    }

    @Test
    void refuses_names_that_cannot_be_part_of_a_url() {
        assertThat(bench.problems("soarbridge.source.My_Siem.format = x", "soarbridge.source.My_Siem.auth = y"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the name is not allowed"));
    }

    @Test
    void says_which_file_is_missing_or_no_text() throws Exception {
        Path missing = folder.resolve("nowhere.properties");
        assertThatThrownBy(() -> SettingsLoader.load(missing, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no such file");

        Path binary = Files.write(folder.resolve("binary.properties"), new byte[] {'a', '=', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> SettingsLoader.load(binary, Map.of())).hasMessageContaining("not UTF-8");
    }

    @Test
    void says_where_it_looked_for_routes() {
        assertThat(bench.failure("soarbridge.routes = elsewhere", Bench.CONNECTION))
                .hasMessageContaining("there is no such folder (looked at " + folder.resolve("elsewhere") + ")")
                .satisfies(e -> assertThat(((ConfigException) e).problems()).hasSize(1));
    }
}
