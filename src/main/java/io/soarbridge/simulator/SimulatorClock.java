package io.soarbridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be set wrong on purpose, as servers' clocks are. */
public final class SimulatorClock implements InstantSource {
    private final InstantSource source;
    private volatile Duration offset;

    public SimulatorClock(InstantSource source, Duration offset) {
        this.source = source;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }

    void offset(Duration wanted) {
        offset = wanted;
    }

    Duration offset() {
        return offset;
    }
}
