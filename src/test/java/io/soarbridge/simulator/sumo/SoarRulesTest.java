package io.soarbridge.simulator.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.Fault.Kind;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Cloud SOAR refuses, and what its switches change. */
class SoarRulesTest {
    private static final String CURRENT = "/api/csoar/v3/";
    private static final String LEGACY = "/incmansuite_ng/api/v3/";
    private static final String INCIDENT = "{\"template_id\":1,\"fields\":{\"incidentid\":\"k-1\"}}";

    @Test
    void each_base_has_its_own_credential() {
        try (RunningSimulator simulator = Sumo.soar()) {
            Answer stranger = new WireClient(simulator.url() + CURRENT).get("folders/");

            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.json().at("/errors/0/code").asText()).isEqualTo("unauthorized");
            assertThat(Sumo.bearer(simulator, CURRENT).get("folders/").status()).isEqualTo(401);
            assertThat(Sumo.basic(simulator, LEGACY).get("folders/").status()).isEqualTo(401);
            assertThat(new WireClient(simulator.url() + LEGACY, "Authorization", "bearer simulator-token")
                            .get("folders/")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void credentials_of_the_other_base_work_where_a_switch_says_so() {
        try (RunningSimulator simulator = Sumo.soar("bearer-on-current", "on", "basic-on-legacy", "on")) {
            assertThat(Sumo.bearer(simulator, CURRENT).get("folders/").status()).isEqualTo(200);
            assertThat(Sumo.basic(simulator, LEGACY).get("folders/").status()).isEqualTo(200);
        }
    }

    @Test
    void a_revoked_token_is_refused() {
        try (RunningSimulator simulator = Sumo.soar("revoked-token", "simulator-token")) {
            assertThat(Sumo.bearer(simulator, LEGACY).get("folders/").status()).isEqualTo(401);
        }
    }

    @Test
    void a_path_without_its_slash_is_sent_on_refused_or_taken() {
        try (RunningSimulator strict = Sumo.soar();
                RunningSimulator stricter = Sumo.soar("trailing-slash", "required");
                RunningSimulator tolerant = Sumo.soar("trailing-slash", "tolerant")) {
            Answer sent = Sumo.basic(strict, CURRENT).post("incidents?x=a%20b", INCIDENT);

            assertThat(sent.status()).isEqualTo(301);
            assertThat(sent.header("Location")).isEqualTo("/api/csoar/v3/incidents/?x=a+b");
            assertThat(strict.incidents()).isEmpty();
            assertThat(Sumo.basic(stricter, CURRENT).post("incidents", INCIDENT).status())
                    .isEqualTo(404);
            assertThat(Sumo.basic(tolerant, CURRENT).post("incidents", INCIDENT).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void another_deployment_is_told_by_a_301_before_anything_else() {
        try (RunningSimulator simulator = Sumo.soar("moved-to", "https://api.eu.sumologic.com")) {
            Answer moved = new WireClient(simulator.url() + CURRENT).post("incidents/", INCIDENT);

            assertThat(moved.status()).isEqualTo(301);
            assertThat(moved.header("Location")).isEqualTo("https://api.eu.sumologic.com/api/csoar/v3/incidents/");
            assertThat(moved.json().at("/errors/0/code").asText()).isEqualTo("moved");
        }
    }

    @Test
    void too_many_requests_are_refused_without_a_time_to_wait() {
        try (RunningSimulator simulator = Sumo.soar("rate-limit", "1")) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            List<Answer> answers =
                    Stream.generate(() -> client.get("folders/")).limit(40).toList();

            assertThat(answers.get(0).status()).isEqualTo(200);
            assertThat(answers).anySatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo("rate.limit.exceeded");
                assertThat(answer.headers()).doesNotContainKey("retry-after");
            });
        }
    }

    @Test
    void errors_have_one_of_three_forms() {
        try (RunningSimulator app = Sumo.soar();
                RunningSimulator django = Sumo.soar("error-form", "django");
                RunningSimulator platform = Sumo.soar("error-form", "platform")) {
            assertThat(Sumo.basic(app, CURRENT).get("incidents/1/").json().fieldNames())
                    .toIterable()
                    .containsExactly("error", "description");
            assertThat(Sumo.basic(django, CURRENT).get("incidents/1/").json().has("detail"))
                    .isTrue();
            assertThat(Sumo.basic(django, CURRENT)
                            .post("incidents/", "{}")
                            .json()
                            .at("/template_id/0")
                            .asText())
                    .contains("required");
            assertThat(Sumo.basic(platform, CURRENT)
                            .get("incidents/1/")
                            .json()
                            .at("/errors/0/code")
                            .asText())
                    .isEqualTo("notfound");
        }
    }

    @Test
    void a_create_needs_a_template_and_ids_that_exist() {
        try (RunningSimulator simulator = Sumo.soar()) {
            WireClient client = Sumo.basic(simulator, CURRENT);

            assertThat(client.post("incidents/", "{\"fields\":{}}").status()).isEqualTo(400);
            assertThat(client.post("incidents/", "{\"template_id\":99}").status())
                    .isEqualTo(400);
            assertThat(client.post("incidents/", "{\"template_id\":1,\"fields\":{\"status\":\"Open\"}}")
                            .status())
                    .isEqualTo(400);
            assertThat(simulator.incidents()).isEmpty();
        }
    }

    @Test
    void a_rule_refuses_titles_for_good_and_names_the_field() {
        try (RunningSimulator simulator = Sumo.soar("refuse-rule", "^no ")) {
            Answer refused = Sumo.basic(simulator, CURRENT)
                    .post(
                            "incidents/",
                            "{\"template_id\":1,\"fields\":{\"incidentid\":\"k\",\"description\":\"no way\"}}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("description");
        }
    }

    @Test
    void paths_that_nobody_published_can_be_missing() {
        try (RunningSimulator simulator = Sumo.soar("guessed-paths", "off")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String id = client.post("incidents/", INCIDENT).json().path("id").asText();

            assertThat(client.call("PATCH", "incidents/" + id + "/", "application/json", "{}")
                            .status())
                    .isIn(404, 405);
            assertThat(client.get("triage/").status()).isEqualTo(404);
            assertThat(client.get("incidents/" + id + "/").status()).isEqualTo(200);
        }
    }

    @Test
    void a_search_and_the_templates_have_one_of_three_forms() {
        try (RunningSimulator simulator = Sumo.soar("search-form", "results", "template-form", "types")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            client.post("incidents/", INCIDENT);

            assertThat(client.post("incidents/search/", "{\"all\":true}").json().path("results"))
                    .hasSize(1);
            assertThat(client.get("incident_templates/").json().path("types")).hasSize(3);
        }
    }

    @Test
    void closing_sets_the_time_and_the_note() {
        try (RunningSimulator simulator = Sumo.soar("time-zone", "UTC")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            String id = client.post("incidents/", INCIDENT).json().path("id").asText();

            client.post("incidents/" + id + "/close/", "{\"closing_note\":\"done\"}");

            var shown = client.get("incidents/" + id + "/").json();
            assertThat(shown.at("/status/value").asText()).isEqualTo("Closed");
            assertThat(shown.at("/closing_note/value").asText()).isEqualTo("done");
            assertThat(shown.at("/closingtime/value").asText()).doesNotContain("1970");
            assertThat(shown.at("/endtime/value").asText()).isEqualTo("01-01-1970 12:00 AM");
        }
    }

    @Test
    void a_request_that_was_cut_off_or_refused_is_no_longer_under_way() {
        try (RunningSimulator simulator = Sumo.soar("concurrent-limit", "1")) {
            WireClient client = Sumo.basic(simulator, CURRENT);
            simulator.faults().add(Fault.of(Kind.RESET_AFTER));
            assertThatThrownBy(() -> client.post("incidents/search/", "{}")).isNotNull();
            simulator.faults().add(Fault.of(Kind.CUT_BODY));
            assertThatThrownBy(() -> client.post("incidents/search/", "{}")).isNotNull();

            assertThat(client.get("folders").status()).isEqualTo(301);
            assertThat(client.get("folders/").status()).isEqualTo(200);
            assertThat(client.get("folders/").status()).isEqualTo(200);
        }
    }
}
