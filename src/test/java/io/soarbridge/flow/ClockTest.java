package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody sets the clock while the bridge runs. */
class ClockTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path folder;

    static Stream<Duration> jumps() {
        return Stream.of(Duration.ofDays(1), YEAR, Duration.ofDays(-1), YEAR.negated(), Duration.ofDays(-20_000));
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void a_jump_while_the_connection_rests_delays_nothing(Duration jump) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfter("1800"));
            String id = bed.accepted("elastic", Bed.alert("rest", "Rests"));
            bed.awaitCode(id, "rest/throttled");

            bed.jump(jump);
            upkeep(bed);

            bed.awaitDelivered(1);
            assertThat(bed.keys()).containsExactly("elastic:rest");
        }
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void a_jump_while_an_event_waits_for_its_next_attempt_delays_nothing(Duration jump) {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.retry-delay", "10m")
                .start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("wait", "Waits"));
            bed.awaitCode(id, "rest/connection-broken");

            bed.jump(jump);
            upkeep(bed);

            bed.awaitDelivered(1);
            assertThat(bed.row(id).code()).isEqualTo("found");
            assertThat(bed.keys()).containsExactly("elastic:wait");
        }
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void a_jump_while_a_create_is_under_way_makes_no_second_one(Duration jump) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofMillis(1500)).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("under-way", "Under way"));
            io.soarbridge.testkit.Await.until(
                    "the create", () -> bed.requests("POST", "/incident").size() == 1);

            bed.jump(jump);
            upkeep(bed);

            bed.awaitDelivered(1);
            assertThat(bed.row(id).code()).isEqualTo("done");
            assertThat(bed.keys()).containsExactly("elastic:under-way");
            assertThat(bed.requests("POST", "/incident")).hasSize(1);
        }
    }

    @Test
    void a_create_of_a_clock_that_was_fast_is_found_after_it_was_set_right() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().mirrorIdIndexed(false))
                .set("soarbridge.outbox.retry-delay", "10m")
                .start()) {
            bed.jump(YEAR);
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("fast", "Made in the future"));
            bed.awaitCode(id, "rest/connection-broken");

            bed.jump(YEAR.negated());
            upkeep(bed);

            bed.awaitDelivered(1);
            assertThat(bed.row(id).code()).isEqualTo("found");
            assertThat(bed.keys()).containsExactly("elastic:fast");
        }
    }

    @Test
    void a_repeated_event_is_known_after_a_jump_forward() {
        try (Bed bed = Bed.started(folder)) {
            String id = bed.accepted("elastic", Bed.alert("again", "Once"));
            bed.awaitDelivered(1);

            bed.jump(YEAR);
            assertThat(upkeep(bed)).isZero();

            assertThat(bed.accepted("elastic", Bed.alert("again", "Once"))).isEqualTo(id);
            assertThat(bed.keys()).containsExactly("elastic:again");
        }
    }

    @Test
    void retry_after_as_a_date_means_at_most_an_hour_to_a_clock_that_is_slow() {
        try (Bed bed = Bed.started(folder)) {
            bed.jump(YEAR.negated());
            bed.simulator().faults().add(Fault.status(429).retryAfterDate(Duration.ofSeconds(40)));

            Instant until = bed.connectionRestsAfter(Bed.alert("date", "Date")).until();

            assertThat(Duration.between(bed.clock().instant(), until))
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);
        }
    }

    /** What the ledger does once a minute. @return how many it removed */
    private static int upkeep(Bed bed) {
        return ((SqliteOutboxStore) bed.store()).pruneOnce();
    }
}
