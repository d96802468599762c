package io.soarbridge.simulator.splunk;

import static io.soarbridge.simulator.splunk.SplunkBed.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients that others wrote send, in their order of calls and with their headers, as read in their sources. */
class ForeignClientsTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    /** The vendor's app that copies a container from one instance to another: read, strip, post; artifacts in bulk. */
    @Test
    void the_vendors_app_copies_a_container() {
        bed.token.post(
                "/rest/container",
                "{\"name\":\"c\",\"status\":\"closed\",\"source_data_identifier\":\"s\",\"owner_id\":3,\"artifacts\":["
                        + "{\"name\":\"a\",\"source_data_identifier\":\"1\"},{\"name\":\"b\",\"source_data_identifier\":\"2\"}]}");
        ObjectNode container = (ObjectNode) bed.get("/rest/container/1").json();
        container.remove(List.of(
                "asset",
                "artifact_count",
                "start_time",
                "source_data_identifier",
                "ingest_app",
                "closing_rule_run",
                "tenant",
                "id",
                "owner"));
        container.put("owner_id", container.remove("owner_name").asText());

        int copy = bed.token
                .post("/rest/container", container.toString())
                .json()
                .path("id")
                .asInt();
        JsonNode artifacts = bed.get("/rest/container/1/artifacts", "sort", "id", "order", "asc", "page_size", "0")
                .json()
                .path("data");
        for (JsonNode artifact : artifacts) {
            ObjectNode row = (ObjectNode) artifact;
            row.remove(List.of(
                    "update_time", "create_time", "start_time", "end_time", "asset_id", "container", "id", "owner"));
            row.put("run_automation", false).put("container_id", copy);
        }
        Answer bulk = bed.token.post("/rest/artifact", artifacts.toString());

        assertThat(copy).isEqualTo(2);
        assertThat(bed.get("/rest/container/2").json().path("owner").asInt()).isEqualTo(3);
        assertThat(bulk.json()).hasSize(2).allMatch(row -> row.path("success").asBoolean());
    }

    /** Its values are percent-encoded and then put between single quotes. */
    @Test
    void the_vendors_app_finds_artifacts_page_by_page() {
        bed.container("c");
        for (int i = 0; i < 12; i++) {
            bed.made(
                    "/rest/artifact",
                    "{\"container_id\":1,\"cef\":{\"sourceAddress\":\"10.0.4.7\"},\"run_automation\":false}");
        }
        String any = "/rest/artifact?_filter_cef__icontains='%2210.0.4.7%22'&pretty&_filter_container__in=%5B1,%202%5D"
                + "&page_size=10&page=";

        JsonNode first = bed.token.get((any + 0).replace("'", "%27")).json();
        JsonNode second = bed.token.get((any + 1).replace("'", "%27")).json();
        Answer third = bed.token.get((any + 2).replace("'", "%27"));
        Answer exact = bed.token.get("/rest/artifact?_filter_cef__sourceAddress='10.0.4.7'&pretty&page_size=10&page=0");

        assertThat(first.path("data")).hasSize(10);
        assertThat(first.at("/data/0/_pretty_container").asText()).isEqualTo("c");
        assertThat(second.path("data")).hasSize(2);
        assertThat(third.body()).contains("That page contains no results");
        assertThat(exact.json().path("count").asInt()).isEqualTo(12);
    }

    @Test
    void the_vendors_app_appends_to_a_list_or_makes_it() {
        Answer absent = bed.token.post("/rest/decided_list/watch", "{\"append_rows\":[[\"a\"]]}");
        Answer made = bed.token.post("/rest/decided_list", "{\"content\":[[\"a\"]],\"name\":\"watch\"}");
        Answer changed = bed.token.post("/rest/decided_list/watch", "{\"update_rows\":{\"0\":[\"b\"]}}");

        assertThat(absent.status()).isEqualTo(404);
        assertThat(made.json().path("success").asBoolean()).isTrue();
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void the_vendors_app_looks_for_results_of_actions() {
        bed.container("c");
        bed.token.post(
                "/rest/action_run",
                "{\"action\":\"geolocate ip\",\"container_id\":1,\"name\":\"geo\",\"targets\":[{\"app_id\":23,"
                        + "\"assets\":[\"maxmind\"],\"parameters\":[{\"ip\":\"10.0.4.7\"}]}]}");
        bed.get("/rest/action_run/1");
        bed.get("/rest/action_run/1");

        JsonNode found = bed.get(
                        "/rest/app_run",
                        "_filter_action",
                        "\"geolocate ip\"",
                        "include_expensive",
                        "",
                        "sort",
                        "start_time",
                        "order",
                        "desc",
                        "_filter_result_data__regex",
                        "'parameter.*\\\"ip\\\": \\\"10.0.4.7\\\"'",
                        "_filter_app",
                        "23",
                        "page",
                        "0",
                        "page_size",
                        "10")
                .json();

        assertThat(found.path("count").asInt()).isEqualTo(1);
        assertThat(found.at("/data/0/result_data/0/parameter/ip").asText()).isEqualTo("10.0.4.7");
    }

    /** src/soar/client.ts: axios with Basic, numbers in quotes, everything pretty. */
    @Test
    void the_editors_extension_lists_and_runs() {
        bed.container("c");
        bed.token.post(
                "/rest/playbook_run", "{\"playbook_id\":1,\"container_id\":\"1\",\"scope\":\"new\",\"run\":true}");
        WireClient client = bed.basic;

        assertThat(client.get("/rest/app?page_size=500&pretty=true&sort=name")
                        .json()
                        .at("/data/0/name")
                        .asText())
                .isEqualTo("MaxMind");
        assertThat(client.get(query("/rest/asset", "pretty", "true", "page_size", "0", "_filter_app", "\"23\""))
                        .json()
                        .at("/data/0/_pretty_app")
                        .asText())
                .isEqualTo("MaxMind");
        assertThat(client.get("/rest/playbook_run?pretty=true&page_size=0&sort=start_time&order=desc")
                        .json()
                        .at("/data/0/_pretty_playbook")
                        .asText())
                .isEqualTo("contain_host");
        assertThat(client.get(query(
                                "/rest/playbook",
                                "pretty",
                                "true",
                                "page_size",
                                "0",
                                "sort",
                                "create_time",
                                "order",
                                "desc",
                                "_filter_latest_editor__username",
                                "'soar_local_admin'"))
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(5);
        assertThat(client.get("/rest/app/23?json").json().path("app_id").asInt())
                .isEqualTo(23);
        assertThat(client.get(query("/rest/action_run", "_filter_owner__username", "'soar_local_admin'"))
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }

    /** Its other calls: apps, the log of a run, playbooks with their code, files of a container. */
    @Test
    void the_editors_extension_looks_into_apps_runs_and_containers() {
        bed.container("c");
        bed.token.post(
                "/rest/container_attachment", "{\"container_id\":1,\"file_content\":\"Zm9v\",\"file_name\":\"f.txt\"}");
        WireClient client = bed.basic;
        String run = client.post(
                        "/rest/playbook_run", "{\"run\":true,\"container_id\":\"1\",\"scope\":[1,2],\"playbook_id\":1}")
                .json()
                .path("playbook_run_id")
                .asText();

        assertThat(client.get("/rest/asset/1?pretty=true&_special_app_info=true")
                        .json()
                        .path("_pretty_app")
                        .asText())
                .isEqualTo("MaxMind");
        assertThat(client.get("/rest/app/23/actions?pretty=true").json().path("data"))
                .hasSize(1);
        assertThat(client.post("/rest/app", "{\"app\":\"Zm9v\"}")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.call("POST", "/rest/app_download/23", null, null).status())
                .isEqualTo(200);
        assertThat(client.get("/rest/playbook_run/" + run + "/log?page_size=500")
                        .json()
                        .path("data"))
                .hasSize(1);
        assertThat(client.get("/rest/playbook/1?pretty=true")
                        .json()
                        .path("python")
                        .asText())
                .isNotEmpty();
        assertThat(client.get("/rest/playbook/1/export").status()).isEqualTo(200);
        assertThat(client.get("/rest/container/1/attachments?pretty=true&page_size=100")
                        .json()
                        .at("/data/0/_pretty_vault_id")
                        .asText())
                .hasSize(40);
        assertThat(client.get("/rest/vault_document/1?pretty=true")
                        .json()
                        .path("size")
                        .asInt())
                .isEqualTo(3);
        assertThat(client.get("/rest/container_options").json().path("label")).hasSize(1);
        assertThat(client.post("/rest/scm/1", "{\"pull\":true,\"force\":false}").status())
                .isEqualTo(200);
        assertThat(client.call("DELETE", "/rest/container/1", null, null).status())
                .isEqualTo(200);
    }

    /** A server of tools for assistants: users by name, no owner by an empty text, workbooks by their templates. */
    @Test
    void the_assistants_server_reads_and_changes() {
        bed.container("Beacon");

        JsonNode listed = bed.get(
                        "/rest/container",
                        "page_size",
                        "25",
                        "page",
                        "0",
                        "sort",
                        "id",
                        "order",
                        "desc",
                        "_filter_status",
                        "\"new\"",
                        "_filter_name__icontains",
                        "\"beac\"")
                .json();
        bed.token.post("/rest/container/1", "{\"owner_id\":\"analyst\"}");
        int owner = bed.get("/rest/container/1").json().path("owner").asInt();
        bed.token.post("/rest/container/1", "{\"owner_id\":\"\"}");
        Answer lost = bed.token.post("/rest/container/1/comments", "{\"comment\":\"lost\"}");
        JsonNode phases = bed.get(
                        "/rest/workbook_phase_template", "page_size", "200", "_filter_template", "1", "sort", "order")
                .json();
        JsonNode tasks = bed.get("/rest/workbook_task_template", "page_size", "500", "_filter_phase__in", "[1, 2]")
                .json();

        assertThat(listed.path("count").asInt()).isEqualTo(1);
        assertThat(owner).isEqualTo(3);
        assertThat(bed.get("/rest/container/1").json().path("owner").isNull()).isTrue();
        assertThat(lost.json().path("success").asBoolean()).isTrue();
        assertThat(bed.get("/rest/container/1/comments").json().path("count").asInt())
                .isZero();
        assertThat(phases.path("count").asInt()).isEqualTo(3);
        assertThat(tasks.path("count").asInt()).isEqualTo(2);
        assertThat(bed.get("/rest/playbook", "_filter_labels__contains", "\"*\"", "_filter_active", "True")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    /** tests/test_end_to_end.py of the community client. */
    @Test
    void the_community_clients_own_test_passes() {
        WireClient client = bed.client("ph-auth-token", SplunkBed.TOKEN, "Accept", "application/json");

        assertThat(client.get("/rest/version").json().has("version")).isTrue();
        assertThat(client.get("/rest/system_info").json().has("time_zone")).isTrue();
        int id = client.post(
                        "/rest/container", "{\"name\":\"Test Container\",\"label\":\"events\",\"severity\":\"low\"}")
                .json()
                .path("id")
                .asInt();
        client.post("/rest/container/" + id, "{\"severity\":\"medium\"}");
        assertThat(client.get("/rest/container/" + id).json().path("severity").asText())
                .isEqualTo("medium");
        assertThat(client.post(
                                "/rest/container_comment",
                                "{\"container_id\":" + id + ",\"comment\":\"Automated test comment\"}")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        int note = client.post(
                        "/rest/note",
                        "{\"container_id\":" + id
                                + ",\"note_type\":\"general\",\"title\":\"Test Note\",\"content\":\"Body\"}")
                .json()
                .path("id")
                .asInt();
        assertThat(client.get("/rest/note/" + note).json().path("container").asInt())
                .isEqualTo(id);
        client.post(
                "/rest/artifact",
                "{\"container_id\":" + id
                        + ",\"label\":\"event\",\"name\":\"Test Artifact\",\"cef\":{\"foo\":\"bar\"}}");
        assertThat(client.get("/rest/artifact?_filter_container_id=" + id)
                        .json()
                        .path("data"))
                .hasSize(1);
        assertThat(client.call("DELETE", "/rest/container/" + id, null, null).status())
                .isEqualTo(403);
    }

    /** splunkctl: a token for everything but deletion, pages until num_pages. */
    @Test
    void the_command_line_client_checks_before_it_posts() {
        bed.container("c");

        JsonNode before = bed.get("/rest/artifact", "_filter_source_data_identifier", "\"x\"", "_filter_container", "1")
                .json();
        bed.made("/rest/artifact", "{\"container_id\":1,\"source_data_identifier\":\"x\",\"run_automation\":true}");
        JsonNode after = bed.get("/rest/artifact", "_filter_source_data_identifier", "\"x\"", "_filter_container", "1")
                .json();
        JsonNode users = bed.get("/rest/ph_user", "page", "0", "page_size", "100", "_filter_is_active", "True")
                .json();

        assertThat(before.path("count").asInt()).isZero();
        assertThat(after.path("count").asInt()).isEqualTo(1);
        assertThat(users.path("num_pages").asInt()).isEqualTo(1);
        assertThat(bed.basic.call("DELETE", "/rest/artifact/1", null, null).status())
                .isEqualTo(200);
    }
}
