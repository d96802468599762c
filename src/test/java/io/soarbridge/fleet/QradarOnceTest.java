package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What QRadar SOAR gets once however often it is tried, what it leaves to people, and who may write. */
class QradarOnceTest {
    private static final String TYPE = "qradar-soar";
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    @Test
    void check_says_whether_the_credentials_may_write_and_makes_nothing() {
        Map<String, String> second = Map.of("read-only-key", "look-only-secret");
        Map<String, String> reader =
                Map.of("auth", "api-key", "api-key-id", "7a8b9c0d-reader", "api-key", "look-only-secret");
        try (FleetBed writes = new FleetBed(TYPE, folder, NOTHING, second);
                FleetBed reads = new FleetBed(TYPE, folder, reader, second)) {
            JsonNode yes = writes.call("check", Input.of(NullNode.instance));
            JsonNode no = reads.call("check", Input.of(NullNode.instance));

            assertThat(yes.path("write").asBoolean()).isTrue();
            assertThat(yes.path("warnings")).isEmpty();
            assertThat(no.path("read").asBoolean()).isTrue();
            assertThat(no.path("write").asBoolean(true)).isFalse();
            assertThat(no.path("warnings")).hasSize(1);
            assertThat(writes.simulator().incidents()).isEmpty();
        }
    }

    @Test
    void check_does_not_know_who_may_write_when_the_server_has_no_word_for_it() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            bed.simulator().faults().add(Fault.status(500).on("POST", "/incidents$"));

            assertThat(bed.call("check", Input.of(NullNode.instance))
                            .path("write")
                            .isNull())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soarbridge_key", ""})
    void a_closed_case_whose_close_is_refused_after_its_create_is_one_incident_and_closed_by_the_next_try(
            String field) {
        try (FleetBed bed = new FleetBed(TYPE, folder, NOTHING, Map.of("external-key-field", field))) {
            ObjectNode closed = Samples.closed(Samples.aCase("g-1"));
            bed.simulator().faults().add(Fault.status(400).on("PATCH", null));

            Exchange refused = bed.run("case-create", Input.of(closed));
            String open = incident(bed).path("plan_status").asText();
            bed.call("case-create", Input.of(closed));

            assertThat(refused.getException()).hasMessageContaining("simulated fault");
            assertThat(open).isEqualTo("A");
            assertThat(bed.simulator().incidents()).hasSize(1);
            assertThat(incident(bed).path("plan_status").asText()).isEqualTo("C");
        }
    }

    @Test
    void tasks_rows_and_files_whose_answer_was_lost_are_there_once() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            Map<String, String> file =
                    Map.of("remoteId", made, "name", "a.log", "artifactType", "Log File", "comment", "as seen");
            Map<String, String> table = Map.of("remoteId", made, "table", "observed_hosts");
            int artifacts = Samples.sizes(bed).get("artifacts");

            twice(bed, "task-add", new Input(json("{'name':'look','instructions':'here'}"), Map.of("remoteId", made)));
            twice(bed, "row-add", new Input(json("{'host':'ws-17','seen':'3'}"), table));
            twice(bed, "file-artifact-add", new Input(Samples.FILE, file));

            assertThat(Samples.sizes(bed)).containsEntry("tasks", 1).containsEntry("rows", 1);
            assertThat(Samples.sizes(bed)).containsEntry("artifacts", artifacts + 1);
        }
    }

    /** Cut off when it was applied, and tried again. */
    private static void twice(FleetBed bed, String operation, Input input) {
        bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", null));
        Exchange cut = bed.run(operation, input);
        bed.clock().advance(Duration.ofHours(1));
        JsonNode again = bed.call(operation, input);

        assertThat(cut.getException()).as(operation).isNotNull();
        assertThat(again.path("remoteId").asText()).as(operation).isNotEmpty();
    }

    @Test
    void other_tasks_rows_and_files_are_others() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            int artifacts = Samples.sizes(bed).get("artifacts");
            Map<String, String> one = Map.of("remoteId", made);
            Map<String, String> table = Map.of("remoteId", made, "table", "observed_hosts");
            for (String task : new String[] {
                "{'name':'look'}",
                "{'name':'look','instructions':'there'}",
                "{'uid':'t-1','name':'look'}",
                "{'uid':'t-2','name':'look'}",
                "{'name':'see'}"
            }) {
                bed.call("task-add", new Input(json(task), one));
            }
            bed.call("row-add", new Input(json("{'host':'ws-17','seen':'3'}"), table));
            bed.call("row-add", new Input(json("{'host':'ws-17','seen':'4'}"), table));
            for (String content : new String[] {"one", "two"}) {
                bed.call(
                        "file-artifact-add",
                        new Input(
                                content.getBytes(StandardCharsets.UTF_8),
                                Map.of("remoteId", made, "name", "a.log", "artifactType", "Log File")));
            }

            assertThat(Samples.sizes(bed)).containsEntry("tasks", 5).containsEntry("rows", 2);
            assertThat(Samples.sizes(bed)).containsEntry("artifacts", artifacts + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "overwrite"})
    void an_analysts_text_stays_through_every_update_and_the_lines_below_it_are_renewed(String edits) {
        try (FleetBed bed = new FleetBed(TYPE, folder, Map.of("analyst-edits", edits), NOTHING)) {
            String made = Samples.created(bed);
            String before = description(bed);
            edited(bed, made, before.replace("Seen by", "False alarm, looked at by"));

            for (String title : new String[] {"second", "third"}) {
                ObjectNode update = Samples.aCase("g-1").put("title", title);
                update.putArray("labels").add("from " + title);
                bed.call("case-update", Input.of(update, "remoteId", made));
            }

            boolean kept = edits.equals("keep");
            assertThat(description(bed))
                    .startsWith(kept ? "False alarm, looked at by \"rule 7\"" : "Seen by \"rule 7\"")
                    .containsOnlyOnce("-- soarbridge")
                    .contains("Labels: [\"from third\"]");
            assertThat(incident(bed).path("name").asText()).isEqualTo("third");
        }
    }

    @Test
    void an_update_that_changes_the_text_of_the_source_changes_it_where_nobody_else_did() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String made = Samples.created(bed);
            for (String text : new String[] {"second text", "third text"}) {
                ObjectNode update = Samples.aCase("g-1");
                update.putObject("description").put("text", text).put("format", "text");
                bed.call("case-update", Input.of(update, "remoteId", made));

                assertThat(description(bed)).startsWith(text + "\n\n-- soarbridge\n");
            }
        }
    }

    @Test
    void a_status_without_a_phase_of_its_own_comes_back_until_people_close_the_incident() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            ObjectNode sent = Samples.aCase("g-1");
            sent.putObject("status").put("id", 3).put("label", "waiting");
            String made =
                    bed.call("case-create", Input.of(sent)).path("remoteId").asText();
            patched(bed, made, "{'field':'phase_id','old_value':{'object':null},'new_value':{'object':'Respond'}}");
            JsonNode moved = status(bed, made);
            patched(
                    bed,
                    made,
                    "{'field':'resolution_id','old_value':{'object':null},'new_value':{'object':'Resolved'}},"
                            + "{'field':'resolution_summary','old_value':{'text':null},'new_value':{'text':'done'}},"
                            + "{'field':'plan_status','old_value':{'text':'A'},'new_value':{'text':'C'}}");

            assertThat(moved).isEqualTo(sent.path("status"));
            assertThat(status(bed, made).path("id").asInt()).isEqualTo(5);
        }
    }

    private static JsonNode status(FleetBed bed, String remoteId) {
        return bed.call("case-get", Input.of(NullNode.instance, "remoteId", remoteId))
                .path("status");
    }

    private static void edited(FleetBed bed, String remoteId, String text) {
        ObjectNode change = json("{'field':'description','old_value':{'text':null},'new_value':{}}");
        change.withObject("/new_value/textarea").put("format", "text").put("content", text);
        patched(bed, remoteId, change.toString());
    }

    private static void patched(FleetBed bed, String remoteId, String changes) {
        ObjectNode request = json("{'method':'PATCH','body':{'version':0,'changes':[" + changes + "]}}");
        ((ObjectNode) request.path("body"))
                .put("version", incident(bed).path("vers").asInt());
        bed.call("request", Input.of(request.put("path", "/incidents/" + remoteId)));
    }

    private static String description(FleetBed bed) {
        return incident(bed).at("/description/content").asText();
    }

    private static ObjectNode incident(FleetBed bed) {
        return bed.simulator().state().at("/incidents/0").deepCopy();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.read(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
