package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.SettableTime;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XsoarSearchTest {
    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8(), time);
        client = Clients.standard(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restart(CortexXsoarOptions options) {
        stop();
        simulator = CortexXsoarSimulator.start(options, time);
        client = Clients.standard(simulator);
    }

    private void three() {
        client.create("""
                {"name":"Beacon from web 1","severity":2,"dbotMirrorId":"key-1","customFields":{"scanip":"10.0.4.7"},
                 "labels":[{"type":"Instance","value":"b-1"},{"type":"soarbridge","value":"uid-1"}],"sourceBrand":"Bridge"}""");
        time.advance(Duration.ofHours(1));
        client.create("{\"name\":\"Phish\",\"type\":\"Phishing\",\"severity\":0.5,\"dbotMirrorId\":\"key-2\"}");
        time.advance(Duration.ofHours(1));
        client.create("{\"name\":\"Old one\",\"owner\":\"ann\",\"category\":\"job\"}");
        client.post("/incident/close", "{\"id\":\"3\"}");
    }

    private JsonNode search(String filter) {
        return client.post("/incidents/search", "{\"userFilter\":false,\"filter\":" + filter + "}")
                .json();
    }

    private List<String> ids(String filter) {
        List<String> ids = new ArrayList<>();
        search(filter).path("data").forEach(row -> ids.add(row.get("id").asText()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dbotMirrorId:\"key-1\" | 1",
                "dbotMirrorId:key-* | 1 2",
                "id:2 | 2",
                "id:(1 2) | 1 2",
                "-status:closed | 1 2",
                "-status:closed -category:job and severity:>=2 | 1",
                "sourceBrand:\"Bridge\" or type:phishing | 1 2",
                "not (type:Phishing or status:2) | 1",
                "scanip:\"10.0.4.7\" | 1",
                "labels.value:\"uid-1\" | 1",
                "labels:uid-1 | 1",
                "labels.soarbridge:\"uid-1\" | 1",
                "name:\"beacon from\" | 1",
                "name:beac* | 1",
                "name:bea | ``",
                "beacon | 1",
                "owner:\"\" | 1 2",
                "owner:* | 3",
                "severity:informational | 2",
                "created:>=\"2026-01-05T11:11:12Z\" | 2 3",
                "created:<2026-01-05T11:00:00Z | 1",
                "created:[2026-01-05T11:00:00Z TO 2026-01-05T11:30:00Z] | 2",
                "created:>\"90 minutes ago\" | 2 3",
                "created:>=\"2026-01-05T12:11:12+01:00\" | 2 3",
                "noSuchField:1 | ``",
                "* | 1 2 3"
            })
    void understands_the_query_language(String query, String expected) {
        three();

        List<String> found =
                ids("{\"size\":100,\"sort\":[{\"field\":\"id\",\"asc\":true,\"fieldType\":null}],\"query\":"
                        + Json.mapper().getNodeFactory().textNode(query) + "}");

        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":[\"1\",\"3\"]} | 3 1",
                "{\"type\":[\"Phishing\"]} | 2",
                "{\"level\":[0.5]} | 2",
                "{\"status\":[2]} | 3",
                "{\"notStatus\":[2]} | 2 1",
                "{\"notCategory\":[\"job\"]} | 2 1",
                "{\"name\":[\"Phish\"]} | 2",
                "{\"fromDate\":\"2026-01-05T11:00:00Z\",\"toDate\":\"2026-01-05T12:00:00+00:00\"} | 2",
                "{\"period\":{\"by\":\"hour\",\"fromValue\":\"1\"}} | 3 2",
                "{\"period\":{\"by\":\"hour\",\"fromValue\":1}} | 3 2",
                "{\"nonsense\":{\"a\":1},\"query\":null,\"id\":null} | 3 2 1"
            })
    void understands_exact_sets_and_dates(String filter, String expected) {
        three();

        assertThat(String.join(" ", ids(filter))).isEqualTo(expected);
    }

    @Test
    void no_rows_are_an_empty_array_or_null_and_the_total_stays() {
        three();

        JsonNode past = search("{\"size\":10,\"page\":5}");
        restart(CortexXsoarOptions.version8().set("empty-page", "null"));
        JsonNode none = search("{\"size\":10}");

        assertThat(past.get("data").isArray()).isTrue();
        assertThat(past.get("data")).isEmpty();
        assertThat(past.get("total").asInt()).isEqualTo(3);
        assertThat(none.get("data").isNull()).isTrue();
    }

    @Test
    void size_defaults_to_25_and_is_at_most_1000() {
        for (int i = 0; i < 1010; i++) {
            client.create("{\"name\":\"n\"}");
        }

        assertThat(search("{}").get("data")).hasSize(25);
        assertThat(search("{\"size\":5000}").get("data")).hasSize(1000);
        assertThat(search("{\"totalOnly\":true}").get("data")).isEmpty();
    }

    @Test
    void pages_and_cursors_walk_through_everything_once() {
        for (int i = 0; i < 7; i++) {
            client.create("{\"name\":\"n" + i + "\"}");
        }
        List<String> byPage = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            byPage.addAll(ids("{\"size\":2,\"page\":" + page + ",\"sort\":[{\"field\":\"created\",\"asc\":true}]}"));
        }
        List<String> byCursor = new ArrayList<>();
        String cursor = "null";
        while (byCursor.size() < 20) {
            JsonNode answer = search(
                    "{\"size\":3,\"sort\":[{\"field\":\"modified\",\"asc\":true}],\"searchAfter\":" + cursor + "}");
            if (answer.get("data").isEmpty()) {
                break;
            }
            answer.get("data").forEach(row -> byCursor.add(row.get("id").asText()));
            assertThat(answer.get("searchAfter"))
                    .isEqualTo(answer.get("data")
                            .get(answer.get("data").size() - 1)
                            .get("sortValues"));
            cursor = answer.get("searchAfter").toString();
        }

        assertThat(byPage).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(byCursor).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void a_lagging_index_hides_new_writes_and_shows_old_states() {
        restart(CortexXsoarOptions.version8().searchLag(Duration.ofSeconds(5)));
        client.create("{\"name\":\"n\",\"dbotMirrorId\":\"k\"}");
        int atOnce = search("{\"query\":\"dbotMirrorId:k\"}").get("total").asInt();
        time.advance(Duration.ofSeconds(6));
        int later = search("{\"query\":\"dbotMirrorId:k\"}").get("total").asInt();
        client.post("/incident/close", "{\"id\":\"1\"}");
        int stillOpen = search("{\"query\":\"-status:closed\"}").get("total").asInt();

        assertThat(List.of(atOnce, later, stillOpen)).containsExactly(0, 1, 1);
    }

    @Test
    void mirror_id_may_be_unsettable_or_not_indexed() {
        restart(CortexXsoarOptions.version8().mirrorIdSettable(false));
        JsonNode dropped = client.create("{\"name\":\"n\",\"dbotMirrorId\":\"k\"}");
        restart(CortexXsoarOptions.version8().mirrorIdIndexed(false));
        JsonNode kept = client.create("{\"name\":\"n\",\"dbotMirrorId\":\"k\"}");

        assertThat(dropped.get("dbotMirrorId").asText()).isEmpty();
        assertThat(kept.get("dbotMirrorId").asText()).isEqualTo("k");
        assertThat(search("{\"query\":\"dbotMirrorId:k\"}").get("total").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"query\":\"(a\"}",
                "{\"query\":\"a)\"}",
                "{\"query\":\"name:\\\"x\"}",
                "{\"query\":\"a and\"}",
                "{\"fromDate\":\"2026-01-05\"}"
            })
    void unreadable_queries_and_dates_are_a_400(String filter) {
        assertThat(client.post("/incidents/search", "{\"filter\":" + filter + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void search_everything_wraps_incidents_and_has_null_for_nothing() {
        three();

        JsonNode one =
                client.post("/search", "{\"filter\":{\"query\":\"id:1\"}}").json();
        JsonNode none =
                client.post("/search", "{\"filter\":{\"query\":\"id:9\"}}").json();

        assertThat(one.at("/result/0/incidentResult/incident/id").asText()).isEqualTo("1");
        assertThat(none.get("result").isNull()).isTrue();
    }
}
