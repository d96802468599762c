package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendTest {
    @TempDir
    Path folder;

    private RawServer server;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        server = RawServer.start(RawServer.always(200, "{\"ok\":true}"));
        bench = new Bench(Connected.to(server.url()).settings(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
        server.close();
    }

    @Test
    void a_query_is_encoded_so_that_no_value_becomes_a_parameter() throws Exception {
        bench.call(
                "connection:target?path=/things?x=1&send=query",
                json("{\"name\":\"a&b=c #\\\"ü+\\\\\",\"ids\":[1,2],\"none\":null,\"on\":true,\"deep\":{\"a\":1}}"));

        assertThat(firstLine(0))
                .isEqualTo(
                        "GET /api/things?x=1&name=a%26b%3dc%20%23%22%c3%bc%2b%5c&ids=1&ids=2&on=true&deep=%7b%22a%22%3a1%7d HTTP/1.1");
        assertThat(body(0)).isEmpty();
    }

    @Test
    void a_query_of_nothing_adds_no_question_mark() throws Exception {
        bench.call("connection:target?path=/things&send=query", json("{}"));

        assertThat(firstLine(0)).isEqualTo("GET /api/things HTTP/1.1");
    }

    @Test
    void a_form_is_encoded_and_said_to_be_one() throws Exception {
        bench.call("connection:target?method=PUT&path=/things/&send=form", json("{\"note\":\"a b&c\",\"n\":7}"));

        assertThat(firstLine(0)).isEqualTo("PUT /api/things/ HTTP/1.1");
        assertThat(server.requests().get(0)).contains("Content-Type: application/x-www-form-urlencoded");
        assertThat(body(0)).isEqualTo("note=a%20b%26c&n=7");
    }

    @Test
    void parts_are_sent_in_order_with_the_file_of_the_variable() throws Exception {
        Exchange done = bench.send("connection:target?method=POST&path=/up&send=multipart", e -> {
            e.setVariable("content", new ByteArrayInputStream("bytes?!".getBytes(StandardCharsets.UTF_8)));
            e.getMessage()
                    .setBody(
                            json(
                                    "[{\"name\":\"meta\",\"value\":{\"a\":\"ü\"},\"mediaType\":\"application/json\"},{\"name\":\"note\",\"value\":\"ü\"},{\"name\":\"file\",\"file\":true,\"fileName\":\"a\\\"b\\r\\nX: 1.txt\",\"mediaType\":\"text/csv\"}]"));
        });

        assertThat(done.getException()).isNull();
        String sent = body(0);
        assertThat(sent.indexOf("name=\"meta\"")).isPositive().isLessThan(sent.indexOf("name=\"note\""));
        assertThat(sent)
                .contains("{\"a\":\"ü\"}", "application/json", "text/csv", "bytes?!")
                .contains("filename=\"a%22b%0D%0AX: 1.txt\"");
    }

    @Test
    void a_file_is_sent_again_from_its_beginning() throws Exception {
        String uri = "connection:target?method=POST&path=/up&send=multipart";
        JsonNode parts = json("[{\"name\":\"file\",\"file\":true}]");
        bench.send(uri, e -> {
            e.setVariable("content", new ByteArrayInputStream("whole".getBytes(StandardCharsets.UTF_8)));
            e.getMessage().setBody(parts);
            bench.process(uri, e);
            e.getMessage().setBody(parts);
        });

        assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains("whole"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100_000})
    void a_field_takes_the_file_in_base64(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);

        bench.send("connection:target?method=POST&path=/up&contentField=bytes", e -> {
            e.setVariable("content", new ByteArrayInputStream(content));
            e.getMessage().setBody(json("{\"bytes\":null,\"name\":\"ü \\\"n\"}"));
        });

        assertThat(Json.read(body(0)).path("bytes").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(content));
        assertThat(Json.read(body(0)).path("name").asText()).isEqualTo("ü \"n");
        assertThat(server.requests().get(0))
                .contains("Content-Length: " + body(0).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void a_file_that_no_step_has_set_is_asked_for_by_name() throws Exception {
        Exchange done = bench.send(
                "connection:target?method=POST&path=/up&contentField=bytes",
                e -> e.getMessage().setBody(json("{}")));

        assertThat(done.getException())
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("connection/missing-value"))
                .hasMessageContaining("content");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_value_in_a_fixed_query_is_encoded() throws Exception {
        bench.send("connection:target?path=/playbook/?name=:name", e -> e.setVariable("name", "a&b"));

        assertThat(firstLine(0)).isEqualTo("GET /api/playbook/?name=a%26b HTTP/1.1");
    }

    @Test
    void an_open_call_takes_method_path_query_and_body_from_the_message() throws Exception {
        bench.call(
                "connection:target?open=true",
                json("{\"method\":\"PATCH\",\"path\":\"/a/ü b%2Fc/\",\"query\":{\"q\":\"1 2\"},\"body\":{\"x\":1}}"
                        .replace("ü b", "ü")));
        bench.call("connection:target?open=true", json("{\"path\":\"/list\"}"));
        bench.call("connection:target?open=true", json("{\"method\":\"PUT\",\"path\":\"/f\",\"form\":{\"a\":\"b\"}}"));

        assertThat(firstLine(0)).isEqualTo("PATCH /api/a/%c3%bc%2Fc/?q=1%202 HTTP/1.1");
        assertThat(body(0)).isEqualTo("{\"x\":1}");
        assertThat(firstLine(1)).isEqualTo("GET /api/list HTTP/1.1");
        assertThat(body(2)).isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"//evil.example/x\"}",
                "{\"path\":\"/a//b\"}",
                "{\"path\":\"http://evil.example/\"}",
                "{\"path\":\"/../admin\"}",
                "{\"path\":\"/a/%2e%2E/b\"}",
                "{\"path\":\"/a/.\"}",
                "{\"path\":\"/a?b=c\"}",
                "{\"path\":\"/a#b\"}",
                "{\"path\":\"/a\\\\b\"}",
                "{\"path\":\"/a b\"}",
                "{\"path\":\"/a\\r\\nHost: evil\"}",
                "{\"path\":\"@evil.example/x\"}",
                "{\"path\":\"\"}",
                "{\"method\":\"CONNECT\",\"path\":\"/a\"}",
                "{\"path\":\"/a\",\"headers\":{\"Host\":\"evil\"}}",
                "{\"path\":\"/a\",\"url\":\"http://evil\"}",
                "[1]"
            })
    void an_open_call_that_would_leave_the_api_is_refused(String request) throws Exception {
        Exchange done =
                bench.send("connection:target?open=true", e -> e.getMessage().setBody(json(request)));

        assertThat(done.getException())
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("connection/bad-request"));
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection:target?send=smoke",
                "connection:target?receive=smoke",
                "connection:target?refused=success",
                "connection:target?absent=many",
                "connection:target?cached=soon"
            })
    void a_wrong_option_stops_the_start(String uri) throws Exception {
        assertThatThrownBy(() -> bench.send(uri, e -> {})).hasStackTraceContaining("A connection: endpoint has ");
    }

    @Test
    void what_stands_in_a_query_is_in_no_error() throws Exception {
        server.close();

        CallException failure = (CallException) bench.send(
                        "connection:target?path=/things&send=query",
                        e -> e.getMessage().setBody(json("{\"q\":\"what-people-typed\"}")))
                .getException();

        assertThat(failure).hasMessageContaining("GET /things on target").hasMessageNotContaining("what-people-typed");
    }

    private String firstLine(int number) {
        return server.requests().get(number).lines().findFirst().orElseThrow();
    }

    private String body(int number) {
        String request = server.requests().get(number);
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
