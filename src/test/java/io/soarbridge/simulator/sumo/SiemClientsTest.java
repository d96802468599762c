package io.soarbridge.simulator.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Calls in the form of clients that others wrote: two SOAR integrations, an MCP server, an SDK. */
class SiemClientsTest {
    private static final String CURRENT = "/api/sec/v1/";

    private static String q(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    @Test
    void an_integration_tests_the_connection_and_fetches_what_is_new() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, "/api/");

            Answer test = client.call("GET", "sec/v1/insights", "application/json", "{}");
            JsonNode fetched = client.call(
                            "GET",
                            "sec/v1/insights?q=" + q("timestamp:>=1600000000 status:in(\"new\", \"inprogress\")")
                                    + "&offset=0&limit=20&recordSummaryFields=action",
                            "application/json",
                            "{}")
                    .json();

            assertThat(test.status()).isEqualTo(200);
            assertThat(fetched.at("/data/objects")).hasSize(3);
            assertThat(fetched.at("/data/objects/0/timestamp").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
            assertThat(fetched.at("/data/objects/0/status/displayName").asText())
                    .isEqualTo("New");
        }
    }

    @Test
    void an_integration_reads_one_insight_its_comments_a_signal_and_an_entity() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, "/api/sec/v1/");

            JsonNode insight = client.get("insights/INSIGHT-220?exclude=signals.allRecords&recordSummaryFields=action")
                    .json()
                    .path("data");
            client.post("insights/INSIGHT-220/comments", "{\"body\":\"looked\"}");
            JsonNode comments =
                    client.get("insights/INSIGHT-220/comments").json().at("/data/comments");
            String signal = insight.at("/signals/0/id").asText();
            String entity = insight.at("/entity/id").asText();

            assertThat(insight.at("/signals/0").has("allRecords")).isFalse();
            assertThat(comments.at("/0/author/username").isTextual()).isTrue();
            assertThat(client.get("signals/" + signal).json().at("/data/allRecords"))
                    .isNotEmpty();
            assertThat(client.get("entities/" + entity + "?expand=inventory")
                            .json()
                            .at("/data/id")
                            .asText())
                    .isEqualTo(entity);
        }
    }

    @Test
    void an_mcp_server_claims_resolves_and_links_an_insight() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String json = "application/json";

            client.call(
                    "PUT",
                    "insights/INSIGHT-220/assignee",
                    json,
                    "{\"assignee\":{\"type\":\"USER\",\"value\":\"a@b.example\"}}");
            JsonNode closed = client.call(
                            "PUT",
                            "insights/INSIGHT-220/status",
                            json,
                            "{\"status\":\"closed\",\"resolution\":\"False Positive\"}")
                    .json()
                    .path("data");
            Answer linked = client.post("insights/INSIGHT-220/related-incidents/", """
                    {"relatedIncidentFields":{"id":8508,"name":"n","link":"/csoar/ui/#incident|8508|details",
                     "type":"incident","status":"Open","assignee":""}}""");

            assertThat(closed.at("/assignee/username").asText()).isEqualTo("a@b.example");
            assertThat(closed.at("/status/name").asText()).isEqualTo("closed");
            assertThat(closed.path("resolution").asText()).isEqualTo("False Positive");
            assertThat(closed.path("closed").isTextual()).isTrue();
            assertThat(linked.status()).isEqualTo(200);
            assertThat(client.call(
                                    "PUT",
                                    "insights/INSIGHT-221/status",
                                    json,
                                    "{\"status\":\"closed\",\"resolution\":\"x\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void an_mcp_server_walks_all_insights_by_tokens() {
        try (RunningSimulator simulator = Sumo.siem("insights", "45")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String list = "insights/all?recordSummaryFields=device_ip&expand=signals&q=" + q("-status:\"closed\"");

            JsonNode first = client.get(list).json();
            JsonNode second = client.get(list + "&nextPageToken="
                            + first.at("/data/nextPageToken").asText())
                    .json();
            JsonNode third = client.get(list + "&nextPageToken="
                            + second.at("/data/nextPageToken").asText())
                    .json();

            assertThat(first.at("/data/objects")).hasSize(20);
            assertThat(first.at("/data/objects/0/signals")).isNotEmpty();
            assertThat(third.at("/data/objects")).hasSize(5);
            assertThat(third.at("/data/nextPageToken").isNull()).isTrue();
            assertThat(client.get(list + "&nextPageToken=stale").status()).isEqualTo(400);
        }
    }

    @Test
    void a_token_grows_old_and_may_be_at_the_top() {
        try (RunningSimulator simulator = Sumo.siem("insights", "25", "token-place", "top", "token-life", "PT-1S")) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            String token =
                    client.get("insights/all").json().path("nextPageToken").asText();

            assertThat(client.get("insights/all?nextPageToken=" + token).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void another_integration_pages_by_offset_and_orders_by_creation() {
        try (RunningSimulator simulator = Sumo.siem("insights", "25")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String query = "insights?sorts=created&limit=20&q="
                    + q("-status:\"closed\" created:>=2020-01-01T00:00:00.000Z severity:>=\"LOW\"");

            JsonNode first = client.get(query + "&offset=0").json().path("data");
            JsonNode second = client.get(query + "&offset=20").json().path("data");

            assertThat(first.path("objects")).hasSize(20);
            assertThat(first.path("hasNextPage").asBoolean()).isTrue();
            assertThat(second.path("objects")).hasSize(5);
            assertThat(second.path("total").asInt()).isEqualTo(25);
            assertThat(first.at("/objects/0/created").asText())
                    .isLessThan(first.at("/objects/1/created").asText());
        }
    }

    @Test
    void tags_severity_and_status_by_display_name_are_taken() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String json = "application/json";

            JsonNode tagged = client.post("insights/INSIGHT-220/tags", "{\"tagName\":\"x\"}")
                    .json();
            JsonNode moving = client.call("PUT", "insights/INSIGHT-220/status", json, "{\"status\":\"In Progress\"}")
                    .json();
            JsonNode worse = client.call("PUT", "insights/INSIGHT-220/severity", json, "{\"severity\":\"CRITICAL\"}")
                    .json();

            assertThat(tagged.at("/data/tags/2").asText()).isEqualTo("x");
            assertThat(moving.at("/data/status/name").asText()).isEqualTo("inprogress");
            assertThat(worse.at("/data/severity").asText()).isEqualTo("CRITICAL");
            assertThat(client.call("DELETE", "insights/INSIGHT-220/tags/x", null, null)
                            .json()
                            .at("/data/tags"))
                    .hasSize(2);
        }
    }

    @Test
    void an_sdk_makes_an_insight_of_signals_of_one_entity() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            JsonNode signals = client.get("signals/").json().at("/data/objects");
            String one = signals.at("/0/id").asText();
            String entity =
                    client.get("signals/" + one).json().at("/data/entity/id").asText();
            JsonNode others = client.get("signals?q=" + q("-entity.id:\"" + entity + "\""))
                    .json()
                    .at("/data/objects");

            Answer made = client.post("insights", "{\"signalIds\":[\"" + one + "\"]}");
            Answer mixed = client.post(
                    "insights",
                    "{\"signalIds\":[\"" + one + "\",\"" + others.at("/0/id").asText() + "\"]}");

            assertThat(made.json().at("/data/readableId").asText()).isEqualTo("INSIGHT-223");
            assertThat(mixed.status()).isEqualTo(400);
            assertThat(simulator.incidents()).hasSize(1);
        }
    }

    @Test
    void an_integration_adds_indicators_and_items_of_lists() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String item =
                    "[{\"active\":true,\"description\":\"d\",\"expiration\":\"2030-01-01T00:00:00Z\",\"value\":\"203.0.113.5\"}]";

            JsonNode sources =
                    client.get("threat-intel-sources?offset=0&limit=10").json().at("/data/objects");
            Answer added = client.post(
                    "threat-intel-sources/" + sources.at("/0/id").asText() + "/items", "{\"indicators\":" + item + "}");
            JsonNode found = client.get("threat-intel-indicators?value=203.0.113.5")
                    .json()
                    .at("/data/objects");
            JsonNode lists = client.get("match-lists?limit=5").json().at("/data/objects");
            Answer listed =
                    client.post("match-lists/" + lists.at("/0/id").asText() + "/items", "{\"items\":" + item + "}");

            assertThat(added.json().path("data").asBoolean()).isTrue();
            assertThat(found).hasSize(1);
            assertThat(listed.json().path("data").asBoolean()).isTrue();
            assertThat(client.call(
                                    "DELETE",
                                    "threat-intel-indicators/"
                                            + found.at("/0/id").asText(),
                                    null,
                                    null)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_legacy_host_has_its_own_base_and_key() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = new WireClient(simulator.url() + "/api/v1", "X-API-Key", "simulator-api-key");

            assertThat(client.get("/insights?limit=1").status()).isEqualTo(200);
            assertThat(new WireClient(simulator.url() + "/api/v1", "X-API-Key", "wrong")
                            .get("/insights")
                            .status())
                    .isEqualTo(401);
            assertThat(Sumo.basic(simulator, "/api/v1").get("/insights").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void the_query_language_finds_by_words_ranges_and_times() {
        try (RunningSimulator simulator = Sumo.siem()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            assertThat(total(client, "name:contains(\"Access\")")).isEqualTo(1);
            assertThat(total(client, "readableId:\"INSIGHT-221\"")).isEqualTo(1);
            assertThat(total(client, "severity:>=\"MEDIUM\"")).isEqualTo(2);
            assertThat(total(client, "created:NOW-150m..NOW")).isEqualTo(2);
            assertThat(total(client, "tag:\"_mitreAttackTactic:TA0011\"")).isEqualTo(3);
            assertThat(total(client, "entity.hostname:\"ws-0.corp.example\"")).isEqualTo(1);
            assertThat(total(client, "entity.type:\"ip\"")).isEqualTo(1);
            assertThat(client.get("insights?q=" + q("name:in(\"x\"")).status()).isEqualTo(400);
        }
    }

    private static int total(WireClient client, String query) {
        return client.get("insights?q=" + q(query)).json().at("/data/total").asInt();
    }
}
