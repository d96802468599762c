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

/** What clients sent, and needed to be answered, when their own code ran against the simulator. */
class RanClientsTest {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8(), InstantSource.system());
        client = Clients.standard(simulator, "/xsoar");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void version6() {
        simulator.close();
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version6(), InstantSource.system());
        client = Clients.version6(simulator);
    }

    @Test
    void the_library_writes_downloads_as_bytes_which_it_takes_for_one_media_type_only() {
        String id = client.opened("n");
        client.post("/indicator/create", "{\"indicator\":{\"value\":\"8.8.8.8\",\"indicator_type\":\"IP\"}}");
        String entry = client.post(
                        "/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"**x**\",\"markdown\":true}")
                .json()
                .get("id")
                .asText();

        String rows = named("/indicators/batch/exportToCsv", "{\"all\":true,\"columns\":[\"id\"],\"filter\":{}}");
        String stix = named("/indicators/batch/export/stix", "{\"all\":true,\"filter\":{}}");
        String incidents = named("/incident/batch/exportToCsv", "{\"ids\":[\"" + id + "\"],\"columns\":[\"id\"]}");
        String artifact = named("/entry/exportArtifact", "{\"id\":\"" + entry + "\",\"investigationId\":\"1\"}");

        assertThat(artifact).isEqualTo("entry_artifact_1@1.md");
        assertThat(bytes("/entry/artifact/" + artifact.replace("@", "%40"))).isEqualTo("**x**");
        assertThat(bytes("/indicators/csv/" + rows)).contains("8.8.8.8");
        assertThat(bytes("/incident/csv/" + incidents)).isEqualTo("id\n1\n");
        assertThat(client.upload("/indicators/upload", Map.of(), "i.json", bytes("/indicators/stix/v2/" + stix))
                        .json()
                        .at("/0/value")
                        .asText())
                .isEqualTo("8.8.8.8");
    }

    private String named(String path, String body) {
        return client.post(path, body).json().asText();
    }

    private String bytes(String path) {
        Answer file = client.get(path);
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        return file.body();
    }

    @Test
    void an_export_of_nothing_says_so_in_the_words_that_a_script_looks_for() {
        Answer none = client.post("/incident/batch/exportToCsv", "{\"all\":true,\"filter\":{\"query\":\"name:x\"}}");

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().get("error").asText()).isEqualTo("Incidents search returned no results");
    }

    @Test
    void the_library_parses_every_time_of_a_task() {
        String id = client.opened("n");
        client.postNothing("/inv-playbook/new/playbook0/" + id);

        JsonNode due = client.post(
                        "/inv-playbook/task/due",
                        "{\"date\":\"2026-11-29T06:50:23.135513+00:00\",\"inTaskID\":\"1\",\"invId\":\"1\",\"version\":-1}")
                .json();
        JsonNode cleared = client.post(
                        "/inv-playbook/task/due", "{\"date\":null,\"inTaskID\":\"1\",\"invId\":\"1\",\"version\":-1}")
                .json();

        assertThat(due.at("/tasks/1/dueDate").asText()).isEqualTo("2026-11-29T06:50:23.135513+00:00");
        assertThat(cleared.at("/tasks/1/dueDate").asText()).isEqualTo(NEVER);
    }

    @Test
    void the_library_names_the_task_to_edit_by_its_neighbour_field() {
        client.opened("n");
        client.postNothing("/inv-playbook/new/playbook0/1");
        client.post("/inv-playbook/task/add/1", "{\"addAfter\":true,\"name\":\"own\",\"neighborInvPBTaskId\":\"1\"}");

        JsonNode edited = client.post("/inv-playbook/task/edit/1", """
                        {"addAfter":null,"automationScript":null,"description":null,"name":"renamed","neighborInvPBTaskId":"3",
                         "scriptArguments":null,"tags":null}""").json();

        assertThat(edited.at("/tasks/3/task/name").asText()).isEqualTo("renamed");
    }

    @Test
    void the_library_saves_copies_finds_and_deletes_automations() {
        String script =
                "{\"filter\":null,\"savePassword\":null,\"script\":{\"id\":%s,\"name\":\"D2Remove\",\"type\":\"python\","
                        + "\"script\":\"x\",\"comment\":null,\"version\":-1}}";

        JsonNode saved = client.post("/automation", script.formatted("null")).json();
        client.post("/automation/copy", script.formatted("\"D2Remove\""));
        JsonNode found = client.post("/automation/search", "{\"query\":\"name:D2Remove\"}")
                .json();
        Answer stale = client.post("/automation", script.formatted("null").replace("-1", "0"));
        client.post("/automation/delete", script.formatted("\"D2Remove\""));

        assertThat(saved.at("/scripts/0/id").asText()).isEqualTo("D2Remove");
        assertThat(saved.at("/scripts/0").has("comment")).isFalse();
        assertThat(found.get("scripts")).hasSize(2);
        assertThat(stale.json().get("error").asText()).contains("DB Version");
        assertThat(client.post("/automation/search", "{\"query\":\"\"}")
                        .json()
                        .at("/scripts/0/name")
                        .asText())
                .isEqualTo("D2Remove_copy");
        assertThat(client.upload("/automation/import", Map.of(), "a.yml", "commonfields:\n  id: auto\nname: Auto\n")
                        .json()
                        .get("id")
                        .asText())
                .isEqualTo("auto");
    }

    @Test
    void the_library_keeps_widgets_and_finds_no_reports() {
        JsonNode made = client.post(
                        "/widgets/import", "{\"id\":null,\"name\":\"w\",\"widgetType\":\"pie\",\"version\":null}")
                .json();
        String path = "/widgets/" + made.get("id").asText();

        assertThat(client.get(path).json().get("widgetType").asText()).isEqualTo("pie");
        assertThat(client.get("/widgets").json()).hasSize(1);
        assertThat(client.call("DELETE", path, null, null).status()).isEqualTo(200);
        assertThat(client.get("/widgets").json().isNull()).isTrue();
        assertThat(client.get("/reports").json().isNull()).isTrue();
        assertThat(client.call("POST", "/report/r/1/execute", "application/json", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_library_gets_back_what_it_said_of_a_type() {
        JsonNode made = client.post(
                        "/incidenttype", "{\"id\":null,\"name\":\"Own\",\"color\":\"#fff\",\"sla\":30,\"system\":true}")
                .json();
        JsonNode imported = client.upload(
                        "/incidentfields/import",
                        Map.of(),
                        "f.json",
                        "{\"incidentFields\":[{\"name\":\"Own\",\"type\":\"number\"}]}")
                .json();

        assertThat(made.get("color").asText()).isEqualTo("#fff");
        assertThat(made.get("sla").asInt()).isEqualTo(30);
        assertThat(imported.at("/0/cliName").asText()).isEqualTo("own");
        assertThat(imported.at("/0/type").asText()).isEqualTo("number");
        assertThat(client.upload("/incidenttypes/import", Map.of(), "t.json", "[{\"name\":\"More\"}]")
                        .json()
                        .at("/0/id")
                        .asText())
                .isEqualTo("More");
    }

    @Test
    void a_command_line_finds_investigations_and_version_6s_playground() {
        client.create("{\"name\":\"not opened\"}");
        String id = client.opened("opened");
        JsonNode eight = client.post("/investigations/search", "{\"page\":0,\"size\":10}")
                .json();
        JsonNode hidden = client.post("/investigations/search", "{\"filter\":{\"type\":[9],\"page\":0}}")
                .json();
        version6();
        JsonNode six = client.post("/investigations/search", "{\"filter\":{\"type\":[9],\"page\":0}}")
                .json();

        assertThat(eight.get("total").asInt()).isEqualTo(1);
        assertThat(eight.at("/data/0/id").asText()).isEqualTo(id);
        assertThat(hidden.get("total").asInt()).isZero();
        assertThat(hidden.get("data").isNull()).isTrue();
        assertThat(six.at("/data/0/name").asText()).isEqualTo("Playground");
        assertThat(client.post(
                                "/entry",
                                "{\"investigationId\":\"%s\",\"data\":\"!Print value=a\"}"
                                        .formatted(six.at("/data/0/id").asText()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_alert_action_has_a_path_of_its_own() {
        String alert = """
                {"details":"","name":"notable","type":"","createInvestigation":true,"occurred":"2026-11-29T06:50:22+00:00",
                 "severity":0.5,"rawJSON":"{}","labels":[{"type":"SplunkSearch","value":""},{"type":"src","value":"10.0.0.1"}],
                 "CustomFields":{"src":"10.0.0.1"}}""";
        Answer eight = client.post("/incident/splunkapp", alert);
        version6();
        Answer six = client.post("/incident/splunkapp", alert);

        assertThat(eight.status()).isEqualTo(201);
        assertThat(eight.json().get("severity").asDouble()).isEqualTo(0.5);
        assertThat(eight.json().get("investigationId").asText()).isEqualTo("1");
        assertThat(six.status()).isEqualTo(200);
        assertThat(six.json().at("/CustomFields/src").asText()).isEqualTo("10.0.0.1");
    }

    @Test
    void a_provider_of_infrastructure_keeps_instances_and_classifiers_with_all_they_have() {
        JsonNode instance = client.call("PUT", "/settings/integration", "application/json", """
                        {"id":"","name":"i","brand":"b","enabled":"true","version":0,"data":[{"name":"url","value":"u","hasvalue":true}],
                         "isIntegrationScript":true,"mappingId":"c"}""")
                .json();
        JsonNode classifier = client.post(
                        "/classifier", "{\"id\":\"\",\"name\":\"c\",\"type\":\"classification\",\"version\":-1}")
                .json();
        String path = "/classifier/" + classifier.get("id").asText();

        assertThat(instance.at("/data/0/value").asText()).isEqualTo("u");
        assertThat(client.post("/settings/integration/search", "{}")
                        .json()
                        .at("/instances/0/mappingId")
                        .asText())
                .isEqualTo("c");
        assertThat(client.post("/classifier/search", "{}")
                        .json()
                        .at("/classifiers/0/type")
                        .asText())
                .isEqualTo("classification");
        assertThat(client.call("DELETE", path, null, null).status()).isEqualTo(200);
        assertThat(client.post("/classifier/search", "{}").json().get("total").asInt())
                .isZero();
    }

    @Test
    void the_librarys_example_names_a_playbook_and_uploads_a_report() {
        JsonNode made = client.create("""
                {"name":"Sample Malware Incident","type":"Malware","owner":"admin","severity":1,"createInvestigation":false,
                 "playbookId":"malware_investigation-_generic","sourceBrand":"API","sourceInstance":"Py Client",
                 "occurred":"2026-11-29T06:50:22.879462+00:00","labels":[{"type":"Instance","value":"Py Client"}],
                 "CustomFields":{"src":"1.1.1.1"},"status":null,"id":null,"version":null}""");
        String id = made.get("id").asText();
        Map<String, String> parts =
                Map.of("fileName", "test-report.txt", "fileComment", "Test report file", "last", "true");

        JsonNode uploaded = client.upload("/incident/upload/" + id, parts, "tmpx", "Test data")
                .json();

        assertThat(made.get("sourceBrand").asText()).isEqualTo("API");
        assertThat(uploaded.at("/attachment/0/name").asText()).isEqualTo("test-report.txt");
        assertThat(client.get("/inv-playbook/" + id).json().get("name").asText())
                .isEqualTo("Malware Investigation - Generic");
    }

    @Test
    void the_development_kit_looks_for_the_words_of_a_missing_investigation() {
        Answer missing = client.upload(
                "/inv-playbook/task/complete",
                Map.of("investigationId", "4711", "taskId", "1", "taskInput", "Yes"),
                null,
                "");

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("Could not find investigations");
    }

    @Test
    void mirroring_maps_the_fields_of_group_0() {
        JsonNode fields = client.get("/incidentfields").json();

        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.path("group").asInt(-1)).isZero());
    }

    @Test
    void a_synchroniser_of_users_reads_roles_as_lists_by_name() {
        version6();

        JsonNode me = client.get("/user").json();
        JsonNode other = client.get("/users").json().get(0);
        String id = other.get("id").asText();
        Answer updated = client.post(
                "/users/update", "{\"id\":\"%s\",\"roles\":{\"roles\":[\"Viewer\",\"Analyst\"]}}".formatted(id));

        assertThat(me.get("roles").isObject()).isTrue();
        assertThat(me.get("version").isInt()).isTrue();
        assertThat(other.get("roles").elements().next()).hasSize(1);
        assertThat(client.get("/roles").json().at("/0/permissions").isArray()).isTrue();
        assertThat(updated.status()).isEqualTo(200);
        assertThat(client.get("/users").json().get(0).get("roles").elements().next())
                .hasSize(2);
    }

    @Test
    void opening_an_investigation_answers_as_documented() {
        String id = client.create("{\"name\":\"n\"}").get("id").asText();

        JsonNode answer = client.post("/incident/investigate", "{\"id\":\"" + id + "\",\"version\":1}")
                .json();

        assertThat(answer.get("error").isNull()).isTrue();
        assertThat(answer.get("invPlaybook").isNull()).isTrue();
        assertThat(answer.get("version").asInt()).isEqualTo(2);
        assertThat(answer.at("/investigation/id").asText()).isEqualTo(id);
        assertThat(answer.at("/investigation/closed").asText()).isEqualTo(NEVER);
    }

    @Test
    void a_batch_takes_custom_fields_inside_its_data_and_keeps_the_others() {
        client.create("{\"name\":\"n\",\"CustomFields\":{\"a\":\"1\",\"b\":\"1\"}}");

        JsonNode row = client.post(
                        "/incident/batch", "{\"ids\":[\"1\"],\"data\":{\"severity\":3,\"CustomFields\":{\"b\":\"2\"}}}")
                .json()
                .at("/data/0");

        assertThat(row.get("severity").asInt()).isEqualTo(3);
        assertThat(row.at("/CustomFields/a").asText()).isEqualTo("1");
        assertThat(row.at("/CustomFields/b").asText()).isEqualTo("2");
    }

    @Test
    void a_body_that_is_no_object_is_refused_by_its_kind() {
        assertThat(client.post("/incident", "\"text\"").json().get("error").asText())
                .contains("cannot unmarshal string");
        assertThat(client.post("/incident", "[]").json().get("error").asText()).contains("cannot unmarshal array");
        assertThat(client.post("/incident", "7").json().get("error").asText()).contains("cannot unmarshal number");
    }
}
