package io.soarbridge.bench;

import io.soarbridge.process.ProcessFigures;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The bridge's processor time, and events counted anywhere, between two moments. */
final class Meter {
    private final Rig rig;
    private final LongSupplier events;
    private final ProcessFigures before;
    private final long eventsBefore;
    private final long begin;

    /** Begins to measure. */
    Meter(Rig rig, LongSupplier events) {
        this.rig = rig;
        this.events = events;
        before = rig.figures();
        eventsBefore = events.getAsLong();
        begin = System.nanoTime();
    }

    /** @param cores processors that the bridge kept busy on average */
    record Reading(long events, double perSecond, double cpuMicros, double cores, ProcessFigures end) {}

    Reading read() {
        long nanos = System.nanoTime() - begin;
        long count = events.getAsLong() - eventsBefore;
        ProcessFigures end = rig.figures();
        Duration cpu = end.cpu().minus(before.cpu());
        return new Reading(
                count,
                count * 1e9 / nanos,
                cpu.toNanos() / 1000.0 / Math.max(1, count),
                (double) cpu.toNanos() / nanos,
                end);
    }
}
