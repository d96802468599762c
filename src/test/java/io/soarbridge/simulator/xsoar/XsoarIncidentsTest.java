package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SettableTime;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XsoarIncidentsTest {
    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        restart(CortexXsoarOptions.version8());
    }

    private void restart(CortexXsoarOptions options) {
        stop();
        simulator = CortexXsoarSimulator.start(options, time);
        client = Clients.standard(simulator);
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void create_answers_201_with_the_whole_incident() {
        Answer answer = client.post("/incident", """
                {"name":"Beacon","severity":0.5,"labels":[{"type":"sourceId","value":"evt-1"}],
                 "customFields":{"scanip":"10.0.4.7"},"details":"seen"}""");

        assertThat(answer.status()).isEqualTo(201);
        JsonNode incident = answer.json();
        assertThat(incident.get("id").isTextual()).isTrue();
        assertThat(incident.get("version").asInt()).isEqualTo(1);
        assertThat(incident.get("severity").decimalValue().toPlainString()).isEqualTo("0.5");
        assertThat(incident.get("status").asInt()).isZero();
        assertThat(incident.get("created").asText()).isEqualTo("2026-01-05T10:11:12.12345Z");
        assertThat(incident.get("closed").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(incident.get("attachment").isNull()).isTrue();
        assertThat(incident.get("investigationId").asText()).isEmpty();
        assertThat(incident.at("/CustomFields/scanip").asText()).isEqualTo("10.0.4.7");
        assertThat(incident.at("/CustomFields/detectionsla/runStatus").asText()).isEqualTo("idle");
        assertThat(incident.get("sourceBrand").asText()).isEqualTo("Manual");
        assertThat(incident.get("rawName").asText()).isEqualTo("Beacon");
    }

    @Test
    void create_takes_keys_of_any_case_and_nulls_as_absent() {
        JsonNode incident = client.create(
                "{\"NAME\":\"n\",\"CUSTOMFIELDS\":{\"a\":\"b\"},\"severity\":null,\"labels\":null,\"id\":null,\"unknown\":7}");

        assertThat(incident.get("name").asText()).isEqualTo("n");
        assertThat(incident.at("/CustomFields/a").asText()).isEqualTo("b");
        assertThat(incident.get("severity").asInt()).isZero();
        assertThat(incident.has("unknown")).isFalse();
    }

    @Test
    void source_counts_only_beside_an_instance_label() {
        JsonNode without = client.create("{\"name\":\"n\",\"sourceBrand\":\"Bridge\"}");
        JsonNode with = client.create(
                "{\"name\":\"n\",\"sourceBrand\":\"Bridge\",\"labels\":[{\"type\":\"Instance\",\"value\":\"b-1\"}]}");

        assertThat(without.get("sourceBrand").asText()).isEqualTo("Manual");
        assertThat(with.get("sourceBrand").asText()).isEqualTo("Bridge");
        assertThat(with.get("sourceInstance").asText()).isEqualTo("b-1");
    }

    @Test
    void create_with_investigation_is_active_and_has_its_own_id_as_investigation() {
        JsonNode incident = client.create("{\"name\":\"n\",\"createInvestigation\":true}");

        assertThat(incident.get("status").asInt()).isEqualTo(1);
        assertThat(incident.get("investigationId")).isEqualTo(incident.get("id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":7}",
                "{\"name\":\"n\",\"severity\":\"high\"}",
                "{\"name\":\"n\",\"labels\":{}}",
                "{\"name\":\"n\",\"occurred\":\"yesterday\"}",
                "{\"name\":\"n\",\"playbookId\":\"no-such\"}",
                "{\"id\":12,\"name\":\"n\"}",
                "{}",
                "[]",
                "{xyz",
                "{\"name\":"
            })
    void bad_creates_are_refused_with_400_and_the_server_envelope(String body) {
        Answer answer = client.post("/incident", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isNotEmpty();
        assertThat(answer.json().get("status").asInt()).isEqualTo(400);
        assertThat(simulator.incidents()).isEmpty();
    }

    @Test
    void malformed_json_names_the_character() {
        assertThat(client.post("/incident", "x").json().get("error").asText())
                .isEqualTo("invalid character 'x' looking for beginning of value");
    }

    @Test
    void dropped_create_answers_200_without_content_on_8_and_null_on_6() {
        CortexXsoarOptions drop = CortexXsoarOptions.version8().dropRule(Pattern.compile("^noise"));
        restart(drop);
        Answer eight = client.post("/incident", "{\"name\":\"noise 1\"}");
        restart(CortexXsoarOptions.version6().dropRule(Pattern.compile("^noise")));
        Answer six = Clients.version6(simulator).post("/incident", "{\"name\":\"noise 1\"}");

        assertThat(eight.status()).isEqualTo(200);
        assertThat(eight.body()).isEmpty();
        assertThat(six.status()).isEqualTo(200);
        assertThat(six.body()).isEqualTo("null");
        assertThat(simulator.incidents()).isEmpty();
    }

    @Test
    void update_is_a_whole_object_write() {
        JsonNode created = client.create(
                "{\"name\":\"n\",\"details\":\"d\",\"severity\":3,\"dbotMirrorId\":\"k\",\"createInvestigation\":true}");
        String id = created.get("id").asText();

        JsonNode updated = client.create("{\"id\":\"" + id + "\",\"version\":1,\"name\":\"renamed\",\"status\":1}");

        assertThat(updated.get("version").asInt()).isEqualTo(2);
        assertThat(updated.get("name").asText()).isEqualTo("renamed");
        assertThat(updated.get("details").asText()).isEmpty();
        assertThat(updated.get("severity").asInt()).isZero();
        assertThat(updated.get("dbotMirrorId").asText()).isEmpty();
        assertThat(updated.get("investigationId").asText()).isEqualTo(id);
        assertThat(updated.get("created")).isEqualTo(created.get("created"));
    }

    @Test
    void load_change_and_post_keeps_everything_else() {
        String id = client.create("{\"name\":\"n\",\"details\":\"d\",\"labels\":[{\"type\":\"a\",\"value\":\"b\"}]}")
                .get("id")
                .asText();
        ObjectNode loaded = (ObjectNode) client.get("/incident/load/" + id).json();
        loaded.put("severity", 4);

        Answer answer = client.post("/incident", loaded.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("severity").asInt()).isEqualTo(4);
        assertThat(answer.json().get("details").asText()).isEqualTo("d");
        assertThat(answer.json().get("labels")).isEqualTo(loaded.get("labels"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 500})
    void stale_version_conflicts_with_the_configured_status(int status) {
        restart(CortexXsoarOptions.version8().conflictStatus(status));
        String id = client.create("{\"name\":\"n\"}").get("id").asText();
        client.post("/incident", "{\"id\":\"" + id + "\",\"version\":1,\"name\":\"two\"}");

        Answer stale = client.post("/incident", "{\"id\":\"" + id + "\",\"version\":1,\"name\":\"three\"}");
        Answer forced = client.post("/incident", "{\"id\":\"" + id + "\",\"version\":-1,\"name\":\"four\"}");

        assertThat(stale.status()).isEqualTo(status);
        assertThat(stale.json().get("error").asText()).contains("DB Version");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(forced.json().get("name").asText()).isEqualTo("four");
    }

    @Test
    void close_needs_no_version_and_merges_custom_fields() {
        String id = client.create("{\"name\":\"n\",\"customFields\":{\"a\":\"1\"},\"createInvestigation\":true}")
                .get("id")
                .asText();

        Answer answer = client.post(
                "/incident/close",
                "{\"id\":\"" + id
                        + "\",\"closeNotes\":\"handled\",\"closeReason\":\"Resolved\",\"CustomFields\":{\"b\":\"2\"}}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode closed = answer.json();
        assertThat(closed.get("status").asInt()).isEqualTo(2);
        assertThat(closed.get("version").asInt()).isEqualTo(2);
        assertThat(closed.get("closed").asText()).startsWith("2026-01-05");
        assertThat(closed.get("rawCloseReason").asText()).isEqualTo("Resolved");
        assertThat(closed.get("closingUserId").asText()).isEqualTo("apikey-user");
        assertThat(closed.at("/CustomFields/a").asText()).isEqualTo("1");
        assertThat(closed.at("/CustomFields/b").asText()).isEqualTo("2");
    }

    @Test
    void loading_or_closing_an_unknown_id_is_a_400() {
        Answer load = client.get("/incident/load/999");

        assertThat(load.status()).isEqualTo(400);
        assertThat(load.json().at("/errors/0/detail").asText()).isEqualTo("Item not found");
        assertThat(client.post("/incident/close", "{\"id\":\"999\"}").status()).isEqualTo(400);
    }

    @Test
    void investigate_opens_once() {
        String id = client.create("{\"name\":\"n\"}").get("id").asText();

        Answer first = client.post("/incident/investigate", "{\"id\":\"" + id + "\",\"version\":1}");
        Answer second = client.post("/incident/investigate", "{\"id\":\"" + id + "\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("id").asText()).isEqualTo(id);
        assertThat(second.json().get("error").asText()).startsWith("Investigation already exists for incident");
    }

    @Test
    void batches_close_and_delete_and_count_what_they_could_not() {
        String id = client.create("{\"name\":\"n\"}").get("id").asText();
        client.create("{\"name\":\"m\"}");

        JsonNode closed = client.post(
                        "/incident/batchClose", "{\"ids\":[\"" + id + "\",\"77\"],\"closeReason\":\"Duplicate\"}")
                .json();
        JsonNode deleted = client.post(
                        "/incident/batchDelete", "{\"all\":true,\"filter\":{\"query\":\"-status:closed\"}}")
                .json();

        assertThat(closed.get("total").asInt()).isEqualTo(1);
        assertThat(closed.get("notUpdated").asInt()).isEqualTo(1);
        assertThat(closed.at("/data/0/closeReason").asText()).isEqualTo("Duplicate");
        assertThat(deleted.get("total").asInt()).isEqualTo(1);
        assertThat(simulator.incidents()).hasSize(1);
    }

    @Test
    void free_json_goes_through_the_default_mapping() {
        Answer answer = client.post("/incident/json", "{\"title\":\"t\",\"severity\":2,\"host\":\"web-1\"}");

        assertThat(answer.json().get("name").asText()).isEqualTo("t");
        assertThat(answer.json().get("labels").toString()).contains("\"web-1\"");
    }

    @Test
    void version_after_create_and_the_servers_own_writes_are_switches() {
        restart(CortexXsoarOptions.version8().createdVersion(0).serverWritesAfterCreate(2));

        JsonNode created = client.create("{\"name\":\"n\",\"createInvestigation\":true}");
        JsonNode loaded =
                client.get("/incident/load/" + created.get("id").asText()).json();

        assertThat(created.get("version").asInt()).isZero();
        assertThat(loaded.get("version").asInt()).isEqualTo(2);
    }
}
