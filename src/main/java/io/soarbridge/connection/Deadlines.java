package io.soarbridge.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off the calls of one connection that take too long altogether. A limit for each read alone lets a system that answers a
 * byte at a time hold a worker for ever, and blocked writing has no limit at all. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
    /** A call is cut off by at most this part of the limit too late. */
    private static final int PRECISION = 20;

    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(20);

    private final Duration limit;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor sweeper;

    Deadlines(String connection, Duration limit) {
        this.limit = limit;
        this.sweeper = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "deadlines-" + connection);
            thread.setDaemon(true);
            return thread;
        });
        long every = Math.max(limit.toNanos() / PRECISION, SHORTEST_SWEEP);
        sweeper.scheduleAtFixedRate(this::sweep, every, every, TimeUnit.NANOSECONDS);
    }

    Duration limit() {
        return limit;
    }

    /** @param cut ends the call from another thread, without blocking or throwing */
    Watch watch(Runnable cut) {
        Watch watch = new Watch(cut, System.nanoTime() + limit.toNanos());
        open.add(watch);
        return watch;
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Watch watch : open) {
            if (now - watch.end >= 0) {
                watch.expired = true;
                open.remove(watch);
                watch.cut.run();
            }
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    /** One call; close it when the call has ended. */
    final class Watch implements AutoCloseable {
        private final Runnable cut;
        private final long end;
        private volatile boolean expired;

        private Watch(Runnable cut, long end) {
            this.cut = cut;
            this.end = end;
        }

        boolean expired() {
            return expired;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }
}
