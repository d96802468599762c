package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplunkRunsTest {
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

    private String run(String playbook) {
        return bed.token
                .post(
                        "/rest/playbook_run",
                        "{\"playbook_id\":" + playbook + ",\"container_id\":1,\"scope\":\"all\",\"run\":true}")
                .body();
    }

    private JsonNode poll(int id) {
        return bed.get("/rest/playbook_run/" + id).json();
    }

    @Test
    void a_run_is_received_and_ends_later_with_json_in_its_message() throws Exception {
        String received = run("\"local/contain_host\"");

        JsonNode first = poll(1);
        JsonNode second = poll(1);

        assertThat(received).isEqualTo("{\"playbook_run_id\":\"1\",\"received\":true}");
        assertThat(first.path("status").asText()).isEqualTo("running");
        assertThat(second.path("status").asText()).isEqualTo("success");
        assertThat(Json.read(second.path("message").asText()).path("message").asText())
                .isEqualTo("ok");
    }

    @Test
    void a_run_can_fail_and_be_cancelled_but_not_after_its_end() {
        run("3");
        poll(1);
        run("4");
        poll(2);
        poll(2);

        bed.token.post("/rest/playbook_run/2", "{\"cancel\":true}");
        String failed = poll(1).path("status").asText();
        Answer late = bed.token.post("/rest/playbook_run/1", "{\"cancel\":true}");

        assertThat(poll(2).path("status").asText()).isEqualTo("cancelled");
        assertThat(failed).isEqualTo("failed");
        assertThat(late.status()).isEqualTo(200);
        assertThat(poll(1).path("status").asText()).isEqualTo("failed");
    }

    @Test
    void an_unknown_playbook_is_a_404_in_its_words() {
        Answer answer = bed.token.post("/rest/playbook_run", "{\"playbook_id\":9,\"container_id\":1,\"run\":true}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("message").asText()).isEqualTo("Playbook \"9\" not found");
        assertThat(bed.get("/rest/playbook_run_log").status()).isEqualTo(403);
    }

    @Test
    void inputs_come_as_an_object_or_as_a_text_as_the_switch_says() {
        String object = "{\"playbook_id\":1,\"container_id\":\"1\",\"run\":true,\"inputs\":{\"host\":\"a\"}}";
        String text = object.replace("{\"host\":\"a\"}", "\"{\\\"host\\\":\\\"a\\\"}\"");
        try (SplunkBed older = SplunkBed.start("inputs=object");
                SplunkBed newer = SplunkBed.start("inputs=text")) {
            older.container("n");
            newer.container("n");

            bed.token.post("/rest/playbook_run", text);

            assertThat(poll(1).at("/inputs/host").asText()).isEqualTo("a");
            assertThat(older.token.post("/rest/playbook_run", object).status()).isEqualTo(200);
            assertThat(older.token.post("/rest/playbook_run", text).status()).isEqualTo(400);
            assertThat(newer.token.post("/rest/playbook_run", object).status()).isEqualTo(400);
            assertThat(newer.token.post("/rest/playbook_run", text).status()).isEqualTo(200);
        }
    }

    @Test
    void an_action_that_succeeded_may_hide_an_app_run_that_failed() {
        long id = action("{\"app_id\":23,\"assets\":[\"maxmind\",\"nowhere\"],\"parameters\":[{\"ip\":\"10.0.4.7\"}]}");
        bed.get("/rest/action_run/" + id);

        JsonNode ended = bed.get("/rest/action_run/" + id).json();
        JsonNode plain = bed.get("/rest/action_run/" + id + "/app_runs").json();
        JsonNode full = bed.get("/rest/action_run/" + id + "/app_runs", "include_expensive", "True")
                .json();

        assertThat(ended.path("status").asText()).isEqualTo("success");
        assertThat(plain.at("/data/1/status").asText()).isEqualTo("failed");
        assertThat(plain.at("/data/0").has("result_data")).isFalse();
        assertThat(full.at("/data/0/result_data/0/parameter/ip").asText()).isEqualTo("10.0.4.7");
    }

    @Test
    void a_wrong_app_id_is_noticed_only_in_the_run() {
        long id = action("{\"app_id\":\"23\",\"assets\":[\"maxmind\"],\"parameters\":[{}]}");
        bed.get("/rest/action_run/" + id);

        assertThat(bed.get("/rest/action_run/" + id).json().path("message").asText())
                .isEqualTo("app_id has invalid format");
    }

    private long action(String target) {
        return bed.token
                .post(
                        "/rest/action_run",
                        "{\"action\":\"geolocate ip\",\"container_id\":1,\"name\":\"geo\",\"type\":\"investigate\",\"targets\":["
                                + target + "]}")
                .json()
                .path("action_run_id")
                .asLong();
    }
}
