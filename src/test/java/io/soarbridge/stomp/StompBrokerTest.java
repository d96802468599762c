package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Captured;
import io.soarbridge.testkit.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door at a real broker, with STOMP over TLS. */
final class StompBrokerTest extends StompBed {
    @TempDir
    static Path messages;

    private static Broker broker;
    private static int calls;

    private Platform platform;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(messages, certificates.resolve("bus.p12"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void connectPlatform() throws Exception {
        platform = new Platform(broker.port(), certificate);
        open.add(platform);
    }

    /** No other test has used it. */
    private static String invocation() {
        return "invid\\c" + ++calls;
    }

    private JsonNode ending(String invocation) {
        Await.until(
                "the end of " + invocation, () -> !platform.endings(invocation).isEmpty());
        return platform.endings(invocation).get(0);
    }

    @Test
    void serves_a_call() {
        untilConnected(door(broker.port()));
        String invocation = invocation();

        platform.ask(invocation, call("{\"rest_api_method\":\"GET\",\"text\":\"שלום 😀 \\\"x\\\" \\r\\n\"}"));

        JsonNode end = ending(invocation);
        assertThat(end.path("message_type").asInt(-1)).isZero();
        assertThat(end.path("message").asText()).isEqualTo("Completed");
        assertThat(end.at("/results/content/text").asText()).isEqualTo("Grüße 😀");
        assertThat(end.at("/results/inputs/text").asText()).isEqualTo("שלום 😀 \"x\" \r\n");
        assertThat(platform.replies(invocation).get(0).path("message").asText()).isEqualTo("Calling");
    }

    @Test
    void tells_of_a_failure_and_of_garbage() {
        untilConnected(door(broker.port()));
        function.answers(inputs -> Recorder.failure("HTTP 500"));
        String failing = invocation();
        String garbage = "a\\cb\\\\c\\nd" + invocation();

        platform.ask(failing, get());
        platform.ask(garbage, "garbage");

        assertThat(ending(failing).path("message").asText()).isEqualTo("ERROR:\n\nHTTP 500");
        assertThat(ending(garbage).path("message_type").asInt()).isEqualTo(1);
        assertThat(function.calls).hasSize(1);
    }

    @Test
    void finishes_a_call_whose_connection_broke_and_replies_when_it_comes_again() throws Exception {
        try (TcpProxy network = TcpProxy.to(broker.port())) {
            StompDoor door = door(port(network));
            untilConnected(door);
            function.hold();
            String invocation = invocation();
            platform.ask(invocation, post());
            Await.until("called", () -> function.calls.size() == 1);

            network.refuse();
            Await.until("broken", () -> !door.status().connected());
            function.letGo();
            Await.until("finished", () -> door.status().running() == 0);
            assertThat(platform.endings(invocation)).isEmpty();
            network.heal();

            assertThat(ending(invocation).path("message").asText()).isEqualTo("Completed");
            assertThat(function.calls).hasSize(1);
        }
    }

    @Test
    void replies_by_the_new_connection_to_a_call_that_outlives_the_old() throws Exception {
        try (TcpProxy network = TcpProxy.to(broker.port())) {
            StompDoor door = door(port(network));
            untilConnected(door);
            function.hold();
            String invocation = invocation();
            platform.ask(invocation, post());
            Await.until("called", () -> function.calls.size() == 1);

            network.cut();
            Await.until(
                    "connected anew",
                    () -> door.status().connected() && door.status().running() == 1);
            function.letGo();

            assertThat(ending(invocation).path("message").asText()).isEqualTo("Completed");
            assertThat(function.calls).hasSize(1);
        }
    }

    @Test
    void comes_back_after_the_broker_has_and_so_does_its_work() throws Exception {
        StompDoor door = door(broker.port());
        untilConnected(door);
        function.hold();
        String invocation = invocation();
        platform.ask(invocation, post());
        Await.until("called", () -> function.calls.size() == 1);

        broker.stop();
        Await.until("noticed", () -> !door.status().connected());
        function.letGo();
        Await.until("finished", () -> door.status().running() == 0);
        broker.start();
        platform = new Platform(broker.port(), certificate);
        open.add(platform);

        assertThat(ending(invocation).path("message").asText()).isEqualTo("Completed");
        assertThat(function.calls).hasSize(1);
    }

    @Test
    void replies_after_a_restart_of_the_bridge_without_a_second_call() throws Exception {
        String invocation = invocation();
        try (TcpProxy network = TcpProxy.to(broker.port())) {
            StompDoor door = door(port(network));
            untilConnected(door);
            function.hold();
            platform.ask(invocation, post());
            Await.until("called", () -> function.calls.size() == 1);
            network.refuse();
            function.letGo();
            Await.until("finished", () -> door.status().running() == 0);
            door.close();
        }
        store.close();
        openLedger();

        untilConnected(door(broker.port()));

        assertThat(ending(invocation).path("message").asText()).isEqualTo("Completed");
        assertThat(function.calls).hasSize(1);
    }

    @Test
    void leaves_at_the_broker_what_it_does_not_finish_before_it_closes() {
        Timing impatient = new Timing(
                QUICK.answer(),
                QUICK.settle(),
                QUICK.beat(),
                QUICK.firstPause(),
                QUICK.longestPause(),
                Duration.ofMillis(1),
                QUICK.look(),
                QUICK.looks());
        StompDoor door = door(settings(broker.port(), certificate.certificate()), impatient);
        untilConnected(door);
        function.hold();
        String invocation = invocation();
        platform.ask(invocation, post());
        Await.until("called", () -> function.calls.size() == 1);

        door.close();
        assertThat(platform.endings(invocation)).isEmpty();
        function.letGo();
        untilConnected(door(broker.port()));

        assertThat(ending(invocation).path("message").asText()).contains("may have had its effect");
        assertThat(function.calls).hasSize(1);
    }

    @Test
    void notices_a_wrong_password_and_never_logs_it() {
        try (Captured log = new Captured()) {
            StompDoor door = door(settings(broker.port(), certificate.certificate(), "wr0ng-p4ss"), QUICK);

            untilTrouble(door, "refused the login");
            assertThat(log.lines()).noneMatch(line -> line.contains("wr0ng-p4ss"));
        }
    }

    private static int port(TcpProxy network) {
        return Integer.parseInt(network.address().substring(network.address().indexOf(':') + 1));
    }
}
