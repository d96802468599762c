package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveTest {
    @TempDir
    Path folder;

    private Exchange answered(int status, String body, String options, String... headers) throws IOException {
        try (RawServer server = RawServer.start(RawServer.always(status, body, headers));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            return bench.send("connection:target?" + options, e -> {});
        }
    }

    private static JsonNode body(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private static CallException failure(Exchange exchange) {
        return (CallException) exchange.getException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"a b.txt\"| a b.txt",
                "attachment; filename=plain.bin; size=3| plain.bin",
                "attachment; filename=\"x\"; filename*=UTF-8''%e2%82%ac.txt| €.txt",
                "attachment; filename=\"../../etc/passwd\"| passwd",
                "attachment; filename=\"..\\\\..\\\\boot.ini\"| boot.ini"
            })
    void a_file_comes_as_a_stream_with_its_name(String disposition, String name) throws Exception {
        Exchange done = answered(
                200, "%PDF", "receive=file", "Content-Disposition: " + disposition, "Content-Type: application/pdf");

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).isEqualTo("%PDF");
        JsonNode file = done.getVariable("file", JsonNode.class);
        assertThat(file.path("name").asText()).isEqualTo(name);
        assertThat(file.path("mediaType").asText()).isEqualTo("application/pdf");
        assertThat(file.path("size").asInt()).isEqualTo(4);
    }

    @Test
    void a_file_that_is_not_there_is_null_where_that_is_expected_and_else_an_error() throws Exception {
        assertThat(body(answered(404, "{}", "receive=file&absent=404")).isNull())
                .isTrue();
        assertThat(failure(answered(404, "{\"message\":\"no such file\"}", "receive=file")))
                .hasMessageContaining("no such file");
    }

    @Test
    void text_is_taken_where_it_is_expected() throws Exception {
        assertThat(body(answered(200, "a,b\n1,2\n", "receive=text")).textValue())
                .isEqualTo("a,b\n1,2\n");
        assertThat(failure(answered(200, "a,b\n1,2\n", "receive=json")).code()).isEqualTo("rest/not-json");
    }

    @Test
    void a_mappings_result_goes_into_a_variable_where_that_is_named() throws Exception {
        Files.writeString(folder.resolve("double.jq"), "{n: (.n * 2)}");
        try (Bench bench = new Bench(Connected.to("http://127.0.0.1:1").settings(), folder)) {
            Exchange done = bench.send(
                    "mapping:double?connection=target&into=twice",
                    e -> e.getMessage().setBody("{\"n\":21}"));

            assertThat(done.getVariable("twice")).hasToString("{\"n\":42}");
            assertThat(done.getMessage().getBody(String.class)).isEqualTo("{\"n\":21}");
        }
    }

    @Test
    void an_answer_goes_into_a_variable_where_that_is_named() throws Exception {
        Exchange done = answered(200, "{\"n\":1}", "into=names");

        assertThat(done.getMessage().getBody()).isNull();
        assertThat(done.getVariable("names")).hasToString("{\"n\":1}");
    }

    @Test
    void the_reason_of_a_refusal_has_error_and_description() throws Exception {
        assertThat(failure(answered(400, "{\"error\":\"no\",\"description\":\"the owner is gone\"}", "path=/x")))
                .hasMessageContaining("no: the owner is gone");
    }

    @Test
    void a_status_that_means_there_is_none_gives_null() throws Exception {
        assertThat(body(answered(404, "{\"message\":\"none\"}", "absent=404,410"))
                        .isNull())
                .isTrue();
        assertThat(failure(answered(403, "{\"message\":\"none\"}", "absent=404,410"))
                        .failure())
                .isEqualTo(Failure.PERMANENT);
    }

    @Test
    void a_refusal_that_names_what_is_wanted_is_a_good_answer() throws Exception {
        String duplicate = "{\"failed\":true,\"existing_id\":481}";
        String options = "method=POST&accept=existing_id&refused=failed=true";

        assertThat(body(answered(400, duplicate, options)).path("existing_id").asInt())
                .isEqualTo(481);
        assertThat(body(answered(200, duplicate, options)).path("existing_id").asInt())
                .isEqualTo(481);
        assertThat(failure(answered(400, "{\"failed\":true,\"message\":\"no\"}", options))
                        .failure())
                .isEqualTo(Failure.PERMANENT);
    }

    @Test
    void a_good_status_with_a_refusal_inside_is_refused_for_good() throws Exception {
        CallException refused = failure(
                answered(200, "{\"success\":false,\"message\":\"bad owner\"}", "method=POST&refused=success=false"));

        assertThat(refused.failure()).isEqualTo(Failure.PERMANENT);
        assertThat(refused.maybeApplied()).isFalse();
        assertThat(refused).hasMessageContaining("bad owner");
    }

    @Test
    void a_conflict_is_known_by_status_or_by_words_in_a_refusal() throws Exception {
        String options = "method=PATCH&refused=success=false&conflict=field_failures&conflictStatuses=409";

        assertThat(failure(answered(200, "{\"success\":false,\"field_failures\":[]}", options))
                        .failure())
                .isEqualTo(Failure.CONFLICT);
        assertThat(failure(answered(409, "{}", options)).failure()).isEqualTo(Failure.CONFLICT);
        assertThat(failure(answered(400, "{}", options)).failure()).isEqualTo(Failure.PERMANENT);
    }

    @Test
    void an_answer_that_asks_to_come_again_was_no_effect() throws Exception {
        CallException early = failure(answered(
                400,
                "{\"error\":\"Could not find investigation\"}",
                "method=POST&notYet=could not find investigation"));

        assertThat(early.code()).isEqualTo("rest/not-yet");
        assertThat(early.isSafeToRepeat()).isTrue();
    }

    @Test
    void each_row_has_its_own_call_and_a_refused_one_keeps_nobody_back() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> RawServer.reply(
                        socket,
                        number == 1 ? 400 : 200,
                        number == 1 ? "{\"message\":\"bad\"}" : "{\"n\":" + number + "}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            JsonNode results = bench.call(
                    "connection:target?method=POST&path=/rows/:row.id&each=true",
                    json("[{\"id\":\"a/b\"},{\"id\":2},{\"id\":3}]"));

            assertThat(results.toString())
                    .isEqualTo(
                            "[{\"answer\":{\"n\":0}},{\"error\":{\"code\":\"rest/refused\",\"status\":400,\"reason\":\"status 400, bad\"}},{\"answer\":{\"n\":2}}]");
            assertThat(server.requests().get(0)).startsWith("POST /api/rows/a%2fb ");
        }
    }

    @Test
    void a_row_that_fails_for_now_ends_the_work() throws Exception {
        try (RawServer server = RawServer.start(
                        (number, request, socket) -> RawServer.reply(socket, number == 1 ? 500 : 200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            Exchange done = bench.send(
                    "connection:target?method=POST&path=/rows&each=true",
                    e -> e.getMessage().setBody(json("[1,2,3]")));

            assertThat(failure(done).failure()).isEqualTo(Failure.RETRY);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void rows_of_all_pages_are_put_together() throws Exception {
        mapping("acme/next", "if $request.page < 2 then {page: ($request.page + 1)} else null end");
        mapping("acme/rows", ".rows");
        try (RawServer server = RawServer.start((number, request, socket) ->
                        RawServer.reply(socket, 200, "{\"rows\":[" + number * 2 + "," + (number * 2 + 1) + "]}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            JsonNode all = bench.call(
                    "connection:target?path=/rows&send=query&next=acme/next&rows=acme/rows", json("{\"page\":0}"));

            assertThat(all).hasToString("[0,1,2,3,4,5]");
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(2)).startsWith("GET /api/rows?page=2 ");
        }
    }

    @Test
    void a_call_is_repeated_until_its_answer_is_the_wanted_one() throws Exception {
        mapping("acme/ended", ".state == \"done\"");
        try (RawServer server = RawServer.start((number, request, socket) ->
                        RawServer.reply(socket, 200, "{\"state\":\"" + (number < 3 ? "running" : "done") + "\"}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            JsonNode last = bench.call("connection:target?path=/run/1&until=acme/ended&every=1ms", json("null"));

            assertThat(last.path("state").asText()).isEqualTo("done");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void waiting_for_an_end_is_over_after_its_time() throws Exception {
        mapping("acme/ended", "false");
        Bench[] held = new Bench[1];
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    held[0].clock.advance(Duration.ofSeconds(20));
                    RawServer.reply(socket, 200, "{\"state\":\"running\"}");
                });
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            held[0] = bench;

            JsonNode last =
                    bench.call("connection:target?path=/run/1&until=acme/ended&every=1ms&atMost=50s", json("null"));

            assertThat(last.path("state").asText()).isEqualTo("running");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void an_answer_is_used_again_until_it_is_old_or_forgotten() throws Exception {
        try (RawServer server = RawServer.start(
                        (number, request, socket) -> RawServer.reply(socket, 200, "{\"n\":" + number + "}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            String uri = "connection:target?path=/names&cached=10m";

            int[] seen = IntStream.range(0, 3)
                    .map(i -> bench.call(uri, json("null")).path("n").asInt())
                    .toArray();
            bench.clock.advance(Duration.ofMinutes(11));
            int later = bench.call(uri, json("null")).path("n").asInt();
            bench.connection.forget();
            int forgotten = bench.call(uri, json("null")).path("n").asInt();

            assertThat(seen).containsExactly(0, 0, 0);
            assertThat(later).isEqualTo(1);
            assertThat(forgotten).isEqualTo(2);
        }
    }

    private void mapping(String name, String jq) {
        try {
            Path file = folder.resolve(name + ".jq");
            Files.createDirectories(file.getParent());
            Files.writeString(file, jq);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
