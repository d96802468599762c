package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.connection.Gate;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is asked of a system: as little as it says, and never more than configured. */
class ThrottlingTest {
    @TempDir
    Path folder;

    @Test
    void retry_after_in_seconds_is_obeyed() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfter("20"));

            assertThat(firstRequestAfterThrottling(bed))
                    .isAfterOrEqualTo(throttledAt(bed).plusSeconds(20));
        }
    }

    @Test
    void retry_after_as_a_date_is_obeyed() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfterDate(Duration.ofSeconds(40)));

            assertThat(firstRequestAfterThrottling(bed))
                    .isAfterOrEqualTo(throttledAt(bed).plusSeconds(40).truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Test
    void retry_after_of_a_503_is_obeyed() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(503).retryAfter("25"));

            assertThat(firstRequestAfterThrottling(bed))
                    .isAfterOrEqualTo(throttledAt(bed).plusSeconds(25));
        }
    }

    /** Sends several events into one refusal; all must come through in the end. */
    private static Instant firstRequestAfterThrottling(Bed bed) {
        bed.connectionRestsAfter(Bed.alert("t-1", "Throttled"));
        bed.accepted("elastic", Bed.alert("t-2", "Waits as well"));
        bed.skipRestsUntil("both delivered", () -> bed.counts().delivered() == 2);
        assertThat(bed.keys()).containsExactlyInAnyOrder("elastic:t-1", "elastic:t-2");
        return bed.simulator().requests().get(1).at();
    }

    private static Instant throttledAt(Bed bed) {
        return bed.simulator().requests().get(0).at();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999", "Tue, 31 Dec 2999 23:59:59 GMT"})
    void an_absurd_retry_after_is_cut_to_an_hour(String retryAfter) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfter(retryAfter));

            Gate.Pause pause = bed.connectionRestsAfter(Bed.alert("t-1", "Throttled"));

            assertThat(Duration.between(pause.since(), pause.until()))
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "soon", "-5", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void a_retry_after_that_asks_for_nothing_useful_does_not_make_a_tight_loop(String retryAfter) {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.status(429).retryAfter(retryAfter));

            Gate.Pause pause = bed.connectionRestsAfter(Bed.alert("t-1", "Throttled"));

            assertThat(Duration.between(pause.since(), pause.until())).isEqualTo(Duration.ofSeconds(1));
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);
        }
    }

    @Test
    void max_rate_bounds_the_calls_per_second() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("max-rate", "20/s")
                .start()) {
            Instant begin = bed.clock().instant();
            for (int i = 0; i < 45; i++) {
                bed.accepted("elastic", Bed.alert("m-" + i, "Measured " + i));
            }
            bed.awaitDelivered(45);

            List<Instant> sent = bed.simulator().requests().stream()
                    .map(RecordedRequest::at)
                    .sorted()
                    .toList();
            assertThat(sent).hasSize(45);
            // a second's worth may leave at once, the others follow one each 50 ms
            for (int i = 21; i < sent.size(); i++) {
                assertThat(sent.get(i)).isAfterOrEqualTo(begin.plusMillis((i - 21) * 50L));
            }
        }
    }

    @Test
    void max_concurrency_bounds_the_calls_at_a_time() {
        Duration slow = Duration.ofMillis(120);
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("max-concurrency", "3")
                .start()) {
            bed.simulator().faults().add(Fault.slowHeaders(slow).untilCleared());
            for (int i = 0; i < 12; i++) {
                bed.accepted("elastic", Bed.alert("c-" + i, "Slow " + i));
            }
            bed.awaitDelivered(12);

            List<Instant> sent = bed.simulator().requests().stream()
                    .map(RecordedRequest::at)
                    .sorted()
                    .toList();
            // the fourth can only come when one of the three before it was answered
            for (int i = 3; i < sent.size(); i++) {
                assertThat(Duration.between(sent.get(i - 3), sent.get(i))).isGreaterThan(slow.minusMillis(10));
            }
        }
    }
}
