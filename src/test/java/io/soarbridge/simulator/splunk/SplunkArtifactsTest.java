package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplunkArtifactsTest {
    private static final String ARTIFACT = """
            {"container_id":1,"name":"Field Values","label":"network","type":"network","source_data_identifier":"s1",
             "cef":{"sourceAddress":"10.0.4.7","destinationPort":443},"cef_types":{"sourceAddress":["ip"]},
             "tags":["a"],"run_automation":false}""";

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
    void the_same_identifier_in_a_container_is_the_same_artifact() {
        long id = bed.made("/rest/artifact", ARTIFACT);

        JsonNode again = bed.token.post("/rest/artifact", ARTIFACT).json();

        assertThat(again.path("failed").asBoolean()).isTrue();
        assertThat(again.path("existing_artifact_id").asLong()).isEqualTo(id);
    }

    @Test
    void without_deduplication_it_is_there_twice() {
        try (SplunkBed live = SplunkBed.start("artifact-dedup=off")) {
            live.container("n");

            live.made("/rest/artifact", ARTIFACT);
            live.made("/rest/artifact", ARTIFACT);

            assertThat(live.get("/rest/artifact", "_filter_source_data_identifier", "\"s1\"")
                            .json()
                            .path("count")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void an_update_replaces_cef_and_tags_and_resets_the_label() {
        bed.made("/rest/artifact", ARTIFACT);

        bed.token.post("/rest/artifact/1", "{\"cef\":{\"fileName\":\"x\"},\"tags\":[\"b\"]}");
        JsonNode read = bed.get("/rest/artifact/1").json();

        assertThat(read.path("cef")).hasSize(1);
        assertThat(read.path("tags")).hasSize(1);
        assertThat(read.path("label").asText()).isEqualTo("event");
        assertThat(read.path("type").asText()).isEqualTo("network");
    }

    @Test
    void an_artifact_starts_active_playbooks_unless_told_not_to() {
        bed.made("/rest/artifact", ARTIFACT);
        int before = bed.get("/rest/playbook_run").json().path("count").asInt();
        bed.made("/rest/artifact", "{\"container_id\":\"1\",\"cef\":{}}");

        assertThat(before).isZero();
        assertThat(bed.get("/rest/playbook_run").json().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void nested_artifacts_start_automation_once_for_the_last() {
        bed.token.post("/rest/container", "{\"name\":\"n\",\"artifacts\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");

        JsonNode runs = bed.get("/rest/playbook_run").json();

        assertThat(runs.path("count").asInt()).isEqualTo(1);
        assertThat(runs.at("/data/0/last_artifact").asInt()).isEqualTo(2);
    }

    @Test
    void automation_is_missed_when_the_last_row_is_a_duplicate() {
        bed.made("/rest/artifact", ARTIFACT);

        Answer answer = bed.token.post(
                "/rest/artifact",
                "[{\"container_id\":1,\"name\":\"new\",\"run_automation\":false},"
                        + ARTIFACT.replace("\"run_automation\":false", "\"run_automation\":true")
                        + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/0/success").asBoolean()).isTrue();
        assertThat(answer.json().at("/1/failed").asBoolean()).isTrue();
        assertThat(bed.get("/rest/playbook_run").json().path("count").asInt()).isZero();
    }

    @Test
    void deletion_answers_the_id_as_a_text() {
        bed.made("/rest/artifact", ARTIFACT);

        JsonNode deleted =
                bed.basic.call("DELETE", "/rest/artifact/1", null, null).json();

        assertThat(deleted.path("id").isTextual()).isTrue();
        assertThat(bed.get("/rest/container/1").json().path("artifact_count").asInt())
                .isZero();
    }

    @Test
    void one_field_of_a_record_can_be_asked_for() {
        bed.made("/rest/artifact", ARTIFACT);

        assertThat(bed.get("/rest/artifact/1/cef")
                        .json()
                        .at("/cef/sourceAddress")
                        .asText())
                .isEqualTo("10.0.4.7");
    }

    @Test
    void an_artifact_needs_its_container() {
        assertThat(bed.token.post("/rest/artifact", "{\"name\":\"n\"}").status())
                .isEqualTo(400);
        assertThat(bed.token
                        .post("/rest/artifact", "{\"container_id\":77}")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("Container not found");
    }
}
