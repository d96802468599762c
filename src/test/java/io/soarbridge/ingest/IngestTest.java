package io.soarbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.Claim;
import io.soarbridge.support.Json;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest extends IngestFixture {
    @Test
    void an_event_is_on_disk_byte_for_byte_before_the_answer() throws Exception {
        String body =
                " {\"id\" : \"{{env:HOME}}\",\"a\":\"${header.x} $simple{body}\",  \"n\":1.50,\"u\":\"\\u00e9é😀\" }\r\n";

        HttpResponse<String> answer = post(body, "CamelHttpUri", "http://evil", "CamelFileName", "/etc/x");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Json.read(answer.body()).at("/accepted/0/duplicate").booleanValue())
                .isFalse();
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("Camel"));
        Claim claim = bed.claims().get(0);
        assertThat(new String(claim.payload(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(claim.orderKey()).isEqualTo("sensor:{{env:HOME}}");
    }

    @Test
    void the_same_event_twice_is_one() throws Exception {
        post("{\"id\":1}");
        HttpResponse<String> second = post("{\"id\":1}");

        assertThat(Json.read(second.body()).at("/accepted/0/duplicate").booleanValue())
                .isTrue();
        assertThat(bed.claims()).hasSize(1);
    }

    @Test
    void an_array_is_taken_event_by_event_and_the_bad_ones_are_named() throws Exception {
        HttpResponse<String> answer = post("\n[ {\"id\":\"a\"} ,7,\t{\"id\":\"é\",\"x\":[1,{}]},null,{\"bad\":true}]");

        JsonNode json = Json.read(answer.body());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json.at("/accepted").findValuesAsText("index")).containsExactly("0", "2");
        assertThat(json.at("/rejected").findValuesAsText("index")).containsExactly("1", "3", "4");
        assertThat(json.at("/rejected/0/detail").asText()).contains("number");
        assertThat(json.at("/rejected/2/detail").asText()).contains("this is bad");
        assertThat(payloads()).containsExactlyInAnyOrder("{\"id\":\"a\"}", "{\"id\":\"é\",\"x\":[1,{}]}");
    }

    @Test
    void lines_are_taken_one_by_one_and_the_bad_ones_are_named() throws Exception {
        HttpResponse<String> answer =
                post("{\"id\":\"a\"}\r\n\n{\"id\":\n[]\n{\"id\":\"b\"}", "Content-Type", "application/x-ndjson");

        JsonNode json = Json.read(answer.body());
        assertThat(json.at("/accepted").findValuesAsText("index")).containsExactly("0", "3");
        assertThat(json.at("/rejected").findValuesAsText("index")).containsExactly("1", "2");
        assertThat(payloads()).containsExactlyInAnyOrder("{\"id\":\"a\"}\r", "{\"id\":\"b\"}");
    }

    @Test
    void when_no_event_is_good_nothing_is_accepted() throws Exception {
        HttpResponse<String> answer = post("[1,2]");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Json.read(answer.body()).path("errors")).hasSize(2);
        assertThat(post("{\"bad\":true}").body()).contains("this is bad");
        assertThat(bed.claims()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "[]",
                "{",
                "{\"a\":1}{\"b\":2}",
                "[{\"a\":1}",
                "[{\"a\":1}]x",
                "nonsense",
                "{'a':1}",
                "\uFEFF"
            })
    void what_is_no_json_is_refused(String body) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Json.read(answer.body()).path("status").intValue()).isEqualTo(400);
    }

    @Test
    void the_place_of_the_mistake_is_told() throws Exception {
        assertThat(post("{\n  \"a\": tru\n}").body()).contains("line 2").contains("column");
    }

    @Test
    void only_utf_8_is_taken() throws Exception {
        for (byte[] body : List.of(
                "[{\"id\":\"é\"}]".getBytes(StandardCharsets.ISO_8859_1),
                "[{\"id\":1}]".getBytes(StandardCharsets.UTF_16LE),
                "[{\"id\":1}]".getBytes(StandardCharsets.UTF_16),
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3})) {
            HttpResponse<String> answer =
                    client.send(request().POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("UTF-");
        }
    }

    @Test
    void a_byte_order_mark_does_not_shift_the_events() throws Exception {
        assertThat(post("\uFEFF[{\"id\":\"a\"},{\"id\":\"b\"}]").statusCode()).isEqualTo(202);
        assertThat(payloads()).containsExactlyInAnyOrder("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    }

    @Test
    void deep_nesting_is_refused_and_costs_nothing() throws Exception {
        assertThat(post("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").statusCode())
                .isEqualTo(202);
        assertThat(post("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").statusCode())
                .isEqualTo(422);
        assertThat(post("{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}").statusCode())
                .isEqualTo(422);
        assertThat(post("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("[".repeat(60_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void huge_numbers_are_no_danger() throws Exception {
        assertThat(post("{\"id\":" + "9".repeat(2000) + "}").statusCode()).isEqualTo(400);
        assertThat(post("{\"id\":1e999999999}").statusCode()).isIn(202, 422);
        assertThat(post("{\"id\":-1e-999999999,\"x\":1}").statusCode()).isIn(202, 422);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, , 415",
        "text/plain, , 415",
        "application/jsonx, , 415",
        "application/json, gzip, 415",
        "application/json; charset=utf-8, identity, 202",
        "APPLICATION/JSON, , 202",
        "application/cloudevents+json, , 202"
    })
    void only_plain_json_types_are_taken(String type, String encoding, int status) throws Exception {
        HttpResponse<String> answer = encoding == null
                ? post("{\"id\":1}", "Content-Type", type)
                : post("{\"id\":1}", "Content-Type", type, "Content-Encoding", encoding);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void without_a_content_type_it_is_json() throws Exception {
        assertThat(raw("POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 8\r\n\r\n{\"id\":1}"))
                .startsWith("HTTP/1.1 202");
    }

    @Test
    void other_methods_and_other_sources_are_refused() throws Exception {
        HttpResponse<String> get = client.send(request().GET().build(), BodyHandlers.ofString());

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(raw("POST /ingest/other HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer wrong\r\n",
                "Authorization: Basic t0ken\r\n",
                "Authorization: Bearer \r\n"
            })
    void a_wrong_key_is_refused_before_the_body_is_read(String authorization) throws Exception {
        String answer =
                raw("POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + authorization + "Content-Length: 60000\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("www-authenticate: Bearer")
                .contains("urn:soarbridge:problem:unauthorized");
        assertThat(answer).doesNotContain("t0ken");
    }

    @Test
    void too_large_a_body_is_refused_by_its_length() throws Exception {
        assertThat(raw("POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 65537\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_sender_that_sends_on_still_reads_why_it_was_refused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bed.port())) {
            write(socket, "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (int i = 0; i < 100; i++) {
                write(socket, chunk);
            }
            write(socket, "0\r\n\r\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("65536");
        }
    }

    @Test
    void who_expects_a_continue_gets_it_only_after_authentication() throws Exception {
        String head = "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 8\r\n";
        try (Socket socket = new Socket("127.0.0.1", bed.port())) {
            write(socket, head + AUTH + "\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 100");
        }

        assertThat(raw(head + "\r\n")).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_flood_of_headers_is_refused() throws Exception {
        assertThat(raw("POST /ingest/sensor HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }
}
