package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionReaderTest {
    private static final String PROD = "soarbridge.connection.prod.";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bundle() {
        bench = new Bench(folder);
    }

    @Test
    void takes_version_prefix_and_authentication_from_the_connector() {
        ConnectionSettings connection = bench.connection();

        assertThat(connection.type().title()).isEqualTo("Acme");
        assertThat(connection.version()).isEqualTo("2");
        assertThat(connection.pathPrefix()).isEqualTo("/api/v2");
        assertThat(connection.auth()).isEqualTo("key");
        assertThat(connection.credentials()).containsOnlyKeys("api-key");
        assertThat(connection.options()).containsEntry("queue", "inbox").containsEntry("urgency", "low");
        assertThat(connection.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(connection.responseTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(connection.maxRate()).isZero();
        assertThat(connection.maxConcurrency()).isEqualTo(8);
        assertThat(connection.tls()).isEqualTo(new TlsSettings(null, null, null, true));
        assertThat(connection.allowHttp()).isFalse();
        assertThat(connection.mappings()).isEmpty();
    }

    @Test
    void reads_every_key() {
        Path pem = bench.write("certs/all.pem", "PEM");
        Path mapping = bench.write("my.jq", ".");

        ConnectionSettings connection = bench.connection(
                PROD + "auth = signed",
                PROD + "api-key-id = 7",
                PROD + "path-prefix =",
                PROD + "queue = night",
                PROD + "urgency = high",
                PROD + "connect-timeout = 1s",
                PROD + "response-timeout = 2s",
                PROD + "max-rate = 300/m",
                PROD + "max-concurrency = 2",
                PROD + "proxy = http://proxy.example:3128",
                PROD + "tls.trust = certs/all.pem",
                PROD + "tls.client-cert = certs/all.pem",
                PROD + "tls.client-key = certs/all.pem",
                PROD + "mapping.case-to-ticket = my.jq");

        assertThat(connection.credentials().get("api-key-id").reveal()).isEqualTo("7");
        assertThat(connection.credentials().get("api-key").reveal()).isEqualTo("planted-key");
        assertThat(connection.pathPrefix()).isEmpty();
        assertThat(connection.options()).containsEntry("queue", "night").containsEntry("urgency", "high");
        assertThat(connection.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(connection.responseTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(connection.maxRate()).isEqualTo(5);
        assertThat(connection.maxConcurrency()).isEqualTo(2);
        assertThat(connection.proxy()).isEqualTo(URI.create("http://proxy.example:3128"));
        assertThat(connection.tls()).isEqualTo(new TlsSettings(pem, pem, pem, true));
        assertThat(connection.mappings()).containsEntry("case-to-ticket", mapping);
    }

    @Test
    void refuses_what_the_version_does_not_have() {
        assertThat(problem(PROD + "version = 1", PROD + "auth = signed").message())
                .isEqualTo(PROD + "auth = \"signed\": not known. Expected key.");
        assertThat(problem(PROD + "version = 3").message()).contains("Expected one of 2, 1.");
    }

    @Test
    void wants_all_credentials_of_the_scheme_and_none_besides() {
        assertThat(problem(PROD + "auth = signed")).satisfies(problem -> {
            assertThat(problem.message()).startsWith(PROD + "api-key-id: missing.");
            assertThat(problem.line()).isEqualTo(2);
        });
        assertThat(problem(PROD + "api-key-id = 7").message())
                .isEqualTo(PROD + "api-key-id: not used, as " + PROD + "auth is key. It takes api-key.");
    }

    @Test
    void checks_the_connectors_own_settings() {
        assertThat(problem(PROD + "urgency = hihg")).satisfies(problem -> {
            assertThat(problem.message()).contains("Expected one of low, high.");
            assertThat(problem.hint()).contains("Did you mean high?");
        });
        assertThat(problem(PROD + "queeu = x").hint()).contains("Did you mean " + PROD + "queue?");
    }

    @Test
    void refuses_line_breaks_in_any_value() {
        assertThat(problem(PROD + "queue = in\\nbox").message()).contains("holds a line break");
    }

    @Test
    void wants_https_unless_http_is_allowed() {
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_URL", "http://acme.example");

        assertThat(problem()).satisfies(problem -> {
            assertThat(problem.message()).contains("http is not encrypted. Expected https.");
            assertThat(problem.hint()).contains("Set by environment variable SOARBRIDGE_CONNECTION_PROD_URL.");
        });
        assertThat(bench.load(Bench.CONNECTION, PROD + "allow-http = true").warnings())
                .anySatisfy(warning -> assertThat(warning).contains("allow-http is true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.example",
                "ftp://acme.example",
                "https://",
                "https://acme.example?tenant=1",
                "https://acme.example:99999",
                "https://acme example",
                "https:///x"
            })
    void refuses_urls_that_cannot_be_a_tenant(String url) {
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_URL", url);

        assertThat(problem().message()).startsWith(PROD + "url = ");
    }

    @Test
    void drops_the_slash_at_the_end_of_a_url() {
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_URL", "https://acme.example/");

        assertThat(bench.connection().url()).isEqualTo(URI.create("https://acme.example"));
    }

    @Test
    void refuses_a_password_in_a_url_without_showing_it() {
        bench.environment.put("SOARBRIDGE_CONNECTION_PROD_PROXY", "http://me:planted-pw@proxy.example:3128");

        assertThat(problem().message())
                .startsWith(PROD + "proxy: holds a user or password")
                .doesNotContain("planted-pw");
    }

    @Test
    void refuses_a_proxy_without_a_port() {
        assertThat(problem(PROD + "proxy = http://proxy.example").message()).contains("not a proxy");
    }

    @Test
    void wants_certificate_and_key_together() {
        bench.write("c.pem", "PEM");

        assertThat(problem(PROD + "tls.client-cert = c.pem").message())
                .isEqualTo(PROD + "tls.client-cert: set without " + PROD + "tls.client-key.");
        assertThat(problem(PROD + "tls.client-key = c.pem").message())
                .isEqualTo(PROD + "tls.client-key: set without " + PROD + "tls.client-cert.");
    }

    @Test
    void wants_files_that_exist() {
        assertThat(problem(PROD + "tls.trust = none.pem").message())
                .contains("there is no such file (looked at " + folder.resolve("none.pem") + ")");
        assertThat(problem(PROD + "tls.trust = routes").message()).contains("a folder, not a file");
    }

    @Test
    void warns_when_certificates_are_not_checked() {
        assertThat(bench.load(Bench.CONNECTION, PROD + "tls.verify = false").warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith(PROD + "tls.verify = false"));
    }

    @Test
    void wants_mappings_that_the_connector_has() {
        bench.write("my.jq", ".");

        assertThat(problem(PROD + "mapping.case-to-tikcet = my.jq").hint()).contains("Did you mean case-to-ticket?");
    }

    @Test
    void a_wrong_connector_is_one_problem_not_many() {
        List<Problem> problems =
                bench.problems(PROD + "type = nobody", PROD + "url = https://x.example", PROD + "whatever = 1");

        assertThat(problems).extracting(Problem::key).containsExactly(PROD + "type");
    }

    private Problem problem(String... lines) {
        List<Problem> problems = bench.problems(Bench.CONNECTION, String.join("\n", lines));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
