package io.soarbridge.bench;

import io.soarbridge.process.ProcessFigures;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The bridge's processor time, and events counted anywhere, between two moments. */
final class Meter {
    private final Rig rig;
    private final LongSupplier events;
    private final ProcessFigures before;
    private final Duration ownBefore;
    private final long eventsBefore;
    private final long begin;

    /** Begins to measure. */
    Meter(Rig rig, LongSupplier events) {
        this.rig = rig;
        this.events = events;
        before = rig.figures();
        ownBefore = ownCpu();
        eventsBefore = events.getAsLong();
        begin = System.nanoTime();
    }

    /**
     * @param cpuMicros of the bridge, per event
     * @param aroundMicros of senders and sink, per event
     */
    record Reading(double perSecond, double cpuMicros, double aroundMicros, ProcessFigures end) {}

    Reading read() {
        long nanos = System.nanoTime() - begin;
        long count = Math.max(1, events.getAsLong() - eventsBefore);
        ProcessFigures end = rig.figures();
        return new Reading(
                count * 1e9 / nanos,
                micros(end.cpu().minus(before.cpu())) / count,
                micros(ownCpu().minus(ownBefore)) / count,
                end);
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1000.0;
    }
}
