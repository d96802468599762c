package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void without_a_rate_it_is_always_one_s_turn() throws Exception {
        RateLimit none = new RateLimit(0, nanos::get);

        assertThat(none.unlimited()).isTrue();
        for (int i = 0; i < 1000; i++) {
            assertThat(none.acquire(0)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE + 5_000_000_000L, -1, Long.MAX_VALUE - 900_000_000_000L})
    void at_most_a_second_s_worth_leaves_at_once_after_a_rest(long origin) throws Exception {
        nanos.set(origin);
        RateLimit five = new RateLimit(5, nanos::get);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(10));

        assertThat(turns(five)).isEqualTo(6);
        assertThat(five.acquire(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void over_time_no_more_than_the_rate_leaves() throws Exception {
        RateLimit five = new RateLimit(5, nanos::get);
        int turns = turns(five);

        for (int i = 0; i < 1000; i++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
            turns += turns(five);
        }

        assertThat(turns).isEqualTo(51);
    }

    @Test
    void a_refusal_takes_no_turn() throws Exception {
        RateLimit one = new RateLimit(1, nanos::get);
        one.acquire(0);

        for (int i = 0; i < 10; i++) {
            assertThat(one.acquire(0)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static int turns(RateLimit limit) throws InterruptedException {
        int turns = 0;
        while (limit.acquire(0) == 0) {
            turns++;
        }
        return turns;
    }
}
