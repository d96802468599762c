package io.soarbridge.simulator.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the vendor's published scripts, of an SDK and of an integration, found by running them against the simulator. */
class SiemScriptsTest {
    private RunningSimulator simulator;
    private WireClient client;

    @BeforeEach
    void start() {
        simulator = Sumo.siem();
        client = Sumo.basic(simulator, "/api/sec/v1/");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** The scripts hand their JSON over as text, so that no Content-Type is sent. */
    @Test
    void the_vendors_scripts_keep_a_source_of_threat_intelligence() {
        JsonNode source =
                bare("POST", "threat-intel-sources", "{\"fields\":{\"name\":\"from us\",\"description\":\"d\"}}");
        String id = source.path("id").asText();
        JsonNode added = bare(
                "POST",
                "threat-intel-sources/" + id + "/items",
                "{\"indicators\":[{\"value\":\"9.9.9.9\",\"active\":true,\"description\":\"d\",\"expiration\":\"2026-12-09T21:54:33Z\"}]}");
        JsonNode listed = data("threat-intel-indicators?expand=source&offset=0&limit=20&value=9.9.9.9")
                .at("/objects/0");
        String indicator = "threat-intel-indicators/" + listed.path("id").asText();
        bare("PUT", indicator, "{\"fields\":{\"active\":false,\"description\":\"new\"}}");
        JsonNode changed = data(indicator + "?expand=source");
        Answer removed = client.call("DELETE", indicator + "?id=1", null, null);

        assertThat(source.path("sourceType").asText()).isEqualTo("CUSTOM");
        assertThat(source.path("created").asText()).endsWith("+00:00");
        assertThat(added.asBoolean()).isTrue();
        assertThat(listed.at("/source/name").asText()).isEqualTo("from us");
        assertThat(listed.at("/meta/created/username").isTextual()).isTrue();
        assertThat(listed.at("/meta/updated").isNull()).isTrue();
        assertThat(changed.path("active").asBoolean()).isFalse();
        assertThat(changed.at("/meta/description").asText()).isEqualTo("new");
        assertThat(changed.path("expiration").asText()).isEqualTo("2026-12-09T21:54:33Z");
        assertThat(removed.json().path("data").asBoolean()).isTrue();
        assertThat(client.get(indicator).status()).isEqualTo(404);
    }

    @Test
    void the_same_value_is_one_indicator_in_each_source() {
        bare("POST", "threat-intel-sources", "{\"fields\":{\"name\":\"second\"}}");
        for (String source : List.of("54", "54", "55")) {
            bare("POST", "threat-intel-sources/" + source + "/items", "{\"indicators\":[{\"value\":\"1.1.1.1\"}]}");
        }

        assertThat(data("threat-intel-indicators?value=1.1.1.1").path("total").asInt())
                .isEqualTo(2);
        assertThat(data("threat-intel-indicators?value=1.1.1.1&sourceIds=55&sourceIds=56")
                        .path("total")
                        .asInt())
                .isOne();
    }

    /** Both answers were published with a client's tests: one is a bare list, the other a page. */
    @Test
    void an_sdk_reads_statuses_and_resolutions() {
        JsonNode statuses = data("insight-status");
        JsonNode resolutions = data("insight-resolutions");

        assertThat(statuses.isArray()).isTrue();
        assertThat(statuses.findValuesAsText("name")).containsExactly("inprogress", "closed", "new");
        assertThat(statuses.at("/0/displayName").asText()).isEqualTo("In Progress");
        assertThat(statuses.at("/0/id").isTextual()).isTrue();
        assertThat(data("insight-status/3").path("name").asText()).isEqualTo("new");
        assertThat(client.get("insight-status/9").status()).isEqualTo(404);
        assertThat(resolutions.path("total").asInt()).isEqualTo(4);
        assertThat(resolutions.at("/objects/0/id").isInt()).isTrue();
        assertThat(resolutions.at("/objects").findValuesAsText("name"))
                .containsExactly("Resolved", "False Positive", "No Action", "Duplicate");
    }

    @Test
    void an_sdk_finds_no_content_of_the_engine() {
        for (String path : List.of("rules", "custom-insights", "log-mappings", "network-blocks", "tag-schemas")) {
            JsonNode page = data(path + "?limit=100");
            assertThat(page.path("objects").isArray()).as(path).isTrue();
            assertThat(page.path("hasNextPage").asBoolean()).as(path).isFalse();
        }
        assertThat(data("match-lists/166").path("name").asText()).isEqualTo("watched_hosts");
        assertThat(data("threat-intel-sources/54").path("id").asText()).isEqualTo("54");
    }

    @Test
    void integrations_read_what_an_entity_is_known_for() {
        JsonNode plain = data("entities?q=whitelisted:%22false%22&limit=1").at("/objects/0");
        JsonNode full = data("entities/" + plain.path("id").asText() + "?expand=inventory");

        assertThat(plain.path("lastSeen").isTextual()).isTrue();
        assertThat(plain.path("activityScore").isInt()).isTrue();
        assertThat(plain.path("isWhitelisted").isBoolean()).isTrue();
        assertThat(plain.has("inventory")).isFalse();
        assertThat(full.at("/inventory/0/metadata/operatingSystem").isTextual()).isTrue();
        assertThat(data("insights?limit=1").at("/objects/0/entity").has("activityScore"))
                .isFalse();
    }

    private JsonNode bare(String method, String path, String body) {
        Answer answer = client.call(method, path, null, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    private JsonNode data(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }
}
