package io.soarbridge.simulator.sumo;

import java.time.Instant;
import java.time.InstantSource;

/** The platform's limit of requests: a bucket that holds two seconds' worth. Not thread-safe. */
final class SumoRate {
    private final InstantSource clock;
    private final int perSecond;
    private double left;
    private Instant filled;

    /** @param perSecond 0 for no limit */
    SumoRate(InstantSource clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        clear();
    }

    boolean exceeded() {
        if (perSecond == 0) {
            return false;
        }
        Instant now = clock.instant();
        double seconds = Math.max(0, (now.toEpochMilli() - filled.toEpochMilli()) / 1000.0);
        left = Math.min(2.0 * perSecond, left + seconds * perSecond);
        filled = now;
        if (left < 1) {
            return true;
        }
        left--;
        return false;
    }

    void clear() {
        left = 2.0 * perSecond;
        filled = clock.instant();
    }
}
