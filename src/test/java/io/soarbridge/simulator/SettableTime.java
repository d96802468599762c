package io.soarbridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told. */
public final class SettableTime implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-05T10:11:12.123450Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration step) {
        now = now.plus(step);
    }
}
