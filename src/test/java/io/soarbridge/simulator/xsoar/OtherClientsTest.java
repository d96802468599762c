package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests as further clients send them: an enrichment integration in JavaScript, the product's own mirroring and REST integrations, a
 * log forwarder in Go, a creator of test incidents, an alert action of a log search.
 */
class OtherClientsTest {
    private static final String JSON = "application/json";

    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        start(CortexXsoarOptions.version8());
    }

    private void start(CortexXsoarOptions options) {
        simulator = CortexXsoarSimulator.start(options, InstantSource.system());
        client = Clients.standard(simulator, "/xsoar");
    }

    private void restart(CortexXsoarOptions options) {
        simulator.close();
        start(options);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void the_general_search_wraps_what_it_found() {
        String id = client.opened("Beacon to 198.51.100.9");
        client.post("/indicator/create", "{\"indicator\":{\"value\":\"198.51.100.9\",\"indicator_type\":\"IP\"}}");
        String entry = client.post(
                        "/entry/formatted", "{\"contents\":\"{\\\"a\\\":1}\",\"investigationId\":\"" + id + "\"}")
                .json()
                .path("id")
                .asText();
        client.post("/evidence", """
                {"entryId":"%s","description":"data for 198.51.100.9","incidentId":"%s","occurred":"2026-01-05T10:11:12.123Z",
                 "markedBy":"someone","tags":["Polarity"]}""".formatted(entry, id));

        JsonNode result = client.post("/search", "{\"filter\":{\"query\":\"\\\"198.51.100.9\\\"\"}}")
                .json()
                .path("result");

        List<String> types = new ArrayList<>();
        result.forEach(one -> types.add(one.path("type").asText()));
        assertThat(types).containsExactlyInAnyOrder("incident", "indicator", "evidence");
        assertThat(result.at("/0/incidentResult/incident/id").asText()).isEqualTo(id);
        assertThat(result.at("/1/insightResult/insight/value").asText()).isEqualTo("198.51.100.9");
        assertThat(result.at("/2/evidenceResult/evidence/description").asText()).contains("198.51.100.9");
        assertThat(client.post("/search", "{\"filter\":{\"query\":\"\\\"nothing here\\\"\"}}")
                        .json()
                        .path("result")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_create_then_investigate_with_version_1_runs_the_playbook_named_at_the_create() {
        JsonNode made = client.create("{\"name\":\"203.0.113.5\",\"playbookId\":\"Triage\",\"severity\":2,"
                + "\"labels\":[{\"type\":\"Origin\",\"value\":\"Polarity\"}]}");
        String id = made.path("id").asText();

        client.post("/incident/investigate", "{\"id\":\"" + id + "\",\"version\":1}");
        JsonNode run = client.get("/inv-playbook/" + id, "Content-Type", JSON).json();
        JsonNode again = client.call("POST", "/inv-playbook/new/playbook0/" + id, JSON, null)
                .json();

        assertThat(run.path("name").asText()).isEqualTo("Triage");
        assertThat(run.has("startDate")).isTrue();
        assertThat(again.path("playbookId").asText()).isEqualTo("playbook0");
        assertThat(again.at("/pbHistory/0/name").asText()).isEqualTo("Triage");
    }

    @Test
    void a_playbook_started_too_early_is_refused_once() {
        restart(CortexXsoarOptions.version8().set("investigation-lag", "1"));
        String id = client.opened("fresh");

        Answer first = client.call("POST", "/inv-playbook/new/playbook0/" + id, JSON, null);

        assertThat(first.status()).isEqualTo(403);
        assertThat(first.json().path("error").asText()).contains("Could not find investigations");
        assertThat(client.call("POST", "/inv-playbook/new/playbook0/" + id, JSON, null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_filter_of_names_and_labels_can_be_joined_either_way() {
        String filter = "{\"filter\":{\"name\":[\"1.2.3.4\"],\"labels\":[\"1.2.3.4\"]}}";
        String named = "{\"name\":\"1.2.3.4\"}";

        client.create(named);
        int both = client.post("/incidents/search", filter).json().path("total").asInt();
        restart(CortexXsoarOptions.version8().set("filter-sets", "or"));
        client.create(named);

        assertThat(both).isZero();
        assertThat(client.post("/incidents/search", filter).json().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void mirroring_fetches_overlays_and_closes() {
        JsonNode made = client.create(
                "{\"name\":\"far\",\"createInvestigation\":true,\"CustomFields\":{\"frompong\":\"true\"}}");
        String id = made.path("id").asText();
        JsonNode found = client.post("/incidents/search", """
                {"userFilter":false,"filter":{"query":"-sourceBrand:\\"XSOAR Mirroring\\" and created:>=\\"2020-01-01T00:00:00Z\\"",
                 "page":0,"size":10,"sort":[{"field":"created","asc":true}]}}""").json();

        String whole =
                client.get("/incident/load/" + id).body().replace("\"details\":\"\"", "\"details\":\"overlaid\"");
        JsonNode updated = client.post("/incident", whole).json();
        JsonNode closed = client.post(
                        "/incident/close",
                        "{\"id\":\"%s\",\"version\":%d,\"closeReason\":\"Resolved\",\"closeNotes\":\"done\",\"CustomFields\":{}}"
                                .formatted(id, updated.path("version").asInt()))
                .json();

        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(updated.path("details").asText()).isEqualTo("overlaid");
        assertThat(closed.path("status").asInt()).isEqualTo(2);
        assertThat(closed.at("/CustomFields/frompong").asText()).isEqualTo("true");
    }

    @Test
    void mirroring_writes_notes_and_files() {
        String id = client.opened("far");

        client.post("/entry/note", "{\"investigationId\":\"" + id + "\",\"data\":\"a note\",\"markdown\":true}");
        client.upload("/entry/upload/" + id, Map.of(), "dump.bin", "bytes");
        JsonNode notes = client.post(
                        "/investigation/" + id,
                        "{\"fromTime\":\"2020-01-01T00:00:00Z\",\"categories\":[\"notes\"],\"tags\":[],\"tagsAndOperator\":true}")
                .json();

        assertThat(notes.path("entries")).hasSize(1);
        assertThat(notes.at("/entries/0/note").asBoolean()).isTrue();
        assertThat(client.post("/entry/delete/v2", "{\"id\":\"2@" + id + "\",\"deleteArtifact\":true}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_rest_integration_deletes_without_wanting_the_incidents_back() {
        String id = client.opened("gone");

        JsonNode answer = client.post(
                        "/incident/batchDelete",
                        "{\"ids\":[\"" + id
                                + "\"],\"all\":false,\"filter\":{\"size\":1},\"excludeIncidentsResponseData\":true}")
                .json();

        assertThat(answer.path("total").asInt()).isEqualTo(1);
        assertThat(answer.path("notUpdated").asInt()).isZero();
        assertThat(answer.path("data").isNull()).isTrue();
    }

    @Test
    void the_rest_integration_puts_a_tenant_after_the_prefix() {
        WireClient tenant = Clients.standard(simulator, "/xsoar/acc_Test");

        tenant.create("{\"name\":\"of the tenant\"}");

        assertThat(tenant.post("/incidents/search", "{\"filter\":{\"size\":5}}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.post("/incidents/search", "{\"filter\":{\"size\":5}}")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_forwarder_reads_by_modification_and_stops_at_an_empty_page() {
        client.create("{\"name\":\"one\"}");
        client.create("{\"name\":\"two\"}");
        String search =
                "{\"filter\":{\"query\":\"modified:>=\\\"2020-01-01T00:00:00.000000000Z\\\"\",\"page\":%d,\"size\":100,"
                        + "\"sort\":[{\"field\":\"modified\",\"asc\":true}]}}";

        JsonNode first = client.post("/incidents/search", search.formatted(0)).json();
        JsonNode second = client.post("/incidents/search", search.formatted(1)).json();

        assertThat(first.path("data")).hasSize(2);
        assertThat(second.path("data")).isEmpty();
        assertThat(second.path("total").asInt()).isEqualTo(2);
    }

    @Test
    void a_creator_of_incidents_sees_a_dropped_one_as_no_data() {
        restart(CortexXsoarOptions.version8().dropRule(Pattern.compile("^drop")));

        assertThat(client.post("/incident/json", "{\"name\":\"drop me\"}").body())
                .isEmpty();
        JsonNode made = client.post("/incident/json", "{\"name\":\"keep me\",\"host\":\"a\"}")
                .json();
        String id = made.path("id").asText();
        client.post("/incident/investigate", "{\"id\":\"" + id + "\",\"version\":1}");
        Answer again = client.post("/incident/investigate", "{\"id\":\"" + id + "\",\"version\":2}");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("error").asText()).startsWith("Investigation already exists for incident");
    }

    @Test
    void an_alert_action_sends_custom_fields_in_the_documented_spelling() {
        JsonNode made = client.create("""
                {"name":"notable","type":"Unclassified","severity":2,"occurred":"2026-01-05T10:11:12+00:00","createInvestigation":true,
                 "details":"d","rawJSON":"{\\"a\\":1}","labels":[{"type":"rule","value":"r"}],"customFields":{"scanip":"10.0.4.7"}}""");

        assertThat(made.at("/CustomFields/scanip").asText()).isEqualTo("10.0.4.7");
        assertThat(made.path("rawJSON").asText()).isEqualTo("{\"a\":1}");
    }
}
