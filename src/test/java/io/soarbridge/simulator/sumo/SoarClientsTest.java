package io.soarbridge.simulator.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.Test;

/** Calls in the form and order of clients that others wrote: the vendor's action scripts, its webhooks, an MCP server, Terraform. */
class SoarClientsTest {
    private static final String CURRENT = "/api/csoar/v3/";
    private static final String LEGACY = "/incmansuite_ng";

    private static String create(WireClient client, String key) {
        return client.post("incidents/", """
                {"name":"%s","incident_type":{"id":2},"owner":null,
                 "fields":{"description":"Exfiltration","incidentid":"%s","opt_2":"%s","type":["Incident Management"]}}""".formatted(key, key, key))
                .json()
                .get("id")
                .asText();
    }

    @Test
    void an_mcp_server_creates_files_finds_and_annotates_an_incident() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            String id = create(client, "INSIGHT-1");
            JsonNode folders = client.get("folders/").json();
            Answer moved =
                    client.call("PATCH", "incidents/" + id + "/folder/", "application/json", "{\"folder_id\":2}");
            Answer note = client.post("incidents/" + id + "/notes/", """
                    {"title":"Investigation","additional_info":"<p>looked</p><script>x()</script>",
                     "created_on":"2026-01-01T00:00:00.000000Z","created_by":"casey"}""");
            JsonNode found = client.post("incidents/search/", """
                    {"all":true,"page_size":50,"page_number":1,"filter":"Incident ID: INSIGHT-1",
                     "columns":["incidentid","status","openingtime","owner","description","type"]}""").json();

            assertThat(folders).hasSize(3);
            assertThat(moved.json().path("folder").asText()).isEqualTo("CSE-Pending");
            assertThat(note.json().path("id").isInt()).isTrue();
            assertThat(note.json().path("additional_info").asText()).isEqualTo("<p>looked</p>");
            assertThat(found).hasSize(1);
            assertThat(found.at("/0/id").asText()).isEqualTo(id);
            assertThat(found.at("/0/status").asText()).isEqualTo("Open");
            assertThat(found.at("/0/openingtime").asText()).matches("\\d\\d-\\d\\d-\\d{4} \\d\\d:\\d\\d [AP]M");
            assertThat(found.at("/0/type/0").asText()).isEqualTo("Incident Management");
            assertThat(client.get("incident_templates/").json()).hasSize(3);
        }
    }

    @Test
    void a_webhook_creates_by_template_with_ids_and_a_get_shows_labels() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            Answer made = client.post("incidents/", """
                    {"template_id":1,"fields":{"incidentid":"Monitor 7","status":2,"restriction":3,
                     "starttime":"2026-03-01T12:30:45Z","incident_kind":[1],"owner":2,"tags":["a","b"]}}""");
            JsonNode shown = client.get("incidents/" + made.json().path("id").asText() + "/")
                    .json();

            assertThat(made.status()).isEqualTo(200);
            assertThat(shown.at("/incidentid/name").asText()).isEqualTo("Incident ID");
            assertThat(shown.at("/incidentid/value").asText()).isEqualTo("Monitor 7");
            assertThat(shown.at("/status/value").asText()).isEqualTo("Identification");
            assertThat(shown.at("/restriction/value").asText()).isEqualTo("HIGH");
            assertThat(shown.at("/owner/value").asText()).isEqualTo("Casey Analyst");
            assertThat(shown.at("/starttime/value").asText()).isEqualTo("03-01-2026 06:30 AM");
            assertThat(shown.at("/closingtime/value").asText()).isEqualTo("12-31-1969 06:00 PM");
            assertThat(shown.path("is_deleted").asText()).isEqualTo("false");
        }
    }

    @Test
    void the_action_get_incident_reads_it_and_its_first_external_alert() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient script = Sumo.bearer(simulator, LEGACY);
            String id = create(Sumo.bearer(simulator, LEGACY + "/api/v3/"), "INSIGHT-2");
            String base = "/api/v3/incidents/" + id + "/";

            JsonNode incident = script.get(base).json();
            JsonNode none = script.get(base + "external_alerts/").json();
            script.post(base + "external_alerts/", "{\"type\":\"Sumo\",\"data\":{\"raw\":[1,2]}}");
            JsonNode alerts = script.get(base + "external_alerts/").json();
            JsonNode alert = script.get(
                            base + "external_alerts/" + alerts.at("/0/id").asText() + "/?type=Sumo")
                    .json();

            assertThat(incident.at("/incidentid/value").asText()).isEqualTo("INSIGHT-2");
            assertThat(none).isEmpty();
            assertThat(alert.at("/result/0/raw/1").asInt()).isEqualTo(2);
            assertThat(alert.path("actions").isTextual()).isTrue();
        }
    }

    @Test
    void the_action_add_entity_metadata_works_with_json_that_is_called_a_form() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient script = Sumo.bearer(simulator, LEGACY + "/api/v3/");
            script.post("entities/", "{\"value\":\"198.51.100.9\",\"type\":\"ipaddress\"}");
            String form = "application/x-www-form-urlencoded";

            JsonNode found = script.call(
                            "POST",
                            "entities/search/",
                            form,
                            "{\"page_number\":1,\"page_size\":150,\"filter\":\"198.51.100.9\"}")
                    .json();
            String entity = "entities/" + found.at("/0/id").asText() + "/";
            Answer changed =
                    script.call("PATCH", entity, form, "{\"tag\":\"seen,MALICIOUS\",\"additional_info\":\"c2\"}");
            JsonNode shown = script.get(entity).json();

            assertThat(changed.json().path("detail").isTextual()).isTrue();
            assertThat(shown.at("/tag/1/value").asText()).isEqualTo("MALICIOUS");
            assertThat(shown.path("additional_info").asText()).isEqualTo("c2");
        }
    }

    @Test
    void the_action_screenshot_webpage_attaches_a_file() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient script = Sumo.bearer(simulator, LEGACY + "/api/v3/");
            String id = create(script, "INSIGHT-3");
            String body = """
                    --b\r
                    Content-Disposition: form-data; name="file_name"\r
                    \r
                    Attachment 1.png\r
                    --b\r
                    Content-Disposition: form-data; name="additional_info"\r
                    \r
                    Add attachment from API\r
                    --b\r
                    Content-Disposition: form-data; name="reference"\r
                    \r
                    00\r
                    --b\r
                    Content-Disposition: form-data; name="attachment"; filename="Attachment 1.png"\r
                    Content-Type: application/octet-stream\r
                    \r
                    pixels\r
                    --b--\r
                    """;

            Answer made =
                    script.call("POST", "incidents/" + id + "/attachments/", "multipart/form-data; boundary=b", body);

            assertThat(made.json().path("file_name").asText()).isEqualTo("Attachment 1.png");
            assertThat(made.json().path("file_size").asInt()).isEqualTo(6);
            assertThat(made.json().fieldNames())
                    .toIterable()
                    .contains("id", "datetime", "uploader", "file_type", "description");
        }
    }

    @Test
    void the_war_rooms_timeline_has_epoch_seconds() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient script = Sumo.bearer(simulator, LEGACY + "/api/v3/");
            String id = create(script, "INSIGHT-4");

            JsonNode timeline = script.get("incidents/" + id + "/timeline/").json();

            assertThat(timeline.at("/0/id").asInt()).isEqualTo(1);
            assertThat(timeline.at("/0/starttime/value").isIntegralNumber()).isTrue();
            assertThat(timeline.at("/0/title/value").asText()).isNotEmpty();
        }
    }

    @Test
    void version_2_takes_a_form_without_a_slash_and_gives_rows_of_a_view() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient old = Sumo.bearer(simulator, LEGACY + "/api/v2/");
            String id = old.post("incidents", "{\"template_id\":1,\"fields\":{\"incidentid\":\"INC-1\"}}")
                    .json()
                    .path("id")
                    .asText();

            Answer put = old.call(
                    "PUT",
                    "incidents/" + id,
                    "application/x-www-form-urlencoded",
                    "additional_info=checked+by+%C3%BC",
                    "Accept",
                    "application/json;charset=UTF-8");
            JsonNode rows = old.get("kpi?output_set=mine&type=json").json();

            assertThat(put.status()).isEqualTo(200);
            assertThat(old.get("incidents/" + id)
                            .json()
                            .at("/additional_info/value")
                            .asText())
                    .isEqualTo("checked by ü");
            assertThat(rows.at("/0/[INCIDENT] Incident ID").asText()).isEqualTo("INC-1");
            assertThat(rows.at("/0/[INCIDENT] Closing time").asText()).isEmpty();
        }
    }

    @Test
    void terraform_changes_and_deletes_a_playbook_and_cannot_make_one() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            Answer put = client.call(
                    "PUT",
                    "playbook/",
                    "application/json",
                    "{\"name\":\"Phishing triage\",\"updated_name\":\"Mail triage\",\"is_enabled\":false}");
            Answer unknown = client.call("PUT", "playbook/", "application/json", "{\"name\":\"new\"}");

            assertThat(put.json().path("name").asText()).isEqualTo("Mail triage");
            assertThat(put.json().path("last_updated").isNumber()).isTrue();
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(client.call("DELETE", "playbook/?name=Mail%20triage", null, null)
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void what_triage_takes_can_be_grabbed_and_become_an_incident() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            String event = client.post("triage/", "{\"type\":\"Phishing\",\"opt_1\":\"x\"}")
                    .json()
                    .path("id")
                    .asText();
            JsonNode grabbed = client.postNothing("triage/" + event + "/grab/").json();
            JsonNode converted =
                    client.postNothing("triage/" + event + "/convert/").json();

            assertThat(grabbed.path("status").asText()).isEqualTo("Grabbed");
            String incident = converted.path("incident").asText();
            assertThat(client.get("incidents/" + incident + "/")
                            .json()
                            .at("/opt_1/value")
                            .asText())
                    .isEqualTo("x");
        }
    }
}
