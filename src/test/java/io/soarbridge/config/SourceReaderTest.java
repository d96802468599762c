package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
    private static final String TARGET = "deliver-to = prod";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bundle() {
        bench = new Bench(folder);
        bench.environment.put("TOKEN", "planted-token");
    }

    @Test
    void reads_an_hmac_source() {
        SourceSettings source = read(
                "format = alerts",
                "auth = hmac",
                "secret = {{env:TOKEN}}",
                "signature-header = X-Sig",
                "signature-prefix =",
                "timestamp-header = X-Time",
                "timestamp-tolerance = 30s",
                TARGET);

        assertThat(source.name()).isEqualTo("siem");
        assertThat(source.auth()).isEqualTo(SourceSettings.Auth.HMAC);
        assertThat(source.secret().reveal()).isEqualTo("planted-token");
        assertThat(source.signatureHeader()).isEqualTo("X-Sig");
        assertThat(source.signaturePrefix()).isEmpty();
        assertThat(source.timestampHeader()).isEqualTo("X-Time");
        assertThat(source.timestampTolerance()).isEqualTo(Duration.ofSeconds(30));
        assertThat(source.token()).isNull();
        assertThat(source.deliverTo()).containsExactly("prod");
    }

    @Test
    void fills_in_the_usual_signature_header() {
        SourceSettings source = read("format = alerts", "auth = hmac", "secret = {{env:TOKEN}}", TARGET);

        assertThat(source.signatureHeader()).isEqualTo("X-Hub-Signature-256");
        assertThat(source.signaturePrefix()).isEqualTo("sha256=");
        assertThat(source.timestampHeader()).isNull();
        assertThat(source.timestampTolerance()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void wants_authentication_to_be_said() {
        assertThat(problems("format = alerts", TARGET)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("soarbridge.source.siem.auth");
            assertThat(problem.message()).contains("missing. Expected one of none, bearer, hmac, basic");
            assertThat(problem.hint()).contains("beside line 5");
        });
    }

    @Test
    void warns_of_a_source_without_authentication() {
        assertThat(load("format = alerts", "auth = none", TARGET).warnings())
                .singleElement()
                .asString()
                .contains("soarbridge.source.siem.auth = none");
    }

    @Test
    void wants_the_credentials_of_the_chosen_authentication() {
        assertThat(problems("format = alerts", "auth = bearer", TARGET))
                .extracting(Problem::key)
                .containsExactly("soarbridge.source.siem.token");
        assertThat(problems("format = alerts", "auth = hmac", TARGET))
                .extracting(Problem::key)
                .containsExactly("soarbridge.source.siem.secret");
        assertThat(problems("format = alerts", "auth = basic", TARGET))
                .extracting(Problem::key)
                .containsExactly("soarbridge.source.siem.user", "soarbridge.source.siem.password");
    }

    @Test
    void refuses_the_keys_of_another_authentication() {
        assertThat(problems(
                        "format = alerts",
                        "auth = bearer",
                        "token = {{env:TOKEN}}",
                        "signature-header = X-Sig",
                        TARGET))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(8);
                    assertThat(problem.message())
                            .isEqualTo(
                                    "soarbridge.source.siem.signature-header: not used, as soarbridge.source.siem.auth is "
                                            + "bearer. It belongs to hmac.");
                });
    }

    @Test
    void a_wrong_authentication_is_one_problem_not_many() {
        assertThat(problems("format = alerts", "auth = baerer", "token = {{env:TOKEN}}", TARGET))
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).contains("Did you mean bearer?"));
    }

    @Test
    void wants_connections_that_exist() {
        String rest = "auth = none\nsoarbridge.source.siem.format = alerts";

        assertThat(problems(rest, "deliver-to = prod, pord")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("there is no connection \"pord\"");
            assertThat(problem.hint()).contains("Did you mean prod?");
        });
        assertThat(problems(rest, "deliver-to = prod, prod"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("\"prod\" stands there twice"));
        assertThat(problems(rest, "deliver-to = prod,")).hasSize(1);
        assertThat(problems(rest, "deliver-to =")).hasSize(1);
    }

    @Test
    void wants_a_format_that_has_mappings() {
        assertThat(problems("format = alert", "auth = none", TARGET))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("no such format. Expected one of alerts,");
                    assertThat(problem.hint()).contains("Did you mean alerts?");
                });
    }

    @Test
    void refuses_header_names_that_no_request_can_have() {
        assertThat(problems(
                        "format = alerts", "auth = hmac", "secret = {{env:TOKEN}}", "signature-header = X Sig", TARGET))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not a header name"));
    }

    private LoadedSettings load(String... lines) {
        return bench.load(Bench.CONNECTION + Bench.source("siem", lines));
    }

    private SourceSettings read(String... lines) {
        return load(lines).settings().sources().get("siem");
    }

    private List<Problem> problems(String... lines) {
        return bench.problems(Bench.CONNECTION + Bench.source("siem", lines));
    }
}
