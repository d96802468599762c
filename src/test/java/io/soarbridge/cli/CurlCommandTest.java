package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.restcall.EchoServer;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CurlCommandTest {
    @TempDir
    private Path folder;

    private Called called;

    @BeforeEach
    void open() {
        called = new Called(folder).set("soarbridge.rest-call.hosts", "public, 127.0.0.1");
    }

    private JsonNode inputs(String curl) throws IOException {
        assertThat(called.with("call", "--from-curl", curl))
                .as(called.err.toString())
                .isZero();
        return Json.read(called.out.toString());
    }

    @Test
    void reads_what_a_browser_copies() throws IOException {
        JsonNode inputs = inputs("""
                curl 'https://app.example/api/items?x=1&y=2' \\
                  -H 'accept: application/json' \\
                  -H 'accept-encoding: gzip, br, zstd' \\
                  -H 'content-type: application/json' \\
                  -b 'sid=abc; theme=dark' \\
                  --data-raw $'{"note":"it\\'s \\u00e9"}' \\
                  --compressed
                """);

        assertThat(inputs).isEqualTo(Json.read("""
                {"rest_api_body": "{\\"note\\":\\"it's \u00e9\\"}",
                 "rest_api_headers": {"accept": "application/json", "content-type": "application/json"},
                 "rest_api_cookies": {"sid": "abc", "theme": "dark"},
                 "rest_api_url": "https://app.example/api/items?x=1&y=2",
                 "rest_api_method": "POST"}"""));
        assertThat(called.err.toString()).contains("Accept-Encoding is left out");
    }

    @Test
    void reads_letters_together_and_values_attached() throws IOException {
        JsonNode inputs =
                inputs("curl -sSLkXPUT -u me:pw --max-time=5 --retry 2 -d a=b -da:1 -A 'x y' https://h.example");

        assertThat(inputs.get("rest_api_method").asText()).isEqualTo("PUT");
        assertThat(inputs.get("rest_api_verify").asBoolean(true)).isFalse();
        assertThat(inputs.get("rest_api_timeout").asInt()).isEqualTo(5);
        assertThat(inputs.get("rest_retry_tries").asInt()).isEqualTo(3);
        assertThat(inputs.get("rest_api_body").asText()).isEqualTo("\"a=b&a:1\"");
        assertThat(inputs.at("/rest_api_headers/Authorization").asText()).isEqualTo("Basic bWU6cHc=");
        assertThat(inputs.at("/rest_api_headers/User-Agent").asText()).isEqualTo("x y");
        assertThat(called.err.toString()).isEmpty();
    }

    @Test
    void names_what_has_no_equal() throws IOException {
        inputs("curl -o out.txt -F file=@x -x http://p:1 --http2 --brand-new --cookie-jar j -? h.example | jq .");

        assertThat(called.err.toString())
                .contains("-o of curl", "-F of curl", "-x of curl", "--http2 of curl", "--brand-new of curl")
                .contains("--cookie-jar of curl", "-? of curl", "from | on");
        assertThat(Json.read(called.out.toString()).get("rest_api_url").asText())
                .isEqualTo("http://h.example");
    }

    @Test
    void variables_become_references() throws IOException {
        JsonNode inputs = inputs("curl -H \"Authorization: Bearer $TOKEN\" https://h.example/${ID}");

        assertThat(inputs.at("/rest_api_headers/Authorization").asText()).isEqualTo("Bearer ${TOKEN}");
        assertThat(inputs.get("rest_api_url").asText()).isEqualTo("https://h.example/${ID}");
        assertThat(called.err.toString()).contains("ID, TOKEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wget https://h.example",
                "curl",
                "curl -X",
                "curl 'https://h.example",
                "curl https://h.example \"$(cat token)\"",
                "curl https://a.example https://b.example",
                "curl --max-time soon https://h.example",
                "curl -d @/no/such/file https://h.example",
                "curl -H novalue https://h.example"
            })
    void says_what_it_cannot_read(String curl) {
        assertThat(called.with("call", "--from-curl", curl)).isEqualTo(2);
        assertThat(called.err.toString()).isNotBlank().doesNotContain("\tat ");
        assertThat(called.out.toString()).isEmpty();
    }

    @Test
    void printed_inputs_make_the_same_call_as_a_run() throws IOException {
        try (EchoServer server = EchoServer.plain()) {
            String curl = "curl -d 'a=b:c' -d 'x y' -H 'X-A: 1' '%s/p?q'".formatted(server.url());
            Path file = Files.writeString(
                    folder.resolve("inputs.json"), inputs(curl).toString());

            assertThat(called.with("call", "--inputs", file.toString())).isZero();
            assertThat(called.with("call", "--run", "--from-curl", curl)).isZero();
            assertThat(called.with("call", "--dry-run", "--from-curl", curl)).isZero();

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0)).isEqualTo(server.requests().get(1));
            assertThat(server.requests().get(0).body()).isEqualTo("a=b:c&x y");
        }
    }
}
