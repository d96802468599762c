package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.RouteFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane goes on when a step of its route does to its thread what it must not. */
final class HostileStepTest {
    @TempDir
    private Path folder;

    @Test
    void an_event_that_overflows_the_stack_becomes_a_dead_letter_and_holds_up_nobody() throws Exception {
        try (Bed bed = bed().start()) {
            String bad = bed.accepted("elastic", Bed.alert("deep", "overflow"));
            String good = bed.accepted("elastic", Bed.alert("good", "fine"));

            DeliveryRow row = bed.awaitState(bad, State.DEAD);

            assertThat(row.attempts()).isEqualTo(2);
            assertThat(row.reason()).contains("StackOverflowError");
            bed.awaitState(good, State.DELIVERED);
        }
    }

    @Test
    void a_step_that_leaves_its_thread_interrupted_stops_no_lane() throws Exception {
        try (Bed bed = bed().connection("max-concurrency", "1")
                .connection("max-rate", "100/s")
                .start()) {
            for (int i = 0; i < 3; i++) {
                bed.accepted("elastic", Bed.alert("interrupting-" + i, "interrupt"));
            }
            String good = bed.accepted("elastic", Bed.alert("good", "fine"));

            bed.awaitState(good, State.DELIVERED);
            assertThat(bed.lane().deaths()).isZero();
        }
    }

    @Test
    void a_claimer_that_is_interrupted_goes_on() throws Exception {
        try (Bed bed = bed().start()) {
            Thread claimer = thread("outbox-xsoar-prod-claim").orElseThrow();

            claimer.interrupt();

            bed.awaitState(bed.accepted("elastic", Bed.alert("good", "fine")), State.DELIVERED);
        }
    }

    private Bed bed() throws Exception {
        Path routes = RouteFolder.copy(folder.resolve("routes"))
                .insertBefore(
                        "delivery.camel.yaml", "          - process:\n              ref: to-case\n", """
                          - bean:
                              beanType: %s
                              method: process
                """.formatted(
                                        Poison.class.getName()))
                .path();
        return Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .set("soarbridge.outbox.max-attempts", "2");
    }

    private static Optional<Thread> thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny();
    }

    /** A step of the route that does what the alert's title says. */
    public static final class Poison {
        public void process(Exchange exchange) {
            String body = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
            if (body.contains("\"overflow\"")) {
                overflow(1);
            } else if (body.contains("\"interrupt\"")) {
                Thread.currentThread().interrupt();
            }
        }

        private static long overflow(long depth) {
            return depth == 0 ? 0 : 1 + overflow(depth + 1);
        }
    }
}
