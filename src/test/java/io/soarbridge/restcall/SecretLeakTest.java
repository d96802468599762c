package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Captured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted secrets: they reach the server that they are meant for, and nobody else. */
class SecretLeakTest {
    private static final List<String> PLANTED = List.of(
            "planted-secret",
            "planted-pam",
            "planted-setting",
            "planted-code",
            "planted-client",
            "planted-refresh",
            "planted-access",
            "planted-key");

    @TempDir
    Path folder;

    private EchoServer server;
    private EchoServer other;
    private Calls calls;
    private Captured logs;

    @BeforeEach
    void begin() throws IOException {
        server = EchoServer.plain();
        other = EchoServer.plain();
        calls = new Calls(folder)
                .set("secret.KEY", "{{env:NONE:planted-secret}}")
                .set("secret.PIN", "{{env:NONE:q7}}")
                .set("pam.VAULT", "{{env:NONE:planted-pam}}")
                .set("setting.login", "{{env:NONE:planted-setting}}");
        logs = new Captured();
    }

    @AfterEach
    void end() throws IOException {
        logs.close();
        calls.close();
        server.close();
        other.close();
    }

    private ObjectNode inputs(String method, String url) {
        return Calls.inputs("rest_api_method", method, "rest_api_url", url);
    }

    private ObjectNode full(String path) {
        ObjectNode inputs = inputs("POST", server.url() + path);
        inputs.put("rest_api_headers", "X-Key: ${KEY}\nX-Login: {{login}}");
        inputs.put("rest_api_cookies", "c: ^{VAULT}");
        return inputs.put("rest_api_query_parameters", "k: ${KEY}").put("rest_api_body", "b: ${KEY}${PIN}");
    }

    private void assertNothingLeaked(ObjectNode payload) {
        ObjectNode shown = payload.deepCopy();
        shown.remove("content"); // what the server answers is the server's
        for (String secret : PLANTED) {
            assertThat(shown.toString()).doesNotContain(secret);
            assertThat(calls.progress).noneMatch(text -> text.contains(secret));
            assertThat(logs.lines()).noneMatch(line -> line.contains(secret));
        }
        assertThat(logs.lines()).anyMatch(line -> line.contains("REST call"));
    }

    @Test
    void a_call_that_works_sends_them_and_tells_nobody() {
        ObjectNode payload = calls.call(full("/echo"));

        assertThat(payload.get("success").booleanValue()).isTrue();
        EchoServer.Seen seen = server.requests().get(0);
        assertThat(seen.header("X-Key")).isEqualTo("planted-secret");
        assertThat(seen.header("X-Login")).isEqualTo("planted-setting");
        assertThat(seen.header("Cookie")).isEqualTo("c=planted-pam");
        assertThat(seen.path()).isEqualTo("/echo?k=planted-secret");
        assertThat(seen.body()).isEqualTo("b=planted-secretq7");
        assertThat(payload.get("inputs").toString()).contains("${KEY}", "^{VAULT}", "{{login}}");
        assertNothingLeaked(payload);
    }

    /** Two looks at each level would double with each, and never end. */
    @Test
    @Timeout(60)
    void a_body_as_deep_as_json_may_be_is_looked_through_once_a_level() {
        int depth = Json.MAX_DEPTH - 1;
        String body = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        ObjectNode inputs = full("/echo").put("rest_api_body", body);
        inputs.put("rest_api_headers", "Content-Type: application/json\nX-Key: ${KEY}");

        ObjectNode payload = calls.call(inputs);

        assertThat(payload.get("success").booleanValue()).as(payload.toString()).isTrue();
        assertThat(server.requests().get(0).body().replace(" ", "")).isEqualTo(body);
        assertNothingLeaked(payload);
    }

    @Test
    void a_call_that_fails_does_not_repeat_what_the_server_throws_back() {
        server.on(
                "/a",
                new EchoServer.Answer(
                        500,
                        "no planted-secret",
                        "planted-pam is wrong, planted-setting too".getBytes(StandardCharsets.UTF_8)));

        ObjectNode payload = calls.call(full("/a").put("rest_retry_tries", 3));

        assertThat(Calls.reason(payload)).contains("HTTP 500 no ******").contains("****** is wrong");
        assertNothingLeaked(payload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/${KEY}",
                "http://${KEY}/",
                "http://${KEY}.invalid/",
                "http://u:${KEY}@127.0.0.1:1/",
                "${KEY}",
                "http://127.0.0.1:${KEY}/"
            })
    void a_url_of_secrets_is_not_told(String url) {
        assertNothingLeaked(calls.call(inputs("GET", url)));
    }

    @Test
    void bad_inputs_made_of_secrets_are_not_told() {
        for (String input : List.of(
                "rest_api_headers",
                "rest_api_cookies",
                "rest_api_allowed_status_codes",
                "rest_api_verify_file",
                "attachment_id",
                "jwt_algorithm")) {
            ObjectNode inputs =
                    inputs("GET", server.url() + "/echo").put("jwt_key", "k").put("incident_id", 1);
            assertNothingLeaked(calls.call(inputs.put(input, "${KEY}")));
        }
    }

    @Test
    void credentials_in_clear_are_masked_in_the_inputs_and_told_nobody() {
        server.on(
                "/token",
                new EchoServer.Answer(
                        400,
                        "Bad",
                        "{\"error\": \"planted-refresh planted-client\"}".getBytes(StandardCharsets.UTF_8)));
        ObjectNode inputs = inputs("GET", server.url() + "/echo")
                .put("oauth_token_url", server.url() + "/token")
                .put("oauth_client_id", "me")
                .put("oauth_client_secret", "planted-client")
                .put("oauth_refresh_token", "planted-refresh")
                .put("oauth_code", "planted-code")
                .put("oauth_access_token", "planted-access")
                .put("jwt_key", "planted-key")
                .put("client_auth_key", "planted-key")
                .put("client_auth_pem", "planted-key");

        ObjectNode payload = calls.call(inputs);

        assertThat(payload.get("success").booleanValue()).isFalse();
        assertThat(payload.get("inputs").get("oauth_client_secret").textValue()).isEqualTo("******");
        assertThat(payload.get("inputs").get("oauth_client_id").textValue()).isEqualTo("me");
        assertNothingLeaked(payload);
    }

    @Test
    void tokens_that_the_server_gives_are_told_nobody() {
        server.on(
                "/token",
                EchoServer.Answer.json(
                        "{\"access_token\": \"planted-access\", \"refresh_token\": \"planted-refresh\"}"));
        server.on(
                "/a", new EchoServer.Answer(403, "planted-access", "planted-refresh".getBytes(StandardCharsets.UTF_8)));
        ObjectNode inputs = inputs("GET", server.url() + "/a")
                .put("oauth_token_url", server.url() + "/token")
                .put("oauth_client_id", "me")
                .put("oauth_code", "planted-code");

        ObjectNode payload = calls.call(inputs);

        assertThat(Calls.reason(payload)).contains("HTTP 403").doesNotContain("planted-access");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_header_with_a_secret_follows_a_redirect_to_another_place(int status) {
        server.on("/a", EchoServer.Answer.status(status, "Moved", "Location: " + other.url() + "/b"));
        ObjectNode inputs = inputs("GET", server.url() + "/a");
        inputs.put("rest_api_headers", "X-Key: Token ${KEY}\nX-Login: {{login}}\nX-Free: 1\nAuthorization: mine");
        inputs.put("rest_api_cookies", "c: 1").put("oauth_access_token", "planted-access");

        calls.call(inputs);

        assertThat(other.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.header("X-Free")).isEqualTo("1");
            assertThat(seen.header("Authorization")).isNull();
            assertThat(seen.header("Cookie")).isNull();
            assertThat(seen.headers().toString()).doesNotContain("planted");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"${KEY}", "{\"a\": {\"b\": [\"x ${KEY}\"]}}", "k ${PIN}"})
    void no_body_with_a_secret_follows_a_redirect_to_another_place(String body) {
        server.on("/a", EchoServer.Answer.status(307, "Moved", "Location: " + other.url() + "/b"));

        ObjectNode payload = calls.call(inputs("POST", server.url() + "/a").put("rest_api_body", body));

        assertThat(Calls.reason(payload)).contains("redirects to").contains("a secret");
        assertThat(other.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${PATH}",
                "$PATH",
                "${HOME}",
                "${login}",
                "${VAULT}",
                "^{KEY}",
                "^KEY",
                "${key}",
                "${KEY }",
                "${soarbridge.rest-call.secret.KEY}",
                "${soarbridge.connection.prod.api-key}",
                "${env:PATH}",
                "${file:/etc/passwd}",
                "${../KEY}",
                "{{env:PATH}}",
                "{{file:/etc/passwd}}",
                "{{secret:KEY}}",
                "{{soarbridge.rest-call.token}}",
                "{{settings.login}}",
                "{{login|upper}}",
                "{{ login.__class__ }}",
                "{% raw %}"
            })
    void what_is_not_exposed_cannot_be_read(String reference) {
        ObjectNode inputs = inputs("POST", server.url() + "/echo").put("rest_api_body", reference);
        inputs.put("rest_api_headers", "Content-Type: text/plain");

        calls.call(inputs);

        assertThat(server.requests().get(0).body()).isEqualTo(reference);
    }

    @Test
    void a_setting_that_is_not_exposed_is_empty() {
        ObjectNode inputs = inputs("POST", server.url() + "/echo").put("rest_api_body", "[{{KEY}}{{PATH}}{{token}}]");
        inputs.put("rest_api_headers", "Content-Type: text/plain");

        calls.call(inputs);

        assertThat(server.requests().get(0).body()).isEqualTo("[]");
    }

    @Test
    void what_was_filled_in_is_not_filled_in_again() throws IOException {
        Path chain = Files.writeString(folder.resolve("chain"), "${KEY} {{login}} ^{VAULT}");
        calls.set("secret.CHAIN", "{{file:" + chain + "}}").set("secret.NAME", "{{env:NONE:KEY}}");
        ObjectNode inputs = inputs("POST", server.url() + "/echo").put("rest_api_body", "${CHAIN} ${${NAME}}");
        inputs.put("rest_api_headers", "Content-Type: text/plain");

        calls.call(inputs);

        assertThat(server.requests().get(0).body()).isEqualTo("${KEY} {{login}} ^{VAULT} ${KEY}");
    }

    @Test
    void a_short_secret_is_in_nothing_that_the_bridge_says_by_itself() {
        ObjectNode payload = calls.call(inputs("POST", server.url() + "/status/500")
                .put("rest_api_headers", "X-Pin: ${PIN}")
                .put("rest_api_body", "pin: ${PIN}"));

        assertThat(server.requests().get(0).header("X-Pin")).isEqualTo("q7");
        assertThat(Calls.reason(payload)).doesNotContain("q7");
        assertThat(calls.progress).noneMatch(text -> text.contains("q7"));
        assertThat(logs.lines()).noneMatch(line -> line.contains("q7"));
    }

    @Test
    void what_is_under_way_is_shown_without_them() {
        calls.pausing((time, call) -> {
            assertThat(call.to()).doesNotContain("planted");
            assertThat(call.doing()).doesNotContain("planted").contains("Waiting");
        });

        calls.call(inputs("GET", "http://${KEY}.invalid/").put("rest_retry_tries", 2));

        assertThat(calls.pauses).hasSize(1);
    }
}
