package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** POST /api/rest-call of a running bridge, held to the document that it serves. */
class HttpDoorTest {
    private static final String TOKEN = "planted-caller-token-1147";

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Bed bed;
    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = EchoServer.plain();
        bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.rest-call.token", "{{env:CALLER}}")
                .set("soarbridge.rest-call.hosts", "127.0.0.1")
                .set("soarbridge.rest-call.selftest-url", server.url() + "/echo")
                .environment("CALLER", TOKEN)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        bed.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.port() + "/api/rest-call" + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest post(String json) {
        return request("").POST(HttpRequest.BodyPublishers.ofString(json)).build();
    }

    private static String inputs(String method, String url) {
        return "{\"rest_api_method\": \"" + method + "\", \"rest_api_url\": \"" + url + "\"}";
    }

    @Test
    void inputs_in_and_payload_out() throws Exception {
        HttpResponse<String> answer = send(post(inputs("POST", server.url() + "/echo")));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode payload = Json.read(answer.body());
        assertThat(payload.fieldNames())
                .toIterable()
                .containsExactly("version", "success", "reason", "content", "raw", "inputs", "metrics");
        assertThat(payload.get("content").fieldNames())
                .toIterable()
                .containsExactly(
                        "ok",
                        "url",
                        "status_code",
                        "reason",
                        "cookies",
                        "headers",
                        "elapsed",
                        "apparent_encoding",
                        "text",
                        "json",
                        "links");
        assertThat(answer.body())
                .startsWith("{\"version\":2.0,\"success\":true,\"reason\":null,\"content\":{\"ok\":true");
    }

    @Test
    void a_call_that_failed_is_an_answer_too() throws Exception {
        HttpResponse<String> answer = send(post(inputs("GET", server.url() + "/status/404")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.body()).get("success").asBoolean()).isFalse();
        assertThat(Json.read(answer.body()).get("reason").asText())
                .contains("HTTP 404 Not Found")
                .contains(server.url());
    }

    @Test
    void what_is_no_call_is_refused_and_says_why() throws Exception {
        assertThat(send(post("[1]")).statusCode()).isEqualTo(400);
        assertThat(send(post("{\"a\"")).body()).contains("no JSON at line 1");
        assertThat(send(post("{\"rest_api_body\": \"" + "x".repeat(2_000_000) + "\"}"))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("")
                                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(405);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nobody_calls_without_the_token() throws Exception {
        for (String given : List.of("Bearer wrong", "Basic " + TOKEN, TOKEN, "Bearer ")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + bed.port() + "/api/rest-call"))
                    .header("Authorization", given)
                    .POST(HttpRequest.BodyPublishers.ofString(inputs("GET", server.url())))
                    .build();
            assertThat(send(request).statusCode()).as(given).isEqualTo(401);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_call_that_runs_is_listed_and_can_be_ended() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                post(
                        "{\"rest_api_method\": \"GET\", \"rest_retry_tries\": -1, \"rest_retry_delay\": 600, \"rest_api_url\": \""
                                + server.url() + "/status/503\"}"),
                HttpResponse.BodyHandlers.ofString());
        Await.until("the first try", () -> server.requests().size() == 1);
        Await.until("it waits", () -> running().at("/running/0/doing").asText().contains("Waiting"));

        JsonNode one = running().at("/running/0");
        assertThat(one.get("to").asText()).isEqualTo("GET 127.0.0.1");
        assertThat(one.get("doing").asText())
                .isEqualTo("HTTP 503 Service Unavailable. Waiting 600 s before try 2, without a limit.");
        assertThat(send(request("/" + one.get("id").asText()).DELETE().build()).statusCode())
                .isEqualTo(204);
        JsonNode payload = Json.read(waiting.get().body());
        assertThat(payload.get("success").asBoolean()).isFalse();
        assertThat(payload.get("reason").asText())
                .contains("stopped on request")
                .contains("HTTP 503");
        assertThat(running().get("running")).isEmpty();
        assertThat(send(request("/4711").DELETE().build()).statusCode()).isEqualTo(404);
    }

    private JsonNode running() {
        try {
            return Json.read(send(request("").build()).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_caller_who_hangs_up_ends_the_call() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                http.sendAsync(post(inputs("GET", server.url() + "/slow")), HttpResponse.BodyHandlers.ofString());
        Await.until("the request is there", () -> !server.requests().isEmpty());

        waiting.cancel(true);

        Await.until("nothing runs", () -> running().get("running").isEmpty());
    }

    @Test
    void a_reload_opens_and_closes_the_door() throws Exception {
        bed.unset("soarbridge.rest-call.token").reload();
        HttpResponse<String> closed = send(post(inputs("GET", server.url() + "/echo")));
        assertThat(closed.statusCode()).isEqualTo(404);
        assertThat(closed.body()).contains("soarbridge.rest-call.token");

        bed.set("soarbridge.rest-call.token", "{{env:CALLER}}")
                .set("soarbridge.rest-call.setting.k", "v")
                .reload();
        JsonNode payload = Json.read(
                send(post(inputs("GET", server.url() + "/echo?q={{k}}"))).body());
        assertThat(payload.at("/content/json/path").asText()).isEqualTo("/echo?q=v");
    }

    @Test
    void the_self_test_is_run_on_demand() {
        assertThat(server.requests()).isEmpty();
        assertThat(bed.managed("/health/rest-call").body()).isEqualTo("{\"status\":\"works\",\"reason\":null}");
        assertThat(server.requests()).hasSize(1);

        server.on("/echo", EchoServer.Answer.status(500, "Broken"));

        assertThat(bed.managed("/health/rest-call").statusCode()).isEqualTo(503);
        assertThat(bed.managed("/health/rest-call").body()).contains("HTTP 500 Broken");
    }

    @Test
    void the_document_is_true() throws Exception {
        HttpRequest open = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + bed.port() + "/api/rest-call/openapi.json"))
                .build();
        ObjectNode document = (ObjectNode) Json.read(send(open).body());
        List<String> documented = new ArrayList<>();
        document.at("/components/schemas/Inputs/properties").fieldNames().forEachRemaining(documented::add);

        assertThat(documented)
                .isEqualTo(InputSpec.ALL.stream().map(InputSpec::name).toList());
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactly("/api/rest-call", "/api/rest-call/{id}", "/api/rest-call/openapi.json");
        for (String path : List.of("/echo", "/status/500", "/empty", "/latin")) {
            fits(
                    document,
                    "Payload",
                    send(post(inputs("GET", server.url() + path))).body());
        }
        fits(document, "Payload", send(post("{}")).body());
        fits(document, "Running", running().toString());
        for (HttpRequest refused : List.of(
                post("[]"),
                request("/1").DELETE().build(),
                request("").PUT(HttpRequest.BodyPublishers.noBody()).build())) {
            HttpResponse<String> answer = send(refused);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            fits(document, "Problem", answer.body());
        }
        fits(document, "Inputs", inputs("GET", server.url()));
    }

    private static void fits(ObjectNode document, String schema, String json) {
        ObjectNode whole = document.deepCopy();
        whole.put("$ref", "#/components/schemas/" + schema);
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString());
        assertThat(compiled.validate(json, com.networknt.schema.InputFormat.JSON))
                .as(json)
                .isEmpty();
    }
}
