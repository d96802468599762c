package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom lists, notes, comments, files, evidence, directory. */
class SplunkListsTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
        bed.container("n");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void a_list_grows_shrinks_and_goes_by_its_name() {
        Answer absent = bed.token.post("/rest/decided_list/block%2Flist", "{\"append_rows\":[[\"a\",\"1\"]]}");
        bed.made("/rest/decided_list", "{\"name\":\"block/list\",\"content\":[[\"a\",\"1\"]]}");
        bed.token.post("/rest/decided_list/block%2Flist", "{\"append_rows\":[[\"b\",\"2\"],\"c\"]}");
        bed.token.post("/rest/decided_list/1", "{\"update_rows\":{\"0\":[\"A\"]}}");
        bed.token.post("/rest/decided_list/1", "{\"delete_rows\":[1]}");

        assertThat(absent.status()).isEqualTo(404);
        assertThat(bed.get("/rest/decided_list/block%2Flist")
                        .json()
                        .path("content")
                        .toString())
                .isEqualTo("[[\"A\"],[\"c\"]]");
        assertThat(bed.get("/rest/decided_list/1/formatted_content", "_output_format", "csv")
                        .body())
                .isEqualTo("A\r\nc\r\n");
        assertThat(bed.token.call("DELETE", "/rest/decided_list/1", null, null).status())
                .isEqualTo(200);
    }

    @Test
    void a_list_without_content_breaks_the_server() {
        assertThat(bed.token.post("/rest/decided_list", "{\"name\":\"empty\"}").status())
                .isEqualTo(500);
    }

    @Test
    void comments_stay() {
        bed.made("/rest/container_comment", "{\"container_id\":1,\"comment\":\"hello\"}");

        assertThat(bed.get("/rest/container/1/comments")
                        .json()
                        .at("/data/0/comment")
                        .asText())
                .isEqualTo("hello");
        assertThat(bed.basic
                        .call("DELETE", "/rest/container_comment/1", null, null)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void notes_of_tasks_are_not_among_the_notes_of_the_container() {
        bed.token.post("/rest/container/1", "{\"container_type\":\"case\",\"template\":1}");
        bed.made("/rest/note", "{\"container_id\":1,\"title\":\"t\",\"content\":\"c\",\"note_type\":\"general\"}");
        bed.made(
                "/rest/note",
                "{\"container_id\":1,\"title\":\"t\",\"content\":\"c\",\"note_type\":\"task\",\"task_id\":1}");

        assertThat(bed.get("/rest/container/1/notes").json().path("count").asInt())
                .isEqualTo(1);
        assertThat(bed.get("/rest/note", "_filter_task_id", "1")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(bed.token
                        .post("/rest/note", "{\"container_id\":1,\"title\":\"t\",\"content\":\"c\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_same_bytes_have_the_same_vault_id_and_come_back() {
        String content = Base64.getEncoder().encodeToString("foo".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String body = "{\"container_id\":1,\"file_name\":\"a.txt\",\"file_content\":\"" + content
                + "\",\"metadata\":{\"contains\":[\"hash\"]}}";

        JsonNode first = bed.token.post("/rest/container_attachment", body).json();
        JsonNode second = bed.token.post("/rest/container_attachment", body).json();
        String id = first.path("vault_id").asText();
        JsonNode row = bed.get("/rest/container_attachment", "_filter_vault_document__hash", "\"" + id + "\"", "pretty")
                .json()
                .at("/data/0");

        assertThat(first.path("succeeded").asBoolean()).isTrue();
        assertThat(id)
                .isEqualTo("0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33")
                .isEqualTo(first.path("hash").asText());
        assertThat(second.path("vault_id").asText()).isEqualTo(id);
        assertThat(row.path("_pretty_vault_id").asText()).isEqualTo(id);
        assertThat(row.at("/_pretty_metadata/sha1").asText()).isEqualTo(id);
        assertThat(row.path("_pretty_size").asInt()).isEqualTo(3);
        assertThat(bed.get("/rest/download_attachment", "vault_id", id).body()).isEqualTo("foo");
        assertThat(bed.basic
                        .call("DELETE", "/rest/vault_document/1", null, null)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void evidence_goes_by_content_type() {
        bed.made("/rest/evidence", "{\"container_id\":1,\"object_id\":1,\"content_type\":\"container\"}");

        assertThat(bed.token
                        .post("/rest/evidence", "{\"container_id\":1,\"object_id\":1,\"content_type\":\"action_run\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void assets_are_replaced_whole_in_lower_case_with_their_secrets() {
        long id = bed.made(
                "/rest/asset",
                "{\"name\":\"Bridge2\",\"app_id\":23,\"configuration\":{\"password\":\"p\"},\"tags\":[\"x\"]}");
        bed.token.post("/rest/asset/" + id, "{\"name\":\"Bridge2\",\"configuration\":{}}");

        JsonNode read = bed.get("/rest/asset/" + id).json();

        assertThat(read.path("name").asText()).isEqualTo("bridge2");
        assertThat(read.path("app").isNull()).isTrue();
        assertThat(bed.token
                        .post("/rest/asset/" + id, "{\"ingest_now\":true,\"max_containers\":1}")
                        .json()
                        .has("poll_id"))
                .isTrue();
    }

    @Test
    void automation_users_hide_and_tokens_are_never_shown() {
        JsonNode listed = bed.get("/rest/ph_user").json();
        JsonNode asked =
                bed.get("/rest/ph_user", "_filter_type", "\"automation\"").json();

        assertThat(listed.path("count").asInt()).isEqualTo(2);
        assertThat(asked.path("count").asInt()).isEqualTo(1);
        assertThat(bed.get("/rest/ph_user/2/token").body()).doesNotContain(SplunkBed.TOKEN);
        assertThat(bed.get("/rest/role").json().path("count").asInt()).isEqualTo(7);
    }

    @Test
    void statuses_can_be_added_up_to_ten() {
        for (int i = 0; i < 7; i++) {
            bed.made("/rest/container_status", "{\"name\":\"more_" + i + "\",\"status_type\":\"open\"}");
        }

        assertThat(bed.token
                        .post("/rest/container_status", "{\"name\":\"too_many\",\"status_type\":\"open\"}")
                        .status())
                .isEqualTo(400);
        assertThat(bed.get("/rest/container_status", "page_size", "0")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void a_reset_forgets_all_but_what_an_instance_is_born_with() {
        bed.simulator.reset();

        assertThat(bed.get("/rest/container").json().path("count").asInt()).isZero();
        assertThat(bed.get("/rest/severity").json().path("count").asInt()).isEqualTo(3);
        assertThat(bed.simulator.state().path("container")).isEmpty();
    }
}
