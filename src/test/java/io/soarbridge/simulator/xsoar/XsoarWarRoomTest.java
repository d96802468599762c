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

class XsoarWarRoomTest {
    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8(), InstantSource.system());
        client = Clients.standard(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void entries_need_an_open_investigation() {
        client.create("{\"name\":\"n\"}");

        Answer answer = client.post("/entry", "{\"investigationId\":\"1\",\"data\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Could not find investigation");
        assertThat(client.post("/investigation/1", "{}").body()).contains("Could not find investigation");
    }

    @Test
    void entries_are_numbered_per_investigation_and_read_back() {
        String id = client.opened("n");

        JsonNode first = client.post(
                        "/entry",
                        "{\"id\":\"\",\"version\":0,\"investigationId\":\"" + id
                                + "\",\"data\":\"*hi*\",\"markdown\":true}")
                .json();
        client.post(
                "/entry/formatted", "{\"investigationId\":\"" + id + "\",\"format\":\"json\",\"contents\":{\"a\":1}}");
        JsonNode room = client.post("/investigation/" + id, "{}").json();

        assertThat(first.get("id").asText()).isEqualTo("1@" + id);
        assertThat(first.get("format").asText()).isEqualTo("markdown");
        assertThat(room.get("entries")).hasSize(2);
        assertThat(room.at("/entries/1/contents/a").asInt()).isEqualTo(1);
    }

    @Test
    void commands_run_and_answer_an_array_when_synchronous() {
        String id = client.opened("n");

        JsonNode print = client.post(
                        "/entry/execute/sync",
                        "{\"investigationId\":\"" + id + "\",\"data\":\"!Print value=\\\"hello\\\"\"}")
                .json();
        JsonNode unknown = client.post("/entry/execute/sync", "{\"investigationId\":\"" + id + "\",\"data\":\"!nope\"}")
                .json();

        assertThat(print.isArray()).isTrue();
        assertThat(print.at("/0/contents").asText()).isEqualTo("hello");
        assertThat(unknown.at("/0/type").asInt()).isEqualTo(4);
    }

    @Test
    void a_closed_investigation_answers_412() {
        String id = client.opened("n");
        client.post("/incident/close", "{\"id\":\"" + id + "\"}");

        assertThat(client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"x\"}")
                        .status())
                .isEqualTo(412);
        assertThat(client.post("/entry/execute/sync", "{\"investigationId\":\"" + id + "\",\"data\":\"x\"}")
                        .status())
                .isEqualTo(412);
        assertThat(client.post("/investigation/" + id, "{}").status()).isEqualTo(200);
    }

    @Test
    void note_makes_an_entry_without_id_and_toggles_one_with_id() {
        String id = client.opened("n");

        JsonNode made = client.post("/entry/note", "{\"investigationId\":\"" + id + "\",\"data\":\"a note\"}")
                .json();
        JsonNode unmarked = client.post(
                        "/entry/note",
                        "{\"id\":\"1@" + id + "\",\"investigationId\":\"" + id
                                + "\",\"data\":\"false\",\"version\":\"-1\"}")
                .json();

        assertThat(made.get("note").asBoolean()).isTrue();
        assertThat(made.get("contents").asText()).isEqualTo("a note");
        assertThat(unmarked.get("note").asBoolean()).isFalse();
        assertThat(unmarked.get("version").asInt()).isEqualTo(2);
        assertThat(simulator.entries()).hasSize(1);
    }

    @Test
    void reading_filters_by_category_tag_and_page_size() {
        String id = client.opened("n");
        client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"one\"}");
        client.post("/entry/note", "{\"investigationId\":\"" + id + "\",\"data\":\"two\"}");
        JsonNode tagged = client.post(
                        "/entry/tags",
                        "{\"id\":\"1@" + id + "\",\"investigationId\":\"" + id + "\",\"tags\":[\"bridge\"]}")
                .json();

        assertThat(tagged.at("/tags/0").asText()).isEqualTo("bridge");
        assertThat(read(id, "{\"categories\":[\"notes\"]}")
                        .at("/entries/0/contents")
                        .asText())
                .isEqualTo("two");
        assertThat(read(id, "{\"tags\":[\"bridge\",\"other\"]}").get("entries")).hasSize(1);
        assertThat(read(id, "{\"tags\":[\"bridge\",\"other\"],\"tagsAndOperator\":true}")
                        .get("entries")
                        .isNull())
                .isTrue();
        assertThat(read(id, "{\"pageSize\":1}").at("/entries/0/contents").asText())
                .isEqualTo("two");
    }

    private JsonNode read(String id, String filter) {
        return client.post("/investigation/" + id, filter).json();
    }

    @Test
    void war_room_files_come_back_by_encoded_id_with_their_name() {
        String id = client.opened("n");

        JsonNode investigation = client.upload(
                        "/entry/upload/" + id, Map.of("fileName", "report.txt", "tags", "a,b"), "local.bin", "data")
                .json();
        JsonNode entry = investigation.at("/entries/0");
        Answer file = client.get("/entry/download/1%40" + id);

        assertThat(investigation.get("id").asText()).isEqualTo(id);
        assertThat(investigation.get("entries")).hasSize(1);
        assertThat(entry.get("type").asInt()).isEqualTo(3);
        assertThat(entry.get("file").asText()).isEqualTo("report.txt");
        assertThat(entry.at("/fileMetadata/size").asInt()).isEqualTo(4);
        assertThat(entry.get("tags")).hasSize(2);
        assertThat(file.body()).isEqualTo("data");
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=report.txt");
        assertThat(client.get("/entry/download/1@" + id).body()).isEqualTo("data");
    }

    @Test
    void the_last_attachment_opens_the_investigation() {
        client.create("{\"name\":\"n\"}");

        JsonNode first = client.upload("/incident/upload/1", Map.of("fileComment", "c"), "a.txt", "A")
                .json();
        JsonNode last = client.upload("/incident/upload/1", Map.of("last", "true", "fileName", "b.txt"), "x", "B")
                .json();

        assertThat(first.get("investigationId").asText()).isEmpty();
        assertThat(first.at("/attachment/0/description").asText()).isEqualTo("c");
        assertThat(last.get("investigationId").asText()).isEqualTo("1");
        assertThat(last.at("/attachment/1/name").asText()).isEqualTo("b.txt");
        assertThat(client.get("/entry/download/2%401").body()).isEqualTo("B");
        assertThat(client.upload("/incident/upload/1", Map.of("fileName", "c"), null, "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void attachments_can_be_removed() {
        client.create("{\"name\":\"n\"}");
        String path = client.upload("/incident/upload/1", Map.of(), "a.txt", "A")
                .json()
                .at("/attachment/0/path")
                .asText();

        JsonNode after = client.post(
                        "/incident/remove/1",
                        "{\"fieldName\":\"attachment\",\"files\":{\"" + path + "\":{\"path\":\"" + path + "\"}}}")
                .json();

        assertThat(after.get("attachment").isNull()).isTrue();
    }

    @Test
    void evidence_marks_an_entry() {
        String id = client.opened("n");
        client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"x\"}");

        client.post("/evidence", "{\"entryId\":\"1@" + id + "\",\"description\":\"why\"}");
        JsonNode found = client.post("/evidence/search", "{\"incidentID\":\"" + id + "\"}")
                .json();

        assertThat(found.at("/evidences/0/description").asText()).isEqualTo("why");
    }

    @Test
    void playbook_waits_for_its_task_and_then_completes() {
        String id = client.create("{\"name\":\"n\",\"type\":\"Phishing\",\"createInvestigation\":true}")
                .get("id")
                .asText();

        String before = client.get("/inv-playbook/" + id).json().get("state").asText();
        Answer done = client.upload(
                "/inv-playbook/task/complete",
                Map.of("investigationId", id, "taskId", "1", "taskInput", "yes"),
                null,
                "");
        Answer again =
                client.post("/inv-playbook/task/complete/simple", "{\"invId\":\"" + id + "\",\"inTaskID\":\"1\"}");

        assertThat(before).isEqualTo("waiting");
        assertThat(done.json().get("state").asText()).isEqualTo("completed");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("Task is completed already");
        assertThat(client.get("/incident/load/" + id).json().get("runStatus").asText())
                .isEqualTo("completed");
    }

    @Test
    void a_new_playbook_replaces_the_running_one() {
        String id = client.opened("n");
        client.create("{\"name\":\"closed to playbooks\"}");

        Answer first = client.postNothing("/inv-playbook/new/playbook0/" + id);
        JsonNode second = client.postNothing("/inv-playbook/new/Triage/" + id).json();

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.get("playbookId").asText()).isEqualTo("Triage");
        assertThat(second.at("/pbHistory/0/playbookId").asText()).isEqualTo("playbook0");
        assertThat(client.postNothing("/inv-playbook/new/Triage/2").body()).contains("Could not find investigation");
        assertThat(client.post("/playbook/search", "{\"query\":\"name:Triage\"}")
                        .json()
                        .at("/playbooks/0/id")
                        .asText())
                .isEqualTo("Triage");
    }
}
