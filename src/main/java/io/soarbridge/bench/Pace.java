package io.soarbridge.bench;

import java.util.function.LongSupplier;

/** When the next request starts. Asked whenever a connection is free. */
interface Pace {
    /** Not now. */
    long LATER = Long.MIN_VALUE;

    /**
     * @param now {@link System#nanoTime()}
     * @return when the request was meant to start, now or earlier, or {@link #LATER}
     */
    long next(long now);

    /** Each connection sends again as soon as it has its answer. */
    static Pace closedLoop() {
        return now -> now;
    }

    /** As the closed loop, while fewer than {@code most} are on their way. */
    static Pace bounded(LongSupplier onTheirWay, long most) {
        return now -> onTheirWay.getAsLong() < most ? now : LATER;
    }

    /**
     * At a steady rate, whatever the answers do. What comes late was meant to start on time, so that waiting for a free connection
     * counts as time to answer.
     */
    static Pace fixedRate(double perSecond, long startNanos) {
        double interval = 1e9 / perSecond;
        return new Pace() {
            private long sent;

            @Override
            public long next(long now) {
                long due = startNanos + (long) (sent * interval);
                if (due > now) {
                    return LATER;
                }
                sent++;
                return due;
            }
        };
    }
}
