package io.soarbridge.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, put forward by a test in place of waiting. */
public final class MovedClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    public synchronized void advance(Duration step) {
        ahead = ahead.plus(step);
    }
}
