package io.soarbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    @Test
    void a_fixed_rate_means_requests_to_start_on_time_however_late_they_do() {
        Pace pace = Pace.fixedRate(1000, 0);

        assertThat(pace.next(0)).isZero();
        assertThat(pace.next(999_999)).isEqualTo(Pace.LATER);
        assertThat(pace.next(5_000_000)).isEqualTo(1_000_000);
        assertThat(pace.next(5_000_000)).isEqualTo(2_000_000);
    }

    @Test
    void a_bound_holds_back_until_something_has_arrived() {
        AtomicLong onTheirWay = new AtomicLong(10);
        Pace pace = Pace.bounded(onTheirWay::get, 10);

        assertThat(pace.next(7)).isEqualTo(Pace.LATER);
        onTheirWay.set(9);
        assertThat(pace.next(7)).isEqualTo(7);
    }
}
