package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SettableTime;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not known of the product, both ways. */
class XsoarSwitchesTest {
    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;

    private WireClient with(String... switches) {
        return started(CortexXsoarOptions.version8(), switches);
    }

    private WireClient started(CortexXsoarOptions options, String... switches) {
        CortexXsoarOptions all = options;
        for (int i = 0; i < switches.length; i += 2) {
            all = all.set(switches[i], switches[i + 1]);
        }
        simulator = CortexXsoarSimulator.start(all, time);
        return all.isVersion8() ? Clients.standard(simulator) : Clients.version6(simulator);
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void a_create_needs_a_name_and_right_types_unless_switched_off() {
        WireClient strict = with();
        assertThat(strict.post("/incident", "{\"details\":\"d\"}").status()).isEqualTo(400);
        assertThat(strict.post("/incident", "{\"name\":\"n\",\"severity\":\"high\"}")
                        .body())
                .contains("cannot unmarshal");
        simulator.close();

        WireClient loose = with("name-required", "off", "strict-types", "off");
        assertThat(loose.post("/incident", "{\"details\":\"d\"}").status()).isEqualTo(201);
        assertThat(loose.create("{\"name\":\"n\",\"severity\":\"high\"}")
                        .path("severity")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"400,400", "404,404", "500,500", "created,201"})
    void an_update_of_an_unknown_id(String value, int status) {
        WireClient client = with("unknown-id", value);

        Answer answer = client.post("/incident", "{\"id\":\"99\",\"version\":-1,\"name\":\"n\"}");

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void a_fresh_incident_may_be_modified_in_1970() {
        WireClient client = with("epoch-modified", "on");

        JsonNode made = client.create("{\"name\":\"n\"}");

        assertThat(made.path("modified").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(client.get("/incident/load/1").json().path("modified").asText())
                .isNotEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void a_close_keeps_or_drops_other_custom_fields() {
        WireClient client = with("close-merges", "off");
        client.create("{\"name\":\"n\",\"CustomFields\":{\"a\":\"1\"}}");

        JsonNode closed = client.post("/incident/close", "{\"id\":\"1\",\"CustomFields\":{\"b\":\"2\"}}")
                .json();

        assertThat(closed.path("CustomFields").has("a")).isFalse();
        assertThat(closed.at("/CustomFields/b").asText()).isEqualTo("2");
    }

    @Test
    void a_close_may_need_fields() {
        WireClient client = with("required-to-close", "closeReason,rootcause");
        client.create("{\"name\":\"n\"}");

        assertThat(client.post("/incident/close", "{\"id\":\"1\",\"closeReason\":\"Other\"}")
                        .body())
                .contains("rootcause");
        assertThat(client.post(
                                "/incident/close",
                                "{\"id\":\"1\",\"closeReason\":\"Other\",\"CustomFields\":{\"rootcause\":\"x\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void closed_investigations_may_take_notes() {
        WireClient client = with("closed-refuses-notes", "off");
        String id = client.opened("n");
        client.post("/incident/close", "{\"id\":\"" + id + "\"}");

        assertThat(client.post("/entry/note", "{\"investigationId\":\"" + id + "\",\"data\":\"late\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"late\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_page_of_entries_may_keep_the_oldest() {
        WireClient client = with("entries-kept", "oldest");
        String id = client.opened("n");
        client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"first\"}");
        client.post("/entry", "{\"investigationId\":\"" + id + "\",\"data\":\"second\"}");

        JsonNode room = client.post("/investigation/" + id, "{\"pageSize\":1}").json();

        assertThat(room.at("/entries/0/contents").asText()).isEqualTo("first");
    }

    @Test
    void deleting_entries_may_have_moved() {
        WireClient client = with("entry-delete", "moved");

        assertThat(client.post("/entry/delete/v2", "{\"id\":\"1@1\"}").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"capped,200,1000", "refused,400,0", "allowed,200,1001"})
    void a_page_above_a_thousand(String value, int status, int rows) {
        WireClient client = with("oversized-page", value);
        for (int i = 0; i < 1001; i++) {
            client.create("{\"name\":\"n\"}");
        }

        Answer answer = client.post("/incidents/search", "{\"filter\":{\"size\":5000}}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("data").size()).isEqualTo(rows);
    }

    @Test
    void deep_pages_end_at_a_window_that_a_cursor_passes() {
        WireClient client = with("page-window", "4");
        for (int i = 0; i < 6; i++) {
            client.create("{\"name\":\"n\"}");
        }
        String sort = "\"sort\":[{\"field\":\"id\",\"asc\":true}],\"size\":2";

        Answer deep = client.post("/incidents/search", "{\"filter\":{" + sort + ",\"page\":2}}");
        JsonNode second = client.post("/incidents/search", "{\"filter\":{" + sort + ",\"page\":1}}")
                .json();
        JsonNode third = client.post(
                        "/incidents/search",
                        "{\"filter\":{" + sort + ",\"searchAfter\":" + second.path("searchAfter") + "}}")
                .json();

        assertThat(deep.status()).isEqualTo(500);
        assertThat(third.at("/data/0/id").asText()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"400,400", "500,500", "empty,200"})
    void a_query_that_cannot_be_read(String value, int status) {
        WireClient client = with("bad-query", value);

        assertThat(client.post("/incidents/search", "{\"filter\":{\"query\":\"((\"}}")
                        .status())
                .isEqualTo(status);
        assertThat(client.post("/indicators/search", "{\"query\":\"((\"}").status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"updated,200,2", "unchanged,200,1", "refused,400,0"})
    void the_same_indicator_again(String value, int status, int version) {
        WireClient client = with("same-indicator", value);
        String one = "{\"indicator\":{\"value\":\"a.example\",\"indicator_type\":\"Domain\"}}";
        client.post("/indicator/create", one);

        Answer again = client.post("/indicator/create", one);

        assertThat(again.status()).isEqualTo(status);
        assertThat(again.json().path("version").asInt()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"303,303", "404,404", "page,200"})
    void an_unknown_path_under_the_web_prefix(String value, int status) {
        with("unknown-web-path", value);

        assertThat(Clients.standard(simulator, "/xsoar").get("/nowhere").status())
                .isEqualTo(status);
        assertThat(Clients.standard(simulator).get("/nowhere").status()).isEqualTo(303);
    }

    @Test
    void errors_come_in_the_older_form() {
        WireClient client = with("errors", "array");

        assertThat(client.post("/incident", "{").json().at("/errors/0/detail").asText())
                .contains("EOF");
        simulator.close();
        assertThat(with("errors", "envelope")
                        .get("/incident/load/99")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("Item not found");
    }

    @Test
    void a_missing_licence_and_a_huge_answer_are_refused() {
        WireClient client = with("unlicensed", "^/indicator", "largest-answer", "3000");
        client.create("{\"name\":\"n\"}");
        client.create("{\"name\":\"n\"}");

        assertThat(client.post("/indicators/search", "{}").status()).isEqualTo(402);
        assertThat(client.post("/incidents/search", "{\"filter\":{\"size\":2}}").body())
                .contains("250 MB");
    }

    @Test
    void a_key_that_may_only_read_reads() {
        WireClient client = with("read-only-key", "look-only");
        client.create("{\"name\":\"n\"}");
        WireClient viewer =
                new WireClient(simulator.url() + Clients.PUBLIC, "Authorization", "look-only", "x-xdr-auth-id", "2");

        assertThat(viewer.post("/incidents/search", "{\"filter\":{\"size\":5}}").status())
                .isEqualTo(200);
        assertThat(viewer.get("/incident/load/1").status()).isEqualTo(200);
        assertThat(viewer.post("/incident", "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(viewer.post("/incident", "{\"name\":\"x\"}")
                        .json()
                        .at("/reply/err_code")
                        .asInt())
                .isEqualTo(403);
    }

    @Test
    void keys_expire() {
        WireClient client = with("key-expires", "PT1H");
        assertThat(client.get("/incidentfields").status()).isEqualTo(200);

        time.advance(Duration.ofHours(1));

        assertThat(client.get("/incidentfields").status()).isEqualTo(401);
    }

    @Test
    void keys_are_listed_made_and_deleted() {
        with();
        WireClient platform = Clients.standard(simulator, "/public_api/v1");

        JsonNode made = platform.post(
                        "/api_keys/generate",
                        "{\"request_data\":{\"security_level\":\"standard\",\"roles\":[\"Viewer\"],\"comment\":\"c\"}}")
                .json()
                .path("reply");
        WireClient own = new WireClient(
                simulator.url() + Clients.PUBLIC,
                "Authorization",
                made.path("api_key").asText(),
                "x-xdr-auth-id",
                made.path("id").asText());

        assertThat(own.get("/incidentfields").status()).isEqualTo(200);
        assertThat(own.post("/incident", "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(platform.post("/api_keys/get_api_keys", "{\"request_data\":{}}")
                        .json()
                        .path("reply"))
                .hasSize(2);
        platform.post(
                "/api_keys/delete",
                "{\"request_data\":{\"ids\":[" + made.path("id").asText() + "]}}");
        assertThat(own.get("/incidentfields").status()).isEqualTo(401);
        assertThat(platform.post("/rbac/get_roles", "{\"request_data\":{}}").status())
                .isEqualTo(500);
        assertThat(platform.post("/rbac/get_users", "{\"request_data\":{}}")
                        .json()
                        .path("reply"))
                .hasSize(1);
    }

    @Test
    void a_wrong_password_may_be_a_403_and_a_session_may_write_without_the_token() {
        started(CortexXsoarOptions.version6(), "wrong-password", "403", "session-token", "off");
        WireClient anyone = new WireClient(simulator.url());
        String token = anyone.get("/").header("Set-Cookie").split("[=;]")[1];
        WireClient login = new WireClient(simulator.url(), "X-XSRF-TOKEN", token, "Cookie", "XSRF-TOKEN=" + token);

        assertThat(login.post("/login", "{\"user\":\"admin\",\"password\":\"no\"}")
                        .status())
                .isEqualTo(403);
        String session = login.post("/login", "{\"user\":\"admin\",\"password\":\"simulator-password\"}")
                .header("Set-Cookie")
                .split(";")[0];
        assertThat(new WireClient(simulator.url(), "Cookie", session)
                        .post("/incident", "{\"name\":\"n\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tenants_have_data_of_their_own() {
        WireClient main = started(CortexXsoarOptions.version6(), "tenants", "red,blue");
        WireClient red = new WireClient(simulator.url() + "/acc_red", "Authorization", "simulator-key");
        WireClient blue = new WireClient(simulator.url() + "/acc_blue", "Authorization", "simulator-key");
        WireClient none = new WireClient(simulator.url() + "/acc_green", "Authorization", "simulator-key");

        JsonNode made = red.create("{\"name\":\"red one\"}");

        assertThat(made.path("account").asText()).isEqualTo("red");
        assertThat(red.get("/incident/load/1").status()).isEqualTo(200);
        assertThat(blue.get("/incident/load/1").status()).isEqualTo(400);
        assertThat(main.post("/incidents/search", "{\"filter\":{\"size\":5}}")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(none.get("/incident/load/1").header("Content-Type")).startsWith("text/html");
        assertThat(simulator.incidents()).hasSize(1);
    }

    @Test
    void a_multi_tenant_server_of_version_8_has_no_search() {
        WireClient client = with("multi-tenant", "on");

        assertThat(client.post("/incidents/search", "{\"filter\":{\"size\":5}}").status())
                .isEqualTo(400);
    }

    @Test
    void the_command_line_sets_them_and_refuses_what_they_cannot_be() {
        SimulatorPlan plan = SimulatorPlan.onFreePorts("cortex-xsoar").with("missing-investigation", "404");
        try (RunningSimulator running = Simulators.start(plan)) {
            WireClient client = new WireClient(
                    running.url() + Clients.PUBLIC, "Authorization", "simulator-key", "x-xdr-auth-id", "1");
            assertThat(client.post("/investigation/7", "{}").status()).isEqualTo(404);
        }
        SimulatorPlan bad = SimulatorPlan.onFreePorts("cortex-xsoar").with("bad-query", "sometimes");
        assertThatThrownBy(() -> Simulators.start(bad))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("bad-query");
    }
}
