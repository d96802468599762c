package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special to QRadar SOAR: organizations, their own numbers and fields, changes with old values, sessions, tasks. */
class QradarSoarTest {
    private static final String TYPE = "qradar-soar";
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    @Test
    void a_users_session_works_and_is_begun_anew_when_it_ended() {
        Map<String, String> user =
                Map.of("auth", "session", "user", "admin@example.com", "password", "simulator-password");
        try (FleetBed bed = new FleetBed(TYPE, folder, user, NOTHING)) {
            String made = Samples.created(bed);
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).on("PATCH", null));

            bed.call("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", made));

            assertThat(incident(bed).path("name").asText()).isEqualTo("Beacon from ws-17, again");
            assertThat(bed.simulator().requests().stream()
                            .filter(one ->
                                    one.method().equals("POST") && one.path().startsWith("/rest/session")))
                    .hasSize(2);
        }
    }

    @Test
    void another_organization_is_named_in_any_way_and_has_its_own_numbers() {
        for (String name : new String[] {"Other", "202", "cloud-202"}) {
            try (FleetBed bed = new FleetBed(
                    TYPE, folder, Map.of("org", name), Map.of("orgs", "Lab,Other", "value-ids", "shifted"))) {
                Samples.created(bed);

                assertThat(incident(bed).path("org_id").asInt()).isEqualTo(202);
                assertThat(incident(bed).path("severity_code").asInt()).isEqualTo(52);
                assertThat(incident(bed).at("/incident_type_ids/0").asInt()).isEqualTo(65);
            }
        }
    }

    @Test
    void without_a_choice_among_organizations_it_says_which_there_are() {
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, Map.of("orgs", "Lab,Other"))) {
            Exchange exchange = bed.run("case-create", Input.of(Samples.aCase("g-1")));

            assertThat(exchange.getException()).hasStackTraceContaining("several organizations: Lab, Other");
        }
    }

    @Test
    void without_the_keys_field_a_case_is_made_and_found_and_check_says_what_is_missing() {
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, Map.of("external-key-field", ""))) {
            for (int i = 0; i < 105; i++) {
                bed.call("case-create", Input.of(Samples.aCase("g-" + i)));
            }
            JsonNode found = bed.call(
                    "case-find",
                    new Input(NullNode.instance, Map.of("externalKey", "elastic:g-104", "since", Samples.SINCE)));
            JsonNode check = bed.call("check", Input.of(NullNode.instance));

            assertThat(found.path("remoteId").asText()).isEqualTo("2199");
            assertThat(check.path("warnings").toString()).contains("no custom incident field soarbridge_key");
            assertThat(bed.simulator().incidents().get(0).key()).isEqualTo("elastic:g-0");
        }
    }

    @Test
    void clashes_in_the_database_are_tried_again_and_not_for_ever() {
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, Map.of("patch-clashes", "3"))) {
            String made = Samples.created(bed);

            bed.call("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", made));

            assertThat(incident(bed).path("name").asText()).isEqualTo("Beacon from ws-17, again");
        }
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, Map.of("patch-clashes", "1000"))) {
            String made = Samples.created(bed);

            Exchange exchange =
                    bed.run("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", made));

            assertThat(exchange.getException()).isNotNull();
            assertThat(patches(bed)).isEqualTo(5);
        }
    }

    @Test
    void a_conflict_of_fields_is_read_again_and_merged() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            bed.simulator()
                    .faults()
                    .add(Fault.status(200)
                            .on("PATCH", null)
                            .body(
                                    "{\"success\":false,\"message\":\"not applied due to a conflicting edit by another user\","
                                            + "\"field_failures\":[{\"field\":\"name\"}]}",
                                    "application/json"));

            bed.call("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", made));

            assertThat(incident(bed).path("name").asText()).isEqualTo("Beacon from ws-17, again");
            assertThat(patches(bed)).isEqualTo(2);
        }
    }

    @Test
    void closing_brings_every_field_that_the_organization_requires() {
        Map<String, String> required = Map.of("close-fields", "root_cause");
        try (FleetBed bed =
                new FleetBed(TYPE, folder, Map.of("close-values", "root_cause=found at source"), required)) {
            String made = Samples.created(bed);

            bed.call("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", made));

            assertThat(incident(bed).path("plan_status").asText()).isEqualTo("C");
            assertThat(incident(bed).at("/properties/root_cause").asText()).isEqualTo("found at source");
            JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", made));
            assertThat(back.at("/verdict/id").asInt()).isEqualTo(1);
            assertThat(back.path("closeNotes").asText()).isEqualTo("checked by hand");
        }
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, required)) {
            Exchange exchange = bed.run(
                    "case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", Samples.created(bed)));

            assertThat(exchange.getException()).hasStackTraceContaining("set close-values = root_cause=...");
            assertThat(bed.call("check", Input.of(NullNode.instance))
                            .path("warnings")
                            .toString())
                    .contains("root_cause");
        }
    }

    @Test
    void a_task_is_added_and_closed_and_opened_by_writing_it_whole() throws Exception {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            String task = bed.call(
                            "task-add",
                            Input.of(Json.read("{\"name\":\"look\",\"phase\":\"Respond\"}"), "remoteId", made))
                    .path("remoteId")
                    .asText();

            bed.call("task-status", Input.of(Json.read("{\"status\":\"C\"}"), "taskId", task));
            JsonNode closed = bed.simulator().state().at("/tasks/0").deepCopy();
            bed.call("task-status", Input.of(Json.read("{\"status\":\"O\"}"), "taskId", task));

            assertThat(closed.path("closed_date").isNumber()).isTrue();
            assertThat(closed.path("name").asText()).isEqualTo("look");
            assertThat(bed.simulator().state().at("/tasks/0/closed_date").isNull())
                    .isTrue();
        }
    }

    @Test
    void rows_and_file_artifacts_go_where_they_belong() throws Exception {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);

            bed.call(
                    "row-add",
                    new Input(Json.read("{\"host\":\"ws-17\"}"), Map.of("remoteId", made, "table", "observed_hosts")));
            bed.call(
                    "file-artifact-add",
                    new Input(Samples.FILE, Map.of("remoteId", made, "name", "a.log", "artifactType", "Log File")));

            assertThat(bed.simulator().state().at("/rows/0/cells/host").asText())
                    .isEqualTo("ws-17");
            assertThat(bed.simulator().state().at("/artifacts").findValuesAsText("content_type"))
                    .hasSize(1);
        }
    }

    @Test
    void a_long_attachment_can_still_be_read_when_its_kamelet_has_ended() throws Exception {
        byte[] content = "0123456789abcdef".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            String attachment = bed.call(
                            "attachment-add", new Input(content, Map.of("remoteId", made, "name", "long.txt")))
                    .path("remoteId")
                    .asText();

            Exchange exchange = bed.run(
                    "attachment-get",
                    new Input(NullNode.instance, Map.of("remoteId", made, "attachmentId", attachment)));

            assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(content);
        }
    }

    @Test
    void what_an_object_answer_and_a_repeated_artifact_look_like_does_not_matter() {
        try (FleetBed bed = new FleetBed(
                TYPE,
                folder,
                NOTHING,
                Map.of(
                        "artifact-answer", "object",
                        "attachment-answer", "list",
                        "patch-message", "null",
                        "server-writes-after-create", "2"))) {
            for (String operation : new String[] {"observables-add", "attachment-add", "case-update", "case-close"}) {
                bed.call(operation, Samples.prepared(bed, operation));
            }
            JsonNode again = bed.call("observables-add", Samples.prepared(bed, "observables-add"));

            assertThat(again.path("added").asInt()).isZero();
            assertThat(again.path("known").asInt()).isEqualTo(4);
        }
    }

    @Test
    void what_people_changed_stays_unless_the_connection_says_otherwise() throws Exception {
        for (String edits : new String[] {"keep", "overwrite"}) {
            try (FleetBed bed = new FleetBed(TYPE, folder, Map.of("analyst-edits", edits), NOTHING)) {
                String made = Samples.created(bed);
                bed.call("request", Input.of(Json.read("""
                                {"method":"PATCH","path":"/incidents/%s","body":{"version":1,"changes":[
                                  {"field":"name","old_value":{"object":null},"new_value":{"object":"Mine"}},
                                  {"field":"severity_code","old_value":{"object":null},"new_value":{"object":"Low"}}]}}""".formatted(made))));

                bed.call("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", made));

                boolean kept = edits.equals("keep");
                assertThat(incident(bed).path("name").asText()).isEqualTo(kept ? "Mine" : "Beacon from ws-17, again");
                assertThat(incident(bed).path("severity_code").asInt()).isEqualTo(kept ? 4 : 5);
            }
        }
    }

    private static ObjectNode incident(FleetBed bed) {
        return bed.simulator().state().at("/incidents/0").deepCopy();
    }

    private static long patches(FleetBed bed) {
        return bed.simulator().requests().stream()
                .filter(one -> one.method().equals("PATCH"))
                .count();
    }
}
