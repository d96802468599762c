package io.soarbridge.bench;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Sends alerts over many connections from one thread, the caller's. Cheap, since it shares the machine with what it loads. Not
 * thread-safe, but {@link #sent()} and the other counts can be read by others.
 */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1000;

    private final Alerts alerts;
    private final Selector selector;
    private final List<Wire> wires = new ArrayList<>();
    private final Deque<Wire> idle = new ArrayDeque<>();
    private final Histogram latency = new Histogram(1, LONGEST_MICROS, 3);
    private volatile long sent;
    private volatile long accepted;
    private volatile long refused;
    private int lastRefusal;

    Load(InetSocketAddress bridge, int connections, Alerts alerts) {
        this.alerts = alerts;
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                wires.add(new Wire(bridge, selector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Opening connections to the bridge failed: " + e.getMessage(), e);
        }
        idle.addAll(wires);
    }

    /**
     * What happened between two moments.
     *
     * @param nanos how long it was
     * @param latency from when a request was meant to start to its answer, in microseconds
     */
    record Window(long sent, long accepted, long refused, long nanos, Histogram latency) {
        double acceptedPerSecond() {
            return accepted * 1e9 / nanos;
        }

        /** In milliseconds. */
        double percentile(double percent) {
            return latency.getValueAtPercentile(percent) / 1000.0;
        }
    }

    /** Sends until the time is over or {@code most} are sent; answers may still be missing then. */
    Window run(Pace pace, Duration time, long most) {
        latency.reset();
        long sentBefore = sent;
        long acceptedBefore = accepted;
        long refusedBefore = refused;
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long heardAt = begin;
        long now = begin;
        while (now < end && sent - sentBefore < most) {
            start(pace, now, most - (sent - sentBefore));
            heardAt = select(1) > 0 || idle.size() == wires.size() ? now : heardAt;
            requirePatience(now - heardAt);
            now = System.nanoTime();
        }
        return new Window(
                sent - sentBefore, accepted - acceptedBefore, refused - refusedBefore, now - begin, latency.copy());
    }

    /** Sends no more and waits for the answers to what was sent. */
    void settle() {
        long heardAt = System.nanoTime();
        while (idle.size() < wires.size()) {
            if (select(100) > 0) {
                heardAt = System.nanoTime();
            }
            requirePatience(System.nanoTime() - heardAt);
        }
    }

    private void start(Pace pace, long now, long most) {
        for (long left = most; left > 0 && !idle.isEmpty(); left--) {
            long meant = pace.next(now);
            if (meant == Pace.LATER) {
                return;
            }
            Wire wire = idle.poll();
            sent++;
            try {
                wire.send(alerts, meant);
            } catch (IOException e) {
                throw broken(e.getMessage());
            }
        }
    }

    private int select(long millis) {
        try {
            return selector.select(this::proceed, millis);
        } catch (IOException e) {
            throw broken(e.getMessage());
        }
    }

    private void proceed(SelectionKey key) {
        Wire wire = (Wire) key.attachment();
        try {
            int status = wire.proceed();
            if (status > 0) {
                answered(wire, status);
            }
        } catch (IOException e) {
            throw broken(e.getMessage());
        }
    }

    private void answered(Wire wire, int status) {
        long micros = (System.nanoTime() - wire.meantAt()) / 1000;
        latency.recordValue(Math.min(LONGEST_MICROS, Math.max(1, micros)));
        idle.add(wire);
        if (status / 100 == 2) {
            accepted++;
        } else {
            refused++;
            lastRefusal = status;
        }
    }

    private static void requirePatience(long nanos) {
        if (nanos > PATIENCE.toNanos()) {
            throw broken("no answer for %d s".formatted(PATIENCE.toSeconds()));
        }
    }

    private static BridgeException broken(String why) {
        return new BridgeException("bench/sender", "Sending to the bridge under test failed: " + why + ".");
    }

    long sent() {
        return sent;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** Status of the latest answer that was no 2xx, 0 when there was none. */
    int lastRefusal() {
        return lastRefusal;
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
        try {
            selector.close();
        } catch (IOException gone) {
            // it is what was wanted
        }
    }
}
