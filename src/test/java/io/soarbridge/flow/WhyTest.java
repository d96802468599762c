package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when events do not arrive. */
final class WhyTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_waits() {
        try (Bed bed = Bed.started(folder)) {
            assertThat(reason(bed)).isEqualTo("nothing");
            bed.awaitState(bed.accepted("elastic", Bed.alert("a", "one")), State.DELIVERED);
            assertThat(first(bed).path("words").asText()).isEqualTo("Nothing waits.");
        }
    }

    @Test
    void a_system_that_is_down_is_named_with_since_and_next_try() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(503).untilCleared());
            var rest = bed.connectionRestsAfter(Bed.alert("a", "one"));

            JsonNode wait = first(bed);

            assertThat(wait.path("reason").asText()).isEqualTo("peer");
            assertThat(Instant.parse(wait.path("since").asText()))
                    .isEqualTo(rest.since().truncatedTo(ChronoUnit.SECONDS));
            assertThat(wait.path("until").isTextual()).isTrue();
            assertThat(wait.path("words").asText())
                    .contains("xsoar-prod is not usable (rest/unavailable)")
                    .as("times to the second")
                    .containsPattern("at [0-9T:-]+Z\\.")
                    .doesNotContainPattern(":[0-9]{2}\\.[0-9]+Z");
            Await.until(
                    "the event is back in the queue",
                    () -> why(bed).path("waiting").asInt() == 1);
            assertThat(why(bed).path("oldest").isTextual()).isTrue();
        }
    }

    @Test
    void refused_credentials_are_told_from_an_outage() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "one"));

            assertThat(reason(bed)).isEqualTo("credentials");
        }
    }

    @Test
    void a_system_that_throttles_is_a_matter_of_quota() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfter("20").untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "one"));

            assertThat(reason(bed)).isEqualTo("quota");
        }
    }

    @Test
    void our_own_rate_is_a_matter_of_quota() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("max-rate", "1/m")
                .start()) {
            for (int i = 0; i < 5; i++) {
                bed.accepted("elastic", Bed.alert("a-" + i, "one"));
            }

            Await.until("quota", () -> reason(bed).equals("quota"));
            assertThat(first(bed).path("words").asText()).contains("max-rate of xsoar-prod");
        }
    }

    @Test
    void busy_workers_are_named_with_the_oldest_of_their_events() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("max-concurrency", "1")
                .start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofSeconds(10)).untilCleared());
            String oldest = bed.accepted("elastic", Bed.alert("a", "one"));
            Await.until("a busy worker", () -> bed.lane().busy() == 1);
            bed.accepted("elastic", Bed.alert("b", "two"));

            Await.until("workers", () -> reason(bed).equals("workers"));
            assertThat(first(bed).path("words").asText()).contains("event " + oldest + ",");
            bed.simulator().close(); // ends the slow answer
        }
    }

    @Test
    void a_failed_delivery_that_waits_for_its_next_attempt_is_named_with_what_it_blocks() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.retry-delay", "1h")
                .set("soarbridge.outbox.retry-cap", "2h")
                .start()) {
            bed.simulator().faults().add(Fault.status(500).untilCleared());
            String head = bed.accepted("elastic", Bed.alert("a", "one"));
            bed.accepted("elastic", Bed.alert("a", "two", "acknowledged"));

            Await.until("order", () -> reason(bed).equals("order"));
            JsonNode wait = first(bed);
            assertThat(wait.path("words").asText())
                    .contains("of event " + head + " has failed 1 times")
                    .contains("2 deliveries wait");
            assertThat(Instant.parse(wait.path("until").asText()))
                    .isAfter(bed.clock().instant().plus(Duration.ofMinutes(20)));
        }
    }

    @Test
    void the_command_asks_the_running_bridge_and_else_the_ledger() throws Exception {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(503).untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "one"));
            bed.set("soarbridge.management.port", Integer.toString(bed.managementPort()));
            Path settings = bed.writeSettings();

            ChildBridge.Said running = ChildBridge.command(settings, "why", Bed.CONNECTION);
            bed.stop();
            ChildBridge.Said stopped = ChildBridge.command(settings, "why");

            assertThat(running.exitCode()).isZero();
            assertThat(running.text())
                    .contains("xsoar-prod: ")
                    .contains("  peer (since ")
                    .contains("rest/unavailable");
            assertThat(stopped.exitCode()).isEqualTo(3);
            assertThat(stopped.text()).contains("The bridge does not run").contains("1 deliveries wait since");
            bed.start();
        }
    }

    private static JsonNode why(Bed bed) {
        return Bed.json(bed.managed("/why/" + Bed.CONNECTION).body());
    }

    private static JsonNode first(Bed bed) {
        return why(bed).path("waitsFor").path(0);
    }

    private static String reason(Bed bed) {
        return first(bed).path("reason").asText();
    }
}
