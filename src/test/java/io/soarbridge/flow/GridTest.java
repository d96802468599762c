package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Grid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kamelets that deliveries use, run against one system in detail; the fleet test runs all of all systems. */
class GridTest {
    private static final String TYPE = "cortex-xsoar";
    private static final String SINCE = "2000-01-01T00:00:00Z";
    private static final Map<String, Object> HOSTILE = Map.of(
            "CamelHttpUri", "http://127.0.0.1:1/elsewhere",
            "CamelHttpPath", "/incident/9",
            "CamelHttpQuery", "admin=true",
            "CamelHttpMethod", "DELETE",
            "Authorization", "Bearer of-the-sender",
            "Host", "evil.example",
            "X-From-Sender", "1");

    @TempDir
    Path folder;

    private Bed bed;
    private Grid grid;

    @BeforeEach
    void start() {
        bed = Bed.with(folder, CortexXsoarOptions.version8()).connection("create-investigation", "true");
        grid = new Grid(bed);
    }

    @AfterEach
    void stop() {
        grid.close();
        bed.close();
    }

    static Stream<String> operations() {
        return Stream.of("case-create", "case-update", "case-close", "case-get", "case-find", "comment-add", "check");
    }

    private static String kamelet(String operation) {
        return TYPE + "-" + operation + "-action";
    }

    @ParameterizedTest
    @MethodSource("operations")
    void works_and_leaves_nothing_on_the_exchange(String operation) {
        grid.call(kamelet("case-create"), someCase(), Map.of());

        Exchange exchange = run(operation);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).isEqualTo(HOSTILE);
        assertThat(exchange.getAllProperties().toString()).doesNotContain(Bed.API_KEY);
        assertThat(exchange.getVariables().toString()).doesNotContain(Bed.API_KEY);
        sawNothingOfTheSender();
        checkResult(operation, exchange.getMessage().getBody(JsonNode.class));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void fails_with_the_systems_reason_and_leaves_nothing_on_the_exchange(String operation) {
        grid.call(kamelet("case-create"), someCase(), Map.of());
        bed.simulator()
                .faults()
                .add(Fault.status(422).untilCleared().body("{\"detail\":\"not today\"}", "application/json"));

        Exchange exchange = run(operation);

        assertThat(exchange.getException()).hasStackTraceContaining("not today");
        assertThat(exchange.getMessage().getHeaders()).isEqualTo(HOSTILE);
        assertThat(exchange.getAllProperties().toString()).doesNotContain(Bed.API_KEY);
    }

    private Exchange run(String operation) {
        Map<String, String> values = Map.of("remoteId", "1", "externalKey", "elastic:g", "since", SINCE);
        JsonNode body = switch (operation) {
            case "case-create", "case-update", "case-close" -> someCase();
            case "case-get", "case-find", "check" -> NullNode.instance;
            case "comment-add" -> Bed.json("{\"text\":\"!DeleteEverything\",\"format\":\"text\"}");
            default -> throw new AssertionError("no run is written for the Kamelet of operation " + operation);
        };
        return grid.run(kamelet(operation), body, values, HOSTILE);
    }

    private void checkResult(String operation, JsonNode result) {
        switch (operation) {
            case "case-create" -> assertThat(result.path("remoteId").asText()).isEqualTo("2");
            case "case-update", "case-close", "case-find" ->
                assertThat(result.path("remoteId").asText()).isEqualTo("1");
            case "case-get" -> assertThat(result.path("uid").asText()).isEqualTo("elastic:g");
            case "comment-add" -> {
                assertThat(result.path("remoteId").asText()).contains("@1");
                assertThat(bed.simulator().entries())
                        .extracting(entry -> entry.path("contents").asText())
                        .containsExactly("!DeleteEverything");
            }
            default -> assertThat(result.path("read").asBoolean()).isTrue();
        }
    }

    private void sawNothingOfTheSender() {
        String host = bed.simulator().url().replace("http://", "");
        assertThat(bed.simulator().requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEqualTo(Bed.API_KEY);
            assertThat(request.header("Host")).isEqualTo(host);
            assertThat(request.header("X-From-Sender")).isNull();
            assertThat(request.method()).isIn("GET", "POST");
            assertThat(request.path()).startsWith("/xsoar/public/v1/").doesNotContain("admin");
        });
    }

    @Test
    void a_case_comes_back_as_it_was_where_the_system_can_hold_it() {
        ObjectNode sent = someCase();

        JsonNode made = grid.call(kamelet("case-create"), sent, Map.of());
        JsonNode back = grid.call(
                kamelet("case-get"),
                NullNode.instance,
                Map.of("remoteId", made.path("remoteId").asText()));

        for (String field : List.of("uid", "title", "labels", "attacks", "createdAt")) {
            assertThat(back.path(field)).as(field).isEqualTo(sent.path(field));
        }
        assertThat(back.at("/severity/id")).isEqualTo(sent.at("/severity/id"));
        assertThat(back.at("/description/text").asText())
                .startsWith(sent.at("/description/text").asText());
    }

    @Test
    void an_id_that_looks_like_a_path_stays_one_segment() {
        Exchange exchange =
                grid.run(kamelet("case-get"), NullNode.instance, Map.of("remoteId", "../../admin?x=1#y"), Map.of());

        assertThat(exchange.getException()).isNotNull();
        assertThat(bed.simulator().requests())
                .extracting(request -> request.path())
                .containsExactly("/xsoar/public/v1/incident/load/%2e%2e%2f%2e%2e%2fadmin%3fx%3d1%23y");
    }

    @Test
    void a_key_that_looks_like_a_query_finds_nothing_else() {
        grid.call(kamelet("case-create"), someCase(), Map.of());

        JsonNode found = grid.call(
                kamelet("case-find"), NullNode.instance, Map.of("externalKey", "x\" or name:\"*", "since", SINCE));

        assertThat(found.isNull()).isTrue();
    }

    private static ObjectNode someCase() {
        ObjectNode made = Json.mapper().createObjectNode();
        made.put("uid", "elastic:g").put("title", "Beacon from ws-17").put("createdAt", "2026-11-22T10:00:00Z");
        made.putObject("source")
                .putNull("connection")
                .put("name", "elastic")
                .put("id", "g")
                .putNull("url");
        made.putObject("description").put("text", "Seen by \"rule 7\"").put("format", "text");
        made.putObject("severity").put("id", 4).put("label", "high");
        made.putObject("status").put("id", 2).putNull("label");
        made.putArray("labels").add("lab").add("two words");
        made.putArray("attacks").add("T1071");
        made.putArray("observables")
                .addObject()
                .put("type", "ip")
                .put("value", "198.51.100.7")
                .put("role", "source");
        made.putObject("raw").put("n", 1);
        return made;
    }
}
