package io.soarbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Fault.Kind;
import io.soarbridge.simulator.xsoar.Clients;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarSimulator;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorFaultsTest {
    private static final String INCIDENT = "{\"name\":\"n\"}";

    private final SettableTime time = new SettableTime();
    private CortexXsoarSimulator simulator;
    private WireClient client;
    private WireClient admin;

    @BeforeEach
    void start() {
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8(), time);
        client = Clients.standard(simulator);
        admin = new WireClient(simulator.adminUrl());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Answer create() {
        return client.post("/incident", INCIDENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 403})
    void status_hits_as_often_as_asked_and_is_not_applied(int status) {
        simulator.faults().add(Fault.status(status).on("POST", "/incident$").times(2));

        assertThat(client.get("/user").status()).isEqualTo(200);
        assertThat(create().status()).isEqualTo(status);
        assertThat(create().status()).isEqualTo(status);
        assertThat(create().status()).isEqualTo(201);
        assertThat(simulator.incidents()).hasSize(1);
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(200, status, status, 201);
    }

    @Test
    void retry_after_is_seconds_or_a_date_of_the_simulators_clock() {
        simulator.faults().add(Fault.status(429).retryAfter("3"));
        simulator
                .faults()
                .add(Fault.status(503).retryAfterDate(Duration.ofMinutes(2)).body("busy", "text/plain"));

        Answer seconds = create();
        Answer date = create();

        assertThat(seconds.header("retry-after")).isEqualTo("3");
        assertThat(date.header("retry-after")).isEqualTo("Mon, 05 Jan 2026 10:13:12 GMT");
        assertThat(date.header("date")).isEqualTo("Mon, 05 Jan 2026 10:11:12 GMT");
        assertThat(date.body()).isEqualTo("busy");
    }

    @Test
    void page_emptiness_refusal_conflict_and_size_have_their_own_answers() {
        for (Kind kind : new Kind[] {Kind.HTML, Kind.EMPTY, Kind.UNAUTHORIZED, Kind.CONFLICT, Kind.TOO_LARGE}) {
            simulator.faults().add(Fault.of(kind));
        }

        assertThat(create().header("content-type")).startsWith("text/html");
        Answer empty = create();
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(create().status()).isEqualTo(401);
        assertThat(create().body()).contains("DB Version");
        assertThat(create().body()).contains("250 MB");
        assertThat(simulator.incidents()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RESET_AFTER", "CUT_BODY", "RESET_BEFORE"})
    void cut_connections_answer_nothing_and_say_whether_they_applied(Kind kind) {
        simulator.faults().add(Fault.of(kind).on("POST", "/incident$"));

        assertThatThrownBy(this::create).hasCauseInstanceOf(IOException.class);
        assertThat(simulator.incidents()).hasSize(kind == Kind.RESET_BEFORE ? 0 : 1);
        assertThat(create().status()).isEqualTo(201);
    }

    @Test
    void slow_answers_are_applied_and_complete() {
        simulator.faults().add(Fault.slowHeaders(Duration.ofMillis(50)));
        simulator.faults().add(Fault.slowBody(Duration.ofMillis(50)));

        assertThat(create().json().get("id").asText()).isEqualTo("1");
        assertThat(create().json().get("id").asText()).isEqualTo("2");
    }

    @Test
    void a_failure_can_be_applied_all_the_same() {
        simulator.faults().add(Fault.status(500).afterApplying());

        assertThat(create().status()).isEqualTo(500);
        assertThat(simulator.incidents()).hasSize(1);
    }

    @Test
    void the_port_refuses_until_it_accepts_again() {
        create();
        simulator.faults().refuseConnections();

        assertThatThrownBy(this::create).hasCauseInstanceOf(ConnectException.class);
        assertThat(simulator.faults().active()).extracting(Fault::kind).containsExactly(Kind.REFUSE);
        simulator.faults().clear();
        assertThat(create().json().get("id").asText()).isEqualTo("2");
    }

    @Test
    void faults_and_requests_are_reached_over_the_admin_port() {
        Answer added = admin.post(
                "/_sim/faults",
                "{\"kind\":\"status\",\"status\":429,\"retryAfter\":3,\"path\":\"/incident$\",\"count\":5}");
        create();
        Answer active = admin.get("/_sim/faults");
        admin.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(simulator.adminUrl() + "/_sim/faults"))
                .DELETE());
        create();
        JsonNode requests = admin.get("/_sim/requests?limit=1").json();

        assertThat(added.status()).isEqualTo(201);
        assertThat(active.json().at("/0/count").asInt()).isEqualTo(4);
        assertThat(requests.get("total").asInt()).isEqualTo(2);
        assertThat(requests.get("requests")).hasSize(1);
        assertThat(requests.at("/requests/0/status").asInt()).isEqualTo(201);
        assertThat(requests.at("/requests/0/body").asText()).isEqualTo(INCIDENT);
        assertThat(admin.get("/_sim/state").json().get("incidents")).hasSize(1);
    }

    @Test
    void the_port_can_be_closed_and_opened_over_the_admin_port() {
        admin.post("/_sim/faults", "{\"kind\":\"refuse\"}");
        assertThatThrownBy(this::create).hasCauseInstanceOf(ConnectException.class);

        admin.post("/_sim/reset", "{}");

        assertThat(create().status()).isEqualTo(201);
    }

    @Test
    void a_clock_set_wrong_shows_in_the_date() {
        admin.post("/_sim/clock", "{\"offset\":\"PT10M\"}");

        assertThat(create().header("date")).isEqualTo("Mon, 05 Jan 2026 10:21:12 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"explode\"}",
                "{\"kind\":\"status\"}",
                "{\"kind\":\"html\",\"path\":\"(\"}",
                "{\"kind\":\"html\",\"cuont\":1}",
                "not json"
            })
    void wrong_faults_are_refused_with_a_reason(String fault) {
        Answer answer = admin.post("/_sim/faults", fault);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isNotEmpty();
        assertThat(simulator.faults().active()).isEmpty();
    }

    @Test
    void the_admin_port_explains_itself() {
        assertThat(admin.get("/_sim/").body()).contains("reset-after").contains("POST /_sim/clock");
        assertThat(admin.get("/_sim/nothing").status()).isEqualTo(404);
    }

    @Test
    void reset_forgets_everything() {
        create();

        simulator.reset();

        assertThat(simulator.incidents()).isEmpty();
        assertThat(simulator.requests()).isEmpty();
        assertThat(create().json().get("id").asText()).isEqualTo("1");
    }

    @Test
    void the_request_log_is_bounded() {
        stop();
        simulator = CortexXsoarSimulator.start(CortexXsoarOptions.version8().maxRequests(3), time);
        client = Clients.standard(simulator);
        for (int i = 0; i < 5; i++) {
            create();
        }

        assertThat(simulator.requests()).hasSize(3);
        assertThat(simulator.requests().get(0).header("authorization")).isEqualTo("simulator-key");
    }

    @Test
    void a_taken_port_is_reported_with_its_number() {
        CortexXsoarOptions same = CortexXsoarOptions.version8().port(simulator.port());

        assertThatThrownBy(() -> CortexXsoarSimulator.start(same, time))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(Integer.toString(simulator.port()));
    }
}
