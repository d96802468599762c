package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests as the Python clients send them: the vendor's client library under {@code /xsoar}, with a null for each attribute that is not
 * set; the vendor's development kit on top of it; a community command line.
 */
class PythonClientsTest {
    private CortexXsoarSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8(), InstantSource.system());
        client = new WireClient(
                simulator.url() + "/xsoar",
                "Authorization",
                "simulator-key",
                "x-xdr-auth-id",
                "1",
                "Accept",
                "application/json",
                "User-Agent",
                "demisto-py/3.2.20");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_create_with_nulls_for_all_that_is_unset_is_a_create() {
        Answer made = client.post("/incident", """
                {"name":"from python","type":null,"severity":0.5,"status":null,"details":null,"labels":null,"CustomFields":null,
                 "createInvestigation":true,"playbookId":null,"id":null,"version":null,"owner":null,"occurred":null,"dueDate":null,
                 "rawJSON":null,"sla":null,"modified":null,"closed":null,"autime":null,"linkedIncidents":null}
                """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("severity").asDouble()).isEqualTo(0.5);
        assertThat(made.json().path("investigationId")).isEqualTo(made.json().path("id"));
        assertThat(made.json().path("type").asText()).isEqualTo("Unclassified");
    }

    @Test
    void a_search_with_nulls_and_numeric_zones_finds() {
        client.create("{\"name\":\"one\"}");

        JsonNode found = client.post("/incidents/search", """
                {"filter":{"query":"name:one","fromDate":"2020-01-01T00:00:00+00:00","toDate":null,"page":0,"size":50,"level":null,
                 "sort":[{"field":"created","asc":true,"fieldType":null}],"period":null,"andOp":null,"searchAfter":null}}
                """).json();

        assertThat(found.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void an_upload_keeps_the_order_of_parts_and_comes_down_by_an_encoded_id() {
        String id = client.opened("with file");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("fileName", "shown name.txt");
        parts.put("fileComment", "seen at the host");
        parts.put("last", "true");

        Answer up = client.upload("/incident/upload/" + id, parts, "/local/path/of the client.txt", "content");
        JsonNode room =
                client.post("/investigation/" + id, "{\"pageSize\":1000}").json();
        String entry = room.at("/entries/0/id").asText();
        Answer down = client.get("/entry/download/" + entry.replace("@", "%40"), "Accept-Encoding", "identity");

        assertThat(up.status()).isEqualTo(200);
        assertThat(up.json().at("/attachment/0/name").asText()).isEqualTo("shown name.txt");
        assertThat(down.body()).isEqualTo("content");
        assertThat(down.header("Content-Disposition")).isEqualTo("attachment; filename=\"shown name.txt\"");
        assertThat(down.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void the_development_kit_runs_commands_and_reads_the_context() {
        String id = client.opened("playbook test");
        String entry =
                "{\"id\":null,\"version\":null,\"investigationId\":\"%s\",\"data\":\"%s\",\"markdown\":null,\"args\":null}";

        client.post("/entry/execute/sync", entry.formatted(id, "!Set key=\\\"colour\\\" value=\\\"blue green\\\""));
        JsonNode context = client.post("/investigation/" + id + "/context", "{\"query\":\"${.}\"}")
                .json();
        client.post("/entry/execute/sync", entry.formatted(id, "!DeleteContext all=yes"));
        client.post("/entry/execute/sync", entry.formatted(id, "!NoSuchCommand password=\\\"x\\\""));
        JsonNode room =
                client.post("/investigation/" + id, "{\"pageSize\":1000}").json();

        assertThat(context.path("colour").asText()).isEqualTo("blue green");
        assertThat(client.post("/investigation/" + id + "/context", "{\"query\":\"${.}\"}")
                        .json())
                .isEmpty();
        JsonNode error = room.path("entries").get(room.path("entries").size() - 1);
        assertThat(error.path("type").asInt()).isEqualTo(4);
        assertThat(error.path("parentContent").asText()).startsWith("!NoSuchCommand");
        assertThat(room.path("entries")).allMatch(one -> one.has("parentContent"));
    }

    @Test
    void the_development_kit_makes_and_deletes_indicators_and_incidents() {
        assertThat(client.get("/indicators/whitelisted").json()).isEmpty();
        JsonNode made = client.post(
                        "/indicator/create",
                        "{\"indicator\":{\"value\":\"198.51.100.9\",\"indicator_type\":\"IP\",\"score\":3}}")
                .json();
        JsonNode deleted = client.post(
                        "/indicators/batchDelete",
                        "{\"ids\":[\"%s\"],\"filter\":{},\"all\":false,\"DoNotWhitelist\":true}"
                                .formatted(made.path("id").asText()))
                .json();
        String id = client.opened("to delete");
        JsonNode gone = client.post("/incident/batchDelete", "{\"ids\":[\"" + id + "\"],\"filter\":{},\"all\":false}")
                .json();

        assertThat(deleted.path("updatedIds")).hasSize(1);
        assertThat(client.get("/indicators/whitelisted").json()).isEmpty();
        assertThat(gone.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void the_development_kit_sets_up_an_integration() {
        JsonNode before = client.post("/settings/integration/search", "{}").json();
        JsonNode made = client.call(
                        "PUT",
                        "/settings/integration",
                        "application/json",
                        "{\"brand\":\"b\",\"name\":\"n\",\"enabled\":\"true\",\"id\":\"\",\"version\":0,\"data\":[]}")
                .json();

        assertThat(before.path("instances").isArray()).isTrue();
        assertThat(client.post("/settings/integration/test", "{}")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.call(
                                "DELETE",
                                "/settings/integration/" + made.path("id").asText(),
                                null,
                                null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_command_line_mixes_prefixes() {
        WireClient bare = new WireClient(
                simulator.url(), "Authorization", "simulator-key", "x-xdr-auth-id", "1", "Accept", "application/json");

        JsonNode made =
                bare.post("/xsoar/public/v1/incident", "{\"name\":\"case\"}").json();

        assertThat(bare.get("/xsoar/workers/status").json().has("Total")).isTrue();
        assertThat(bare.get("/incident/load/" + made.path("id").asText(), "Content-Type", "application/json")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("case");
        assertThat(bare.get("/xsoar/public/v1/contentpacks/metadata/installed")
                        .json()
                        .isArray())
                .isTrue();
        assertThat(bare.get("/workers/status").status()).isEqualTo(500);
    }

    @Test
    void the_command_line_reads_playbooks_and_the_bundle() throws Exception {
        client.upload("/playbook/save/yaml", Map.of(), "own.yml", "id: own\nname: Own Playbook\ntasks: {}\n");

        JsonNode found = client.post("/playbook/search", "{\"query\":\"name:Own Playbook\"}")
                .json();
        JsonNode all = client.post("/playbook/search", "{\"query\":\"hidden:F AND deprecated:F\"}")
                .json();

        assertThat(found.at("/playbooks/0/id").asText()).isEqualTo("own");
        assertThat(all.path("playbooks")).hasSize(5);
        assertThat(client.get("/playbook/own/yaml").body()).startsWith("id: own");
        assertThat(client.get("/playbook/Own%20Playbook/yaml").status()).isEqualTo(400);
        assertThat(client.postNothing("/playbook/detach/own").status()).isEqualTo(200);
        assertThat(tarOf(bundle())).contains("playbook-own.yml").contains("name: Own Playbook");
        assertThat(client.get("/public/v1/content/bundle").status()).isEqualTo(405);
        assertThat(client.upload("/public/v1/content/bundle", Map.of(), "more.yml", "x: 1")
                        .status())
                .isEqualTo(200);
    }

    private byte[] bundle() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + "/xsoar/content/bundle"))
                .header("Authorization", "simulator-key")
                .header("x-xdr-auth-id", "1")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
    }

    private static String tarOf(byte[] gzipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void version_6_takes_the_login_of_the_client_library() throws Exception {
        try (CortexXsoarSimulator old =
                CortexXsoarSimulator.start(CortexXsoarOptions.version6(), InstantSource.system())) {
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(URI.create(old.url() + "/")).build(), BodyHandlers.ofString());
            String token = page.headers().firstValue("Set-Cookie").orElseThrow().split("[=;]")[1];
            HttpResponse<String> login = http.send(
                    HttpRequest.newBuilder(URI.create(old.url() + "/login"))
                            .header("X-XSRF-TOKEN", token)
                            .header("Cookie", "XSRF-TOKEN=" + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"user\":\"admin\",\"password\":\"simulator-password\"}"))
                            .build(),
                    BodyHandlers.ofString());
            String session =
                    login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            WireClient inSession =
                    new WireClient(old.url(), "X-XSRF-TOKEN", token, "Cookie", "XSRF-TOKEN=" + token + "; " + session);

            assertThat(login.statusCode()).isEqualTo(200);
            assertThat(inSession.post("/incident", "{\"name\":\"by session\"}").status())
                    .isEqualTo(200);
            assertThat(inSession.get("/user").json().path("username").asText()).isEqualTo("admin");
        }
    }
}
