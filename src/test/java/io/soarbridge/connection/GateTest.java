package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest extends GateFixture {
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
}
