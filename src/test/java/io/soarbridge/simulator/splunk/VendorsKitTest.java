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

/** What the vendor's kit for apps sends, in its order of calls and with its headers, as read in its sources. */
class VendorsKitTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    /** AppClient.authenticate_soar_client, then Container.create, Artifact.create and the vault, all with the session. */
    @Test
    void the_vendors_kit_signs_in_as_a_browser_and_writes() {
        WireClient session = sdkSession();
        String asset = "{\"name\":\"c\",\"label\":\"events\",\"source_data_identifier\":\"s\",\"asset_id\":\"1\","
                + "\"description\":\"Container added by sdk app\",\"run_automation\":false,"
                + "\"artifacts\":[{\"name\":\"a\",\"cef\":{\"k\":\"v\"},\"run_automation\":true}]}";

        JsonNode created = post(session, "rest/container", asset).json();
        JsonNode again = post(session, "rest/container", asset).json();
        String artifact = "{\"container_id\":1,\"name\":\"b\",\"source_data_identifier\":\"b\",\"label\":\"artifact\","
                + "\"type\":\"generic\",\"description\":\"Artifact added by sdk app\",\"run_automation\":false}";
        JsonNode added = post(session, "rest/artifact", artifact).json();
        Answer known = post(session, "rest/artifact", artifact);

        assertThat(created.has("existing_container_id")).isFalse();
        assertThat(created.at("/artifacts/0/id").asInt()).isEqualTo(1);
        assertThat(again.path("existing_container_id").asInt()).isEqualTo(1);
        assertThat(added.path("id").asInt()).isEqualTo(2);
        assertThat(known.status()).isLessThan(400);
        assertThat(known.json().path("existing_artifact_id").asInt()).isEqualTo(2);
    }

    /** VaultAttachment takes each companion under its name without the prefix. */
    @Test
    void the_vendors_kit_finds_and_deletes_what_it_put_into_the_vault() {
        WireClient session = sdkSession();
        post(session, "rest/container", "{\"name\":\"c\",\"label\":\"events\",\"asset_id\":\"1\"}");
        String vaultId = post(
                        session,
                        "rest/container_attachment",
                        "{\"container_id\":1,\"file_content\":\"Zm9v\",\"file_name\":\"f.txt\",\"metadata\":{}}")
                .json()
                .path("vault_id")
                .asText();

        JsonNode page = session.get(query(
                        "/rest/container_attachment",
                        "pretty",
                        "",
                        "_filter_vault_document__hash",
                        "\"" + vaultId + "\"",
                        "_filter_name",
                        "\"f.txt\"",
                        "_filter_container_id",
                        "1",
                        "page_size",
                        "50",
                        "page",
                        "0"))
                .json();
        ObjectNode row = (ObjectNode) page.at("/data/0");
        List.copyOf(row.properties()).stream()
                .filter(field -> field.getKey().startsWith("_pretty_"))
                .forEach(field -> row.set(field.getKey().substring(8), field.getValue()));
        Answer deleted = session.call(
                "DELETE", "/rest/container_attachment/" + vaultId, null, null, "Referer", referer("rest/x"));

        assertThat(page.path("num_pages").asInt()).isEqualTo(1);
        assertThat(row.path("vault_id").asText()).isEqualTo(vaultId);
        assertThat(row.path("container").isTextual()).isTrue();
        assertThat(row.path("user").isTextual()).isTrue();
        assertThat(row.path("container_id").isInt()).isTrue();
        assertThat(row.path("vault_document").isInt()).isTrue();
        assertThat(row.path("hash").asText()).isEqualTo(vaultId);
        assertThat(row.path("size").asInt()).isEqualTo(3);
        assertThat(row.path("path").asText()).contains(vaultId);
        assertThat(row.path("metadata").isObject()).isTrue();
        assertThat(row.path("aka").isArray()).isTrue();
        assertThat(row.path("contains").isArray()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
    }

    private WireClient sdkSession() {
        String csrf = cookie(bed.client().get("/login"), "csrftoken");
        Answer login = bed.client("Cookie", "csrftoken=" + csrf, "X-CSRFToken", csrf)
                .call(
                        "POST",
                        "/login",
                        "application/x-www-form-urlencoded",
                        "username=soar_local_admin&password=simulator-password&csrfmiddlewaretoken=" + csrf,
                        "Referer",
                        referer("login"));
        return bed.client(
                "X-CSRFToken", csrf, "Cookie", "sessionid=" + cookie(login, "sessionid") + ";csrftoken=" + csrf);
    }

    private static String cookie(Answer answer, String name) {
        String header = answer.header("set-cookie");
        assertThat(header).startsWith(name + "=");
        return header.substring(name.length() + 1, header.indexOf(';'));
    }

    private String referer(String endpoint) {
        return bed.simulator.url() + "//" + endpoint;
    }

    private Answer post(WireClient session, String endpoint, String body) {
        return session.post("/" + endpoint, body, "Referer", referer(endpoint));
    }

    /** tests/integration/phantom_instance.py: an instance under test, by Basic. */
    @Test
    void the_vendors_kit_sets_an_instance_up() {
        WireClient client = bed.basic;

        String version = client.get("/rest/version").json().path("version").asText();
        boolean label = client.post("/rest/system_settings/events", "{\"add_label\":true,\"label_name\":\"t\"}")
                .json()
                .path("success")
                .asBoolean();
        int known = client.get(query("/rest/asset", "_filter_name", "\"sdk\""))
                .json()
                .path("count")
                .asInt();
        JsonNode asset = client.post("/rest/asset", "{\"name\":\"sdk\",\"app_id\":23,\"configuration\":{}}")
                .json();
        JsonNode poll = client.post(
                        "/rest/asset/" + asset.path("id").asInt(),
                        "{\"ingest_now\":true,\"container_source_ids\":\"\",\"max_containers\":1,\"max_artifacts\":10}")
                .json();
        client.post("/rest/container", "{\"name\":\"c\",\"label\":\"t\",\"tags\":[],\"status\":\"new\"}");
        int byAsset = client.get(query("/rest/container", "_filter_asset_id", "1"))
                .json()
                .path("count")
                .asInt();
        int run = client.post(
                        "/rest/action_run",
                        "{\"action\":\"test connectivity\",\"container_id\":1,\"name\":\"automation_test_run\","
                                + "\"targets\":[{\"app_id\":23,\"assets\":[\"sdk\"],\"parameters\":[{}]}]}")
                .json()
                .path("action_run_id")
                .asInt();
        client.get("/rest/action_run/" + run);

        assertThat(version).isNotEmpty();
        assertThat(label).isTrue();
        assertThat(known).isZero();
        assertThat(asset.path("success").asBoolean()).isTrue();
        assertThat(poll.path("received").asBoolean()).isTrue();
        assertThat(byAsset).isZero();
        assertThat(client.get("/rest/action_run/" + run).json().path("status").asText())
                .isEqualTo("success");
        assertThat(client.get("/rest/action_run/" + run + "/app_runs?include_expensive=true")
                        .json()
                        .at("/data/0/result_data")
                        .isArray())
                .isTrue();
        assertThat(client.call("DELETE", "/rest/container/1", null, null).status())
                .isEqualTo(200);
    }

    /** SOARClient.create_finding and its bulk form. */
    @Test
    void the_vendors_kit_hands_findings_on() {
        String finding = "{\"rule_title\":\"Phishing\"}";

        JsonNode one =
                bed.basic.post("/rest/enterprise_security/findings", finding).json();
        JsonNode many = bed.basic
                .post("/rest/enterprise_security/findings/bulk_create", "[" + finding + ",{}]")
                .json();
        Answer file = bed.basic.post(
                "/rest/enterprise_security/findings/" + one.path("finding_id").asText() + "/files",
                "{\"file_name\":\"a.eml\",\"data\":\"Zm9v\"}");

        assertThat(one.path("_time").asText()).isNotEmpty();
        assertThat(many.path("created").asInt()).isEqualTo(1);
        assertThat(many.path("failed").asInt()).isEqualTo(1);
        assertThat(many.path("container_ids")).hasSize(1);
        assertThat(file.status()).isEqualTo(200);
    }
}
