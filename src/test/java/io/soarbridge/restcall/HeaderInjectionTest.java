package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a caller writes becomes a header or a request of its own. */
class HeaderInjectionTest {
    private static final String EVIL = "a\r\nX-Evil: 1\r\n\r\nGET /evil HTTP/1.1\r\nHost: e";

    @TempDir
    Path folder;

    private EchoServer server;
    private Calls calls;
    private String fileName = "a.bin";
    private String mediaType = "text/plain";

    @BeforeEach
    void begin() throws IOException {
        server = EchoServer.plain();
        calls = new Calls(folder).files(place -> file());
    }

    private Attachment file() {
        byte[] bytes = "data".getBytes(StandardCharsets.UTF_8);
        return new Attachment(fileName, mediaType, 4, () -> new ByteArrayInputStream(bytes), () -> {});
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        server.close();
    }

    private ObjectNode inputs() {
        return Calls.inputs("rest_api_method", "POST", "rest_api_url", server.url() + "/echo");
    }

    private void assertNothingSplit() {
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(1).allSatisfy(seen -> {
            assertThat(seen.path()).doesNotContain(" ", "\r", "\n", "\0");
            assertThat(seen.headers()).allSatisfy(header -> {
                assertThat(header.getKey()).doesNotContainIgnoringCase("evil").doesNotContain("\n", "\0", " ");
                assertThat(header.getValue()).doesNotContain("\r", "\n", "\0");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nX-Evil: 1", "\nX-Evil: 1", "\rX-Evil: 1", "\0"})
    void a_control_character_in_a_header_or_cookie_is_an_error(String bad) {
        for (String input : new String[] {"rest_api_headers", "rest_api_cookies"}) {
            for (String[] pair : new String[][] {{"X-A", "v" + bad + "w"}, {"X-A" + bad + "B", "v"}}) {
                ObjectNode inputs = inputs();
                inputs.putObject(input).put(pair[0], pair[1]);

                assertThat(calls.call(inputs).get("success").booleanValue())
                        .as(input)
                        .isFalse();
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest_api_url", "rest_api_query_parameters"})
    void a_line_break_in_a_url_is_percent_encoded(String input) {
        ObjectNode inputs = inputs();
        inputs.put(
                input, input.equals("rest_api_url") ? server.url() + "/echo?q=" + EVIL : "q=" + EVIL.replace(":", ""));

        assertThat(calls.call(inputs).get("success").booleanValue()).isTrue();

        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).path()).contains("%0D%0A");
        assertNothingSplit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /evil HTTP/1.1\r\nX-Evil: 1\r\n\r\nGET", "GET\0", "GE T", "TRACE", "CONNECT"})
    void a_method_is_one_of_the_known(String method) {
        ObjectNode inputs = inputs().put("rest_api_method", method);

        assertThat(Calls.reason(calls.call(inputs))).contains("rest_api_method has to be one of");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_host_with_a_line_break_is_none() {
        ObjectNode inputs = inputs().put("rest_api_url", "http://127.0.0.1\r\nX-Evil:" + server.port() + "/");

        assertThat(calls.call(inputs).get("success").booleanValue()).isFalse();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void names_of_files_and_fields_stay_inside_their_quotes() {
        fileName = "f\"; x=\"" + EVIL + "\0";
        mediaType = "text/plain\r\nX-Evil: 1";
        ObjectNode inputs = inputs().put("incident_id", 1).put("attachment_id", 2);
        inputs.put("attachment_form_field_name", "n\"" + EVIL);
        inputs.putObject("rest_api_body").put("k\"" + EVIL, "v");

        assertThat(calls.call(inputs).get("success").booleanValue()).isTrue();

        String body = server.requests().get(0).body();
        assertThat(body.lines().filter(line -> line.startsWith("X-Evil"))).isEmpty();
        assertThat(body.lines().filter(line -> line.startsWith("Content-Disposition")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("%0D%0A").doesNotContain("\0"));
        assertNothingSplit();
    }

    @Test
    void a_media_type_with_a_line_break_cannot_become_the_bodys_type() {
        mediaType = "text/plain\r\nX-Evil: 1";
        ObjectNode inputs =
                inputs().put("incident_id", 1).put("attachment_id", 2).put("send_file_as_body", true);

        calls.call(inputs);

        assertNothingSplit();
    }

    @Test
    void an_oauth_token_with_a_line_break_is_no_header() {
        calls.call(inputs().put("oauth_access_token", "t\r\nX-Evil: 1"));
        calls.call(inputs().put("jwt_token", "t\nX-Evil: 1"));

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void what_belongs_to_the_connection_is_not_the_callers() {
        ObjectNode inputs = inputs().put("rest_api_body", "twelve bytes");
        inputs.putObject("rest_api_headers")
                .put("Content-Length", "3")
                .put("transfer-encoding", "chunked")
                .put("Connection", "X-Kept")
                .put("TE", "trailers")
                .put("Upgrade", "h2c")
                .put("Expect", "100-continue")
                .put("Proxy-Authorization", "Basic eDp5")
                .put("X-Kept", "1");

        assertThat(calls.call(inputs).get("success").booleanValue()).isTrue();

        EchoServer.Seen seen = server.requests().get(0);
        assertThat(seen.body()).isEqualTo("twelve bytes");
        assertThat(seen.header("Content-Length")).isEqualTo("12");
        assertThat(seen.header("X-Kept")).isEqualTo("1");
        for (String gone : new String[] {"Transfer-Encoding", "TE", "Upgrade", "Expect", "Proxy-Authorization"}) {
            assertThat(seen.header(gone)).as(gone).isNull();
        }
        assertThat(calls.progress).anyMatch(text -> text.contains("made by the bridge") && text.contains("Upgrade"));
    }

    @Test
    void the_header_host_names_what_the_rules_allow() {
        ObjectNode inputs = inputs();
        inputs.putObject("rest_api_headers").put("Host", "localhost:81");

        assertThat(calls.call(inputs).get("success").booleanValue()).isTrue();

        assertThat(server.requests().get(0).headers())
                .filteredOn(header -> header.getKey().equalsIgnoreCase("host"))
                .singleElement()
                .satisfies(header -> assertThat(header.getValue()).isEqualTo("localhost:81"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internal.example",
                "10.0.0.1",
                "169.254.169.254",
                "127.0.0.1/x",
                "a@127.0.0.1",
                "a b",
                "127.0.0.1:99999"
            })
    void the_header_host_names_nothing_else(String host) {
        ObjectNode inputs = inputs();
        inputs.putObject("rest_api_headers").put("host", host);

        assertThat(calls.call(inputs).get("success").booleanValue()).isFalse();
        assertThat(server.requests()).isEmpty();
    }
}
