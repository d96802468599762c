package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set, by a time that only goes on. For a day after that nobody can say what is old, which leaves a
 * person time to set it right. Thread-safe.
 */
final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final long JUMP = Duration.ofMinutes(10).toMillis();
    private static final long DOUBT = Duration.ofDays(1).toMillis();

    private final InstantSource clock;
    private final LongSupplier steadyMillis;
    private long ahead;
    private long doubtedUntil = Long.MIN_VALUE;

    ClockWatch(InstantSource clock, LongSupplier steadyMillis) {
        this.clock = clock;
        this.steadyMillis = steadyMillis;
        this.ahead = clock.millis() - steadyMillis.getAsLong();
    }

    Instant instant() {
        return clock.instant();
    }

    /** Whether the clock was set by more than ten minutes since the last look. */
    private boolean jumped() {
        long steady = steadyMillis.getAsLong();
        long by = clock.millis() - steady - ahead;
        ahead += by;
        if (Math.abs(by) <= JUMP) {
            return false;
        }
        doubtedUntil = steady + DOUBT;
        LOG.warn(
                "The clock jumped by {} to {}. Deliveries go on; nothing is removed for being old until it has run for a day. "
                        + "Check the time of this machine.",
                Duration.ofMillis(by),
                clock.instant());
        return true;
    }

    /** False for a day after a jump. */
    synchronized boolean isTrusted() {
        return !jumped() && steadyMillis.getAsLong() >= doubtedUntil;
    }
}
