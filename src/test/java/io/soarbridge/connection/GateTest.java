package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Classifier;
import io.soarbridge.testkit.SettableClock;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GateTest {
    private final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    private final Gate gate = new Gate("target", clock);

    @Test
    void an_open_gate_lets_all_through() {
        assertThat(gate.permits(8)).isEqualTo(8);
        assertThat(gate.pause()).isEmpty();
    }

    @Test
    void an_outage_closes_it_and_a_probe_that_works_opens_it() {
        fail(503, null, "a");
        assertThat(gate.permits(8)).isZero();
        assertThat(gate.enter()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(gate.permits(8)).isEqualTo(1);
        Gate.Pass probe = gate.enter().orElseThrow();
        assertThat(gate.permits(8)).as("one probe only").isZero();
        assertThat(gate.enter()).isEmpty();
        gate.succeeded(probe);

        assertThat(gate.permits(8)).isEqualTo(8);
        assertThat(gate.pause()).isEmpty();
    }

    @Test
    void a_lane_without_permits_gets_none_for_a_probe() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));

        assertThat(gate.permits(0)).isZero();
    }

    @Test
    void pauses_double_up_to_a_minute_and_start_over_after_success() {
        assertThat(waitsOf(503, 9)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

        gate.succeeded(gate.enter().orElseThrow());

        assertThat(waitsOf(503, 2)).containsExactly(1L, 2L);
    }

    @Test
    void a_system_that_cannot_be_reached_is_tried_every_five_seconds() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            gate.failed(gate.enter().orElseThrow(), unreachable(), "a");
            waits.add(untilOpen().toSeconds());
            clock.advance(untilOpen());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 5L, 5L, 5L);
    }

    @Test
    void refused_credentials_wait_longer() {
        assertThat(waitsOf(401, 6)).containsExactly(15L, 30L, 60L, 120L, 240L, 300L);
    }

    @Test
    void the_system_s_own_wait_is_obeyed_but_never_less_than_a_second() {
        fail(429, "42", "a");
        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(42));

        clock.advance(Duration.ofSeconds(42));
        fail(429, "0", "a");
        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_pause_tells_since_when_and_why() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));
        fail(401, null, "a");

        Gate.Pause pause = gate.pause().orElseThrow();
        assertThat(pause.since()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(pause.code()).isEqualTo("rest/credentials-refused");
        assertThat(pause.reason()).contains("GET /x").contains("401");
    }

    @Test
    void one_poison_event_alone_never_closes_it() {
        for (int i = 0; i < 50; i++) {
            fail(500, null, "poison");
        }

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void two_poison_events_do_not_close_it_either() {
        for (int i = 0; i < 50; i++) {
            fail(500, null, "poison-" + i % 2);
        }

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void five_failures_in_a_row_of_three_events_close_it() {
        for (String subject : List.of("a", "a", "b", "a")) {
            fail(500, null, subject);
        }
        assertThat(gate.permits(8)).isEqualTo(8);

        fail(500, null, "c");

        assertThat(gate.permits(8)).isZero();
    }

    @Test
    void a_success_or_a_refusal_of_one_request_breaks_the_row() {
        for (int i = 0; i < 20; i++) {
            fail(500, null, "event-" + i);
            if (i % 4 == 0) {
                gate.succeeded(gate.enter().orElseThrow());
            }
            if (i % 4 == 2) {
                fail(400, null, "event-" + i);
            }
        }

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void a_refusal_of_the_probe_s_event_opens_it() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));

        fail(400, null, "a");

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void a_probe_that_fails_for_whatever_passing_reason_closes_it_again() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));

        fail(500, null, "a");

        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void one_event_that_fails_every_probe_after_an_outage_opens_it_so_that_its_attempts_count() {
        fail(503, null, "lone");
        for (int probe = 1; probe <= 4; probe++) {
            clock.advance(untilOpen());
            fail(500, null, "lone");
        }
        assertThat(gate.pause()).isPresent();

        clock.advance(untilOpen());
        fail(500, null, "lone");

        assertThat(gate.permits(8)).isEqualTo(8);
        for (int i = 0; i < 50; i++) {
            fail(500, null, "lone");
        }
        assertThat(gate.pause()).isEmpty();
    }

    @Test
    void probes_of_three_events_that_all_fail_leave_it_closed() {
        fail(503, null, "a");

        for (int probe = 1; probe <= 50; probe++) {
            clock.advance(untilOpen());
            fail(500, null, "event-" + probe % 3);
        }

        assertThat(gate.pause()).isPresent();
    }

    @Test
    void probes_without_an_answer_leave_it_closed_however_many() {
        fail(503, null, "lone");

        for (int probe = 1; probe <= 50; probe++) {
            clock.advance(untilOpen());
            gate.failed(gate.enter().orElseThrow(), broken(), "lone");
        }

        assertThat(gate.pause()).isPresent();
    }

    @Test
    void a_clock_that_is_put_back_ends_the_rest() {
        fail(429, "3600", "a");

        clock.advance(Duration.ofDays(-365));

        assertThat(gate.position()).isEqualTo(Gate.Position.HALF_OPEN);
        fail(429, "3600", "a");
        assertThat(untilOpen()).isEqualTo(Duration.ofHours(1));
        assertThat(gate.permits(8)).isZero();
    }

    @Test
    void a_clock_that_is_put_back_gives_a_silent_probe_up() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));
        assertThat(gate.enter()).isPresent();
        assertThat(gate.permits(8)).isZero();

        clock.advance(Duration.ofDays(-365));

        assertThat(gate.permits(8)).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_put_forward_ends_the_rest() {
        fail(429, "3600", "a");

        clock.advance(Duration.ofDays(365));

        assertThat(gate.permits(8)).isEqualTo(1);
    }

    @Test
    void a_request_from_before_the_pause_neither_opens_it_nor_shortens_the_wait() {
        Gate.Pass early = gate.enter().orElseThrow();
        fail(429, "60", "a");

        gate.succeeded(early);

        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void many_failures_of_one_outage_count_as_one() {
        List<Gate.Pass> early = enter(8);

        early.forEach(pass -> gate.failed(pass, failure(503, null), "a"));

        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_late_answer_may_ask_for_a_longer_wait_but_not_for_a_shorter_one() {
        List<Gate.Pass> early = enter(3);
        gate.failed(early.get(0), failure(503, null), "a");

        gate.failed(early.get(1), failure(429, "90"), "b");
        gate.failed(early.get(2), failure(429, "5"), "c");

        assertThat(untilOpen()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void a_late_failure_does_not_take_the_probe_s_place() {
        Gate.Pass early = gate.enter().orElseThrow();
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));
        Gate.Pass probe = gate.enter().orElseThrow();

        gate.failed(early, failure(503, null), "b");
        assertThat(gate.permits(8)).as("the probe is still under way").isZero();
        gate.succeeded(probe);

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void a_probe_that_is_abandoned_makes_room_for_the_next() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));

        gate.abandoned(gate.enter().orElseThrow());

        assertThat(gate.permits(8)).isEqualTo(1);
    }

    @Test
    void a_probe_that_never_reports_back_is_given_up() {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));
        Gate.Pass lost = gate.enter().orElseThrow();

        clock.advance(Gate.PROBE_PATIENCE.minusMillis(1));
        assertThat(gate.permits(8)).isZero();
        clock.advance(Duration.ofMillis(1));
        Gate.Pass second = gate.enter().orElseThrow();
        gate.succeeded(lost);
        assertThat(gate.pause()).as("the lost probe has no say any more").isPresent();
        gate.succeeded(second);

        assertThat(gate.permits(8)).isEqualTo(8);
    }

    @Test
    void of_many_threads_one_gets_the_probe() throws Exception {
        fail(503, null, "a");
        clock.advance(Duration.ofSeconds(1));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> entered = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                entered.add(threads.submit(() -> {
                    start.await();
                    return gate.enter().isPresent();
                }));
            }
            start.countDown();

            int in = 0;
            for (Future<Boolean> each : entered) {
                in += each.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatever_many_threads_report_the_gate_ends_in_a_state_that_can_open() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int seed = t;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        report(seed + i);
                        clock.advance(Duration.ofMillis(100));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        clock.advance(Duration.ofMinutes(5));
        gate.succeeded(gate.enter().orElseThrow());
        assertThat(gate.permits(8)).isEqualTo(8);
    }

    private void report(int what) {
        gate.enter().ifPresent(pass -> {
            switch (what % 4) {
                case 0 -> gate.succeeded(pass);
                case 1 -> gate.failed(pass, failure(503, null), what);
                case 2 -> gate.failed(pass, failure(500, null), what);
                default -> gate.abandoned(pass);
            }
        });
    }

    private List<Gate.Pass> enter(int times) {
        List<Gate.Pass> passes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            passes.add(gate.enter().orElseThrow());
        }
        return passes;
    }

    private void fail(int status, String retryAfter, Object subject) {
        gate.failed(gate.enter().orElseThrow(), failure(status, retryAfter), subject);
    }

    private List<Long> waitsOf(int status, int times) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            fail(status, null, "a");
            waits.add(untilOpen().toSeconds());
            clock.advance(untilOpen());
        }
        return waits;
    }

    private Duration untilOpen() {
        return Duration.between(clock.instant(), gate.pause().orElseThrow().until());
    }

    private CallException failure(int status, String retryAfter) {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        Answer answer = new Answer(status, "", retryAfter, null, new byte[0]);
        return catchThrowableOfType(
                CallException.class, () -> classifier.json("GET /x", false, Classifier.Expected.PLAIN, answer));
    }

    private CallException broken() {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        return classifier.broken("GET /x", false, new java.net.SocketException("reset"));
    }

    private CallException unreachable() {
        Classifier classifier = new Classifier(Set.of(401), clock, text -> text);
        return classifier.broken("GET /x", false, new ConnectException("refused"));
    }
}
