package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Requests whose answers come late, never, or from many threads at once. */
final class GateRaceTest extends GateFixture {
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
}
