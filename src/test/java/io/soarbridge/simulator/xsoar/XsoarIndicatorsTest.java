package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XsoarIndicatorsTest {
    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(
                CortexXsoarOptions.version8().exclusionList("8.8.8.8"), InstantSource.system());
        client = Clients.standard(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Answer create(String value, int score) {
        return client.post(
                "/indicator/create",
                "{\"indicator\":{\"value\":\"" + value + "\",\"indicator_type\":\"IP\",\"score\":" + score
                        + ",\"manualScore\":true,\"comments\":[{\"content\":\"c\"}]},\"seenNow\":true,\"investigationId\":\"7\"}");
    }

    @Test
    void create_answers_the_indicator_and_null_for_an_excluded_value() {
        JsonNode made = create("198.51.100.9", 3).json();
        Answer excluded = create("8.8.8.8", 3);

        assertThat(made.get("score").asInt()).isEqualTo(3);
        assertThat(made.get("investigationIDs").toString()).isEqualTo("[\"7\"]");
        assertThat(made.at("/comments/0/content").asText()).isEqualTo("c");
        assertThat(made.get("expiration").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(excluded.status()).isEqualTo(200);
        assertThat(excluded.body()).isEqualTo("null");
    }

    @Test
    void the_same_value_and_type_is_one_indicator() {
        create("198.51.100.9", 1);

        JsonNode again = create("198.51.100.9", 3).json();

        assertThat(again.get("id").asText()).isEqualTo("1");
        assertThat(again.get("version").asInt()).isEqualTo(2);
        assertThat(simulator.indicators()).hasSize(1);
    }

    @Test
    void edit_checks_the_version_and_writes_the_whole_object() {
        create("198.51.100.9", 3);

        JsonNode edited = client.post(
                        "/indicator/edit",
                        "{\"id\":\"1\",\"version\":1,\"value\":\"198.51.100.9\",\"score\":1,\"expirationStatus\":\"expired\"}")
                .json();
        Answer stale = client.post("/indicator/edit", "{\"id\":\"1\",\"version\":1,\"score\":2}");

        assertThat(edited.get("version").asInt()).isEqualTo(2);
        assertThat(edited.get("expirationStatus").asText()).isEqualTo("expired");
        assertThat(edited.get("comments").isNull()).isTrue();
        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.body()).contains("DB Version");
    }

    @Test
    void search_has_its_filter_at_the_top_level() {
        create("198.51.100.9", 3);
        create("198.51.100.10", 1);

        JsonNode found = client.post(
                        "/indicators/search", "{\"query\":\"type:IP and verdict:malicious\",\"size\":10,\"page\":0}")
                .json();
        JsonNode none = client.post("/indicators/search", "{\"query\":\"value:1.1.1.1\"}")
                .json();

        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(found.at("/iocObjects/0/value").asText()).isEqualTo("198.51.100.9");
        assertThat(none.get("iocObjects").isNull()).isTrue();
    }

    @Test
    void batch_delete_fails_without_a_filter_and_excludes_unless_told_not_to() {
        create("198.51.100.9", 3);
        create("198.51.100.10", 3);

        Answer bare = client.post("/indicators/batchDelete", "{\"ids\":[\"1\"]}");
        Answer kept = client.post(
                "/indicators/batchDelete",
                "{\"ids\":[\"1\"],\"filter\":{\"query\":\"id:\\\"1\\\"\"},\"DoNotWhitelist\":true}");
        client.post("/indicators/batchDelete", "{\"ids\":[\"2\",\"99\"],\"filter\":{}}");

        assertThat(bare.status()).isEqualTo(500);
        assertThat(kept.json().get("updatedIds").toString()).isEqualTo("[\"1\"]");
        assertThat(create("198.51.100.9", 3).body()).isNotEqualTo("null");
        assertThat(create("198.51.100.10", 3).body()).isEqualTo("null");
        assertThat(client.get("/indicators/whitelisted").body()).contains("198.51.100.10");
    }

    @Test
    void feed_is_fire_and_forget() {
        Answer answer = client.post("/indicators/feed/json", """
                {"indicators":[{"value":"bad.example","type":"Domain","score":3,"sourceBrand":"Bridge","fields":{"tags":"x"}},
                 {"value":"8.8.8.8","type":"IP","score":3}]}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(simulator.indicators()).hasSize(1);
        assertThat(simulator.indicators().get(0).at("/CustomFields/tags").asText())
                .isEqualTo("x");
    }

    @Test
    void stix_upload_and_csv_export_work_on_files() {
        JsonNode uploaded = client.upload(
                        "/indicators/upload",
                        Map.of("fileName", "s.json"),
                        "s.json",
                        "{\"objects\":[{\"type\":\"indicator\",\"pattern\":\"[ipv4-addr:value = '203.0.113.5']\"}]}")
                .json();
        String file = client.post("/indicators/batch/exportToCsv", "{\"filter\":{\"query\":\"\"}}")
                .json()
                .asText();

        assertThat(uploaded.at("/0/indicator_type").asText()).isEqualTo("IP");
        assertThat(client.get("/indicators/csv/" + file).body()).contains("\"203.0.113.5\",IP");
    }
}
