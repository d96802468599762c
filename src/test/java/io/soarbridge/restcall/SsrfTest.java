package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine with the hosts that are set when nobody sets any: nothing inside hears of a call. */
class SsrfTest {
    @TempDir
    Path folder;

    private EchoServer inside;
    private Calls calls;

    @BeforeEach
    void begin() throws IOException {
        inside = EchoServer.plain();
        calls = new Calls(folder).set("hosts", "public");
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        inside.close();
    }

    private String at(String url) {
        return url.replace("PORT", Integer.toString(inside.port()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f.1:PORT/",
                "http://0x7f000001:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://good.example@127.0.0.1:PORT/",
                "http://good.example:80@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\\@good.example/",
                "http://127\u30020\u30020\u30021:PORT/",
                "http://\uff11\uff12\uff17.0.0.1:PORT/",
                "http:\\\\127.0.0.1:PORT/",
                "http:/127.0.0.1:PORT/",
                "http://[fe80::1%25lo]:PORT/"
            })
    void nothing_inside_is_called_however_it_is_spelt(String url) {
        ObjectNode payload = calls.get(at(url), "rest_api_verify", null);

        assertThat(payload.get("success").booleanValue()).isFalse();
        assertThat(inside.requests()).isEmpty();
    }

    @Test
    void a_redirect_leads_nowhere_that_the_first_request_could_not_go() throws IOException {
        calls.set("hosts", at("127.0.0.1:PORT"));
        try (EchoServer other = EchoServer.plain()) {
            inside.on("/", EchoServer.Answer.status(302, "Found", "Location: " + other.url() + "/admin"));

            ObjectNode payload = calls.get(at("http://127.0.0.1:PORT/"));

            assertThat(Calls.reason(payload)).contains("127.0.0.1:" + other.port() + " is not allowed");
            assertThat(inside.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_redirect_to_another_scheme_is_an_error() {
        calls.set("hosts", "127.0.0.1");
        inside.on("/", EchoServer.Answer.status(302, "Found", "Location: file:///etc/passwd"));

        assertThat(Calls.reason(calls.get(at("http://127.0.0.1:PORT/")))).contains("only https and http");
    }

    @Test
    void a_token_is_not_asked_for_at_a_refused_host() throws IOException {
        calls.set("hosts", at("127.0.0.1:PORT"));
        try (EchoServer other = EchoServer.plain()) {
            ObjectNode payload = calls.get(
                    at("http://127.0.0.1:PORT/"),
                    "oauth_token_url",
                    other.url() + "/token",
                    "oauth_client_id",
                    "me",
                    "oauth_refresh_token",
                    "r");

            assertThat(Calls.reason(payload)).contains("Signing in failed").contains("is not allowed");
            assertThat(other.requests()).isEmpty();
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void a_token_url_does_not_redirect() throws IOException {
        calls.set("hosts", "127.0.0.1");
        try (EchoServer other = EchoServer.plain()) {
            inside.on("/token", EchoServer.Answer.status(307, "Temporary", "Location: " + other.url() + "/token"));

            ObjectNode payload = calls.get(
                    inside.url() + "/echo",
                    "oauth_token_url",
                    inside.url() + "/token",
                    "oauth_client_id",
                    "me",
                    "oauth_refresh_token",
                    "r");

            assertThat(payload.get("success").booleanValue()).isFalse();
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_proxy_is_not_asked_for_a_refused_host() {
        calls.set("http-proxy", at("http://127.0.0.1:PORT"));

        ObjectNode payload = calls.get("http://127.0.0.1:1/");

        assertThat(Calls.reason(payload)).contains("127.0.0.1:1 is not allowed");
        assertThat(inside.requests()).isEmpty();
    }

    @Test
    void the_operators_proxy_may_be_inside() {
        calls.environment("http_proxy", at("http://127.0.0.1:PORT"));

        ObjectNode payload = calls.get("http://8.8.8.8/a?b=c");

        assertThat(payload.get("success").booleanValue()).as(payload.toString()).isTrue();
        assertThat(inside.requests())
                .singleElement()
                .satisfies(seen -> assertThat(seen.path()).isEqualTo("http://8.8.8.8/a?b=c"));
    }

    @Test
    void no_proxy_does_not_open_what_is_refused() {
        calls.environment("HTTP_PROXY", at("http://127.0.0.1:PORT")).environment("NO_PROXY", "*");

        assertThat(Calls.reason(calls.get(at("http://127.0.0.1:PORT/")))).contains("is not allowed");
        assertThat(inside.requests()).isEmpty();
    }
}
