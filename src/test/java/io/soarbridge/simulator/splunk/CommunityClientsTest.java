package io.soarbridge.simulator.splunk;

import static io.soarbridge.simulator.splunk.SplunkBed.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two community clients and a bot of the vendor's send, found by running them against the simulator. */
class CommunityClientsTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    /** A Python kit: each GET brings an empty JSON object, each text among the parameters is quoted, and paths end with a question mark. */
    @Test
    void the_python_kit_waits_for_a_playbook_by_its_lists() {
        bed.basic.post(
                "/rest/container?",
                "{\"name\":\"k\",\"label\":\"events\",\"sensitivity\":\"red\",\"status\":\"new\",\"artifacts\":"
                        + "[{\"label\":\"event\",\"name\":\"a\",\"severity_id\":\"low\"}]}");
        bed.basic.post(
                "/rest/playbook_run",
                "{\"container_id\":1,\"playbook_id\":\"local/contain_host\",\"scope\":\"all\",\"run\":true}");
        String running = query("/rest/playbook_run", "_filter_container", "1", "_filter_status", "\"running\"");
        String asked = query(
                "/rest/approval",
                "_filter_status",
                "\"pending\"",
                "_filter_action_run__container_id",
                "\"1\"",
                "order",
                "asc",
                "sort",
                "start_time",
                "page_size",
                "\"200\"",
                "pretty",
                "True");

        assertThat(found(running)).isPositive();
        assertThat(found(asked)).isZero();
        assertThat(found(running)).isZero();
        assertThat(list(query("/rest/playbook_run", "_filter_container__exact", "1", "include_expensive", "True"))
                        .findValuesAsText("status"))
                .contains("success")
                .doesNotContain("pending", "running");
        assertThat(list(query("/rest/playbook_run/1/log", "page_size", "0", "sort", "time"))
                        .path(0)
                        .path("message_type")
                        .asInt())
                .isOne();
    }

    @Test
    void the_python_kit_answers_a_question_of_a_playbook() {
        bed.container("asked");
        bed.basic.post(
                "/rest/playbook_run",
                "{\"container_id\":1,\"playbook_id\":\"local/asks_first\",\"scope\":\"all\",\"run\":true}");
        String asked =
                query("/rest/approval", "_filter_status", "\"pending\"", "_filter_action_run__container_id", "1");
        String running = query("/rest/playbook_run", "_filter_container", "1", "_filter_status", "\"running\"");
        found(running);
        found(running);
        int whileAsked = found(running);
        JsonNode approval = list(asked).path(0);

        Answer answer = bed.basic.post(
                "/rest/approval/" + approval.path("id").asText(),
                "{\"status\":\"approve\",\"type\":\"manual\",\"action\":\"prompt\",\"message\":\"\",\"responses\":[\"Yes\"]}");

        assertThat(whileAsked).isOne();
        assertThat(approval.path("name").asText()).isEqualTo("prompt_1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(list(asked)).isEmpty();
        assertThat(found(running)).isZero();
        assertThat(list("/rest/container/1/approvals").path(0).path("responses").toString())
                .isEqualTo("[\"Yes\"]");
        assertThat(list("/rest/container/1/playbook_runs")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("success");
    }

    @Test
    void the_python_kit_comments_pins_and_notes() {
        bed.container("talk");
        bed.basic.post("/rest/container_comment", "{\"container\":1,\"comment\":\"hello\"}");
        bed.basic.post(
                "/rest/container_pin",
                "{\"container_id\":1,\"name\":\"Risk 1\",\"pin_type\":\"manual card\",\"pin_style\":\"red\","
                        + "\"message\":\"Risk\",\"data\":\"10.0.4.7\"}");

        assertThat(list("/rest/container/1/comments").findValuesAsText("comment"))
                .containsExactly("hello");
        assertThat(list("/rest/container/1/pins").path(0).path("pin_style").asText())
                .isEqualTo("red");
        assertThat(found(query(
                        "/rest/container_pin", "_filter_container", "1", "_filter_message__icontains", "\"risk\"")))
                .isOne();
        assertThat(list(query(
                        "/rest/note",
                        "_filter_container_id",
                        "1",
                        "sort",
                        "modified_time",
                        "_annotation_container_attachments",
                        "True")))
                .isEmpty();
    }

    @Test
    void the_python_kit_and_the_vendors_bot_find_out_what_apps_can_do() {
        JsonNode all = bed.basic.get("/rest/build_action").json();
        JsonNode action = list("/rest/app_action?page_size=0").path(0);

        assertThat(all.path("apps").path(0).path("id").asInt()).isEqualTo(23);
        assertThat(all.path("assets").path(0).path("apps").toString()).isEqualTo("[23]");
        assertThat(all.path("actions").path(0).path("action").asText()).isEqualTo("geolocate ip");
        assertThat(action.path("app").asInt()).isEqualTo(23);
        assertThat(action.path("parameters").path("ip").path("data_type").asText())
                .isEqualTo("string");
        assertThat(list("/rest/app/23/actions?page_size=200")).hasSize(1);
    }

    @Test
    void the_python_kit_looks_after_playbooks() {
        Answer on = bed.basic.post(query("/rest/playbooks", "active", "True", "id", "1", "toggle", "True"), "{}");
        JsonNode playbook = list(query(
                        "/rest/playbook",
                        "include_expensive",
                        "True",
                        "page-size",
                        "1",
                        "_filter_name__exact",
                        "\"contain_host\""))
                .path(0);

        assertThat(on.status()).isEqualTo(200);
        assertThat(playbook.path("active").asBoolean()).isTrue();
        assertThat(playbook.path("coa_data").has("notes")).isTrue();
        assertThat(list("/rest/playbook").path(0).has("coa_data")).isFalse();
    }

    @Test
    void the_python_kit_is_told_of_a_label_that_is_not_there() {
        Answer refused = bed.basic.post("/rest/container?", "{\"name\":\"x\",\"label\":\"foobar\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).isEqualTo("Label \"foobar\" is not a known label.");
    }

    @Test
    void the_python_kit_deletes_several_containers_at_once() {
        bed.container("one");
        bed.container("two");
        bed.container("three");

        Answer byToken = bed.token.call("DELETE", "/rest/container?ids=1&ids=3", "application/json", "{}");
        Answer one = bed.basic.call("DELETE", "/rest/container?ids=1&ids=9", "application/json", "{}");
        Answer both = bed.basic.call("DELETE", "/rest/container?ids=1&ids=3", "application/json", "{}");

        assertThat(byToken.status()).isEqualTo(403);
        assertThat(one.status()).isEqualTo(404);
        assertThat(both.status()).isEqualTo(200);
        assertThat(list("/rest/container").findValuesAsText("name")).containsExactly("two");
    }

    /** Roles: permissions are a list by area; a deleted role leaves the list and stays readable. */
    @Test
    void the_assistants_server_makes_changes_and_deletes_a_role() {
        JsonNode made = bed.token
                .post(
                        "/rest/role",
                        "{\"name\":\"probe\",\"description\":\"d\",\"permissions\":[{\"name\":\"containers\",\"view\":\"allow\"}]}")
                .json();
        String role = "/rest/role/" + made.path("id").asText();
        bed.token.post(role, "{\"description\":\"edited\"}");
        Answer builtIn = bed.token.post("/rest/role/1", "{\"description\":\"mine\"}");
        Answer gone = bed.basic.call("DELETE", role, null, null);
        Answer again = bed.basic.call("DELETE", role, null, null);

        assertThat(bed.get(role).json().path("description").asText()).isEqualTo("edited");
        assertThat(bed.get(role).json().path("permissions").path(0).path("view").asText())
                .isEqualTo("allow");
        assertThat(builtIn.status()).isEqualTo(400);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(404);
        assertThat(list("/rest/role?page_size=200").findValuesAsText("name")).doesNotContain("probe");
        assertThat(list("/rest/custom_field")).isEmpty();
        assertThat(list("/rest/feature_flag?page_size=300")).isEmpty();
    }

    /** It deletes what it made by its token, which the vendor's reference says is not possible. */
    @Test
    void the_assistants_server_deletes_by_token_where_that_is_let() {
        try (SplunkBed lenient = SplunkBed.start("token-delete=allow")) {
            lenient.container("made");
            bed.container("made");

            assertThat(lenient.token
                            .call("DELETE", "/rest/container/1", null, null)
                            .status())
                    .isEqualTo(200);
            assertThat(bed.token.call("DELETE", "/rest/container/1", null, null).status())
                    .isEqualTo(403);
            assertThat(bed.get("/rest/system_settings").json().has("company_info_settings"))
                    .isTrue();
        }
    }

    /** A connector of a threat intelligence platform writes only plain tags, asks for a column that nobody fills, and makes cases. */
    @Test
    void a_threat_intelligence_platforms_connector_pushes_a_case() {
        try (SplunkBed strict = SplunkBed.start("tag-characters=plain")) {
            String wild = strict.token
                    .post("/rest/container", "{\"name\":\"x\",\"tags\":[\"TLP:RED\"]}")
                    .body();
            long id = strict.made(
                    "/rest/container", "{\"name\":\"x\",\"container_type\":\"case\",\"tags\":[\"TLP_RED\"]}");
            JsonNode artifacts = strict.token
                    .post(
                            "/rest/artifact",
                            "[{\"container_id\":" + id
                                    + ",\"name\":\"a\",\"label\":\"ipv4_addr\",\"type\":\"evidence\",\"severity\":\"low\"},"
                                    + "{\"container_id\":" + id + ",\"name\":\"b\",\"severity\":\"informational\"}]")
                    .json();
            strict.token.post("/rest/container/" + id, "{\"status\":\"closed\",\"resolution\":\"Resolved\"}");

            assertThat(wild).contains("TLP:RED").contains("\"failed\":true");
            assertThat(artifacts.at("/0/success").asBoolean()).isTrue();
            assertThat(artifacts.at("/1/failed").asBoolean()).isTrue();
            assertThat(strict.get("/rest/container", "_filter_external_id", "\"x\"")
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(strict.get("/rest/container/" + id).json().path("status").asText())
                    .isEqualTo("closed");
        }
        assertThat(bed.token
                        .post("/rest/container", "{\"name\":\"x\",\"tags\":[\"TLP:RED\"]}")
                        .status())
                .isEqualTo(200);
    }

    /** A community app finds containers by their artifacts. */
    @Test
    void containers_are_found_by_what_is_below_them() {
        bed.container("without");
        bed.container("with");
        bed.made("/rest/artifact", "{\"container_id\":2,\"cef\":{\"sourceAddress\":\"10.0.4.7\"}}");

        assertThat(list(query("/rest/container", "_filter_artifact__cef__iregex", "\"(10.0.4.7\\\"|evil)\""))
                        .findValuesAsText("name"))
                .containsExactly("with");
        assertThat(bed.get("/rest/container", "_filter_artifact__nothing", "1").status())
                .isEqualTo(400);
    }

    /** The vendor's app for its search engine asks who it is, and before 6.2.2 by name or by its own token. */
    @Test
    void the_search_engines_app_finds_out_its_own_roles() {
        JsonNode me = bed.get("/rest/user_settings").json();
        String own = "'" + SplunkBed.TOKEN + "'";

        assertThat(me.path("username").asText()).isEqualTo("automation");
        assertThat(me.path("roles").toString()).contains("\"Observer\"");
        for (String[] asked : new String[][] {
            {"include_automation", "true", "_filter_username", "'automation'"},
            {"include_automation", "true", "_filter_token__key", own},
            {"_filter_type__in", "[\"normal\",\"automation\"]", "_filter_username", "\"automation\""}
        }) {
            JsonNode user = list(query("/rest/ph_user", asked)).path(0);
            assertThat(user.path("roles")).as(asked[2]).isEqualTo(me.path("roles"));
            assertThat(user.has("token")).isFalse();
        }
        assertThat(list(query("/rest/ph_user", "_filter_username", "'automation'")))
                .isEmpty();
        assertThat(list(query("/rest/asset", "_filter_token__key", own))).isEmpty();
        assertThat(list("/rest/app_status")).isEmpty();
    }

    /** The vendor's app that sends events on: it signs in, learns the fields, looks for the event, makes it, and knows one refusal by its text. */
    @Test
    void the_search_engines_sender_makes_an_event_once() {
        String known = query(
                "/rest/container",
                "_filter_source_data_identifier",
                "'5f0c'",
                "sort",
                "create_time",
                "order",
                "desc",
                "page_size",
                "1");
        String event = "{\"sensitivity\":\"amber\",\"severity\":\"%s\",\"name\":\"n\",\"description\":\"d\","
                + "\"source_data_identifier\":\"5f0c\",\"tags\":[]}";

        JsonNode cef = bed.get("/rest/cef_metadata").json();
        int before = list(known).size();
        Answer refused = bed.token.post("/rest/container", event.formatted("nope"));
        bed.token.post("/rest/container", event.formatted("medium"));

        assertThat(cef.at("/cef/sourceAddress/contains/0").asText()).isEqualTo("ip");
        assertThat(cef.path("all_contains").toString()).contains("\"host name\"");
        assertThat(before).isZero();
        assertThat(refused.json().path("message").asText()).isEqualTo("Severity matching query does not exist.");
        assertThat(list(known).path(0).path("label").asText()).isEqualTo("events");
        assertThat(list("/rest/playbook?pretty&page_size=16&page=0")
                        .path(0)
                        .path("_pretty_scm")
                        .asText())
                .isEqualTo("local");
        assertThat(list("/rest/severity?pretty&page=0")).hasSize(3);
    }

    @Test
    void a_community_app_reads_and_tags_indicators() {
        bed.container("one");
        bed.container("two");
        for (int container : new int[] {1, 2}) {
            bed.made(
                    "/rest/artifact",
                    "{\"container_id\":" + container + ",\"cef\":{\"sourceAddress\":\"1.2.3.4\",\"n\":" + container
                            + "}}");
        }
        bed.token.post("/rest/container/2", "{\"status\":\"closed\"}");
        JsonNode found =
                list(query("/rest/indicator", "_filter_value", "\"1.2.3.4\"")).path(0);
        String id = found.path("id").asText();
        bed.token.post("/rest/indicator/" + id, "{\"tags\":[\"risk-90\"]}");

        assertThat(found.path("value_hash").asText())
                .isEqualTo("6694f83c9f476da31f5df6bcc520034e7e57d421d247b9d34f49edbfc84a764c");
        assertThat(found.path("total_events").asInt()).isEqualTo(2);
        assertThat(found.path("open_events").asInt()).isOne();
        assertThat(found.at("/severity_counts/1/count").asInt()).isEqualTo(2);
        assertThat(bed.get("/rest/indicator/" + id).json().path("tags").toString())
                .isEqualTo("[\"risk-90\"]");
        assertThat(list(query(
                        "/rest/indicator_artifact",
                        "indicator_id",
                        id,
                        "order",
                        "desc",
                        "page",
                        "0",
                        "page_size",
                        "10")))
                .hasSize(2);
    }

    private JsonNode list(String path) {
        Answer answer = bed.basic.call("GET", path, "application/json", "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    private int found(String path) {
        return list(path).size();
    }
}
