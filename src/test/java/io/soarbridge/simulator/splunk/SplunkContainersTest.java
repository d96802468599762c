package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplunkContainersTest {
    private static final String FULL = """
            {"name":"Beacon from 10.0.4.7","label":"events","severity":"high","sensitivity":"red","status":"open",
             "source_data_identifier":"bridge:evt-991","description":"seen by sensor 12","data":{"origin":"bridge"},
             "custom_fields":{"ticket":"INC-7"},"tags":["bridge"],"owner_name":"ignored",
             "artifacts":[{"name":"one","source_data_identifier":"a1","cef":{"sourceAddress":"10.0.4.7"}},
                          {"name":"two","source_data_identifier":"a2","cef":{"sourceAddress":"10.0.4.8"}}]}""";

    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void a_container_comes_with_its_artifacts_in_one_call() {
        JsonNode answer = bed.token.post("/rest/container", FULL).json();
        JsonNode read = bed.get("/rest/container/1").json();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("id").asLong()).isEqualTo(1);
        assertThat(answer.path("new_artifact_ids")).hasSize(2);
        assertThat(answer.at("/artifacts/0/id").asLong()).isEqualTo(1);
        assertThat(read.path("artifact_count").asInt()).isEqualTo(2);
        assertThat(read.path("severity").asText()).isEqualTo("high");
        assertThat(read.path("owner").isNull()).isTrue();
        assertThat(read.path("open_time").isTextual()).isTrue();
        assertThat(read.path("create_time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(bed.simulator.incidents())
                .extracting(RunningSimulator.Created::key)
                .containsExactly("bridge:evt-991");
    }

    @Test
    void a_known_source_data_identifier_is_refused_with_the_id() {
        bed.token.post("/rest/container", FULL);

        Answer again = bed.token.post("/rest/container", FULL.replace("high", "low"));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("failed").asBoolean()).isTrue();
        assertThat(again.json().path("existing_container_id").asLong()).isEqualTo(1);
        assertThat(bed.get("/rest/container/1").json().path("severity").asText())
                .isEqualTo("high");
        assertThat(bed.get("/rest/artifact").json().path("count").asInt()).isEqualTo(2);
    }

    @Test
    void containers_without_an_identifier_are_all_new() {
        assertThat(bed.container("n")).isNotEqualTo(bed.container("n"));
    }

    @Test
    void a_status_as_a_number_fails_as_in_python() {
        bed.container("n");

        Answer answer = bed.token.post("/rest/container/1", "{\"status\":2}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo("'int' object has no attribute 'lower'");
    }

    @Test
    void what_an_update_does_not_know_is_swallowed() {
        bed.container("n");

        Answer answer = bed.token.post("/rest/container/1", "{\"comment\":\"lost\",\"owner_name\":\"analyst\"}");

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(bed.get("/rest/container/1/comments").json().path("count").asInt())
                .isZero();
        assertThat(bed.get("/rest/container/1").json().path("owner").isNull()).isTrue();
    }

    @Test
    void owner_and_role_exclude_one_another() {
        bed.container("n");

        Answer both = bed.token.post("/rest/container/1", "{\"owner_id\":3,\"role_id\":4}");
        bed.token.post("/rest/container/1", "{\"owner_id\":3}");
        bed.token.post("/rest/container/1", "{\"role_id\":4}");
        JsonNode read = bed.get("/rest/container/1").json();
        Answer unknown = bed.token.post("/rest/container/1", "{\"owner_id\":99}");

        assertThat(both.json().path("message").asText())
                .isEqualTo("Container cannot be assigned both an owner and a role");
        assertThat(read.path("role").asInt()).isEqualTo(4);
        assertThat(read.path("owner").isNull()).isTrue();
        assertThat(unknown.json().path("message").asText()).isEqualTo("\"owner_id\" Not found");
    }

    @Test
    void closing_writes_time_and_user_and_reopening_takes_them_away() {
        bed.container("n");

        bed.token.post("/rest/container/1", "{\"status\":\"closed\"}");
        JsonNode closed = bed.get("/rest/container/1").json();
        bed.token.post("/rest/container/1", "{\"status\":\"open\"}");
        JsonNode open = bed.get("/rest/container/1").json();

        assertThat(closed.path("close_time").isTextual()).isTrue();
        assertThat(closed.path("closing_owner").asInt()).isEqualTo(2);
        assertThat(closed.path("version").asInt()).isEqualTo(2);
        assertThat(open.path("close_time").isNull()).isTrue();
    }

    @Test
    void a_further_status_of_type_resolved_closes_unless_switched() {
        try (SplunkBed closes = SplunkBed.start("statuses=false_positive:resolved");
                SplunkBed stays = SplunkBed.start("statuses=false_positive:resolved", "custom-resolved-closes=off")) {
            closes.container("n");
            stays.container("n");

            closes.token.post("/rest/container/1", "{\"status\":\"false_positive\"}");
            stays.token.post("/rest/container/1", "{\"status\":\"false_positive\"}");

            assertThat(closes.get("/rest/container/1").json().path("close_time").isTextual())
                    .isTrue();
            assertThat(stays.get("/rest/container/1").json().path("close_time").isNull())
                    .isTrue();
        }
    }

    @Test
    void promotion_makes_phases_and_tasks() {
        bed.container("n");

        bed.token.post("/rest/container/1", "{\"container_type\":\"case\",\"template_id\":1}");
        JsonNode phases = bed.get("/rest/container/1/phases").json();

        assertThat(bed.get("/rest/container/1").json().path("container_type").asText())
                .isEqualTo("case");
        assertThat(phases.path("count").asInt()).isEqualTo(3);
        assertThat(phases.at("/data/0/tasks")).hasSize(1);
    }

    @Test
    void the_template_goes_by_the_key_that_the_switch_says() {
        try (SplunkBed live = SplunkBed.start("template-key=template")) {
            live.container("n");

            live.token.post("/rest/container/1", "{\"container_type\":\"case\",\"template_id\":1}");
            int before =
                    live.get("/rest/container/1/phases").json().path("count").asInt();
            live.token.post("/rest/container/1", "{\"container_type\":\"case\",\"template\":1}");

            assertThat(before).isZero();
            assertThat(live.get("/rest/container/1/phases").json().path("count").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void a_task_goes_its_way_only_with_its_note() {
        bed.made("/rest/container", "{\"name\":\"n\",\"container_type\":\"case\",\"template\":1}");

        String skip = bed.token.post("/rest/workbook_task/1", "{\"status\":1}").body();
        bed.token.post("/rest/workbook_task/1", "{\"status\":2}");
        String bare = bed.token.post("/rest/workbook_task/1", "{\"status\":1}").body();
        Answer noted = bed.token.post("/rest/workbook_task/1", "{\"status\":1,\"note\":\"again\"}");

        assertThat(skip).contains("Invalid status transition");
        assertThat(bare).contains("Closing note content is required");
        assertThat(noted.status()).isEqualTo(200);
    }

    @Test
    void rows_in_bulk_stand_alone() {
        Answer mixed = bed.token.post(
                "/rest/container", "[{\"name\":\"a\",\"label\":\"events\"},{\"label\":\"events\"},{\"name\":\"c\"}]");
        Answer none = bed.token.post("/rest/container", "[{\"label\":\"events\"}]");
        Answer update = bed.token.post("/rest/container", "[{\"id\":1,\"severity\":\"low\"}]");

        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().at("/1/failed").asBoolean()).isTrue();
        assertThat(mixed.json().at("/2/id").asInt()).isEqualTo(2);
        assertThat(none.status()).isEqualTo(400);
        assertThat(update.json().at("/0/success").asBoolean()).isTrue();
        assertThat(bed.get("/rest/container/1").json().path("severity").asText())
                .isEqualTo("low");
    }

    @Test
    void labels_must_exist() {
        Answer unknown = bed.token.post("/rest/container", "{\"name\":\"n\",\"label\":\"phishing\"}");
        bed.token.post("/rest/system_settings/events", "{\"add_label\":true,\"label_name\":\"phishing\"}");
        Answer known = bed.token.post("/rest/container", "{\"name\":\"n\",\"label\":\"phishing\"}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(known.status()).isEqualTo(200);
        assertThat(bed.get("/rest/container_options").json().path("label")).hasSize(2);
    }

    @Test
    void a_read_record_cannot_be_written_back_as_it_is() {
        bed.container("n");
        String read = bed.get("/rest/container/1").body();

        assertThat(bed.token.post("/rest/container", read).status()).isEqualTo(400);
        assertThat(bed.token.post("/rest/container/1", read).status()).isEqualTo(200);
    }

    @Test
    void only_a_password_deletes_and_takes_all_below_with_it() {
        bed.token.post("/rest/container", FULL);

        Answer byToken = bed.token.call("DELETE", "/rest/container/1", null, null);
        Answer byPassword = bed.basic.call("DELETE", "/rest/container/1", null, null);

        assertThat(byToken.status()).isEqualTo(403);
        assertThat(byPassword.status()).isEqualTo(200);
        assertThat(bed.get("/rest/container/1").status()).isEqualTo(404);
        assertThat(bed.get("/rest/artifact").json().path("count").asInt()).isZero();
        assertThat(bed.token.post("/rest/container", FULL).status()).isEqualTo(200);
    }

    @Test
    void a_rule_refuses_for_good() {
        try (SplunkBed strict = SplunkBed.start("refuse-rule=^no")) {
            Answer answer = strict.token.post("/rest/container", "{\"name\":\"no way\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("message").asText()).contains("business_unit");
            assertThat(strict.token
                            .post("/rest/container", "{\"name\":\"yes\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_identifier_counts_within_its_scope() {
        String one = "{\"name\":\"n\",\"source_data_identifier\":\"x\",\"asset_id\":23}";
        String other = one.replace("23", "24");
        try (SplunkBed asset = SplunkBed.start();
                SplunkBed all =
                        SplunkBed.start("sdi-scope=all", "duplicate-status=200", "duplicate-message=duplicate")) {
            String ids = asset.get("/rest/asset")
                    .json()
                    .at("/data")
                    .findValuesAsText("id")
                    .toString();
            assertThat(ids).isEqualTo("[1, 2]");
            String first = one.replace("23", "1");
            String second = other.replace("24", "2");

            assertThat(asset.token.post("/rest/container", first).status()).isEqualTo(200);
            assertThat(asset.token.post("/rest/container", second).status()).isEqualTo(200);
            assertThat(all.token.post("/rest/container", first).status()).isEqualTo(200);
            assertThat(all.token.post("/rest/container", second).body())
                    .contains("\"existing_container_id\":1", "\"message\":\"duplicate\"");
            assertThat(asset.token.post("/rest/container", one).body()).contains("ingesting asset_id");
        }
    }
}
