package io.soarbridge.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Spaces requests so that no more than a number per second leave on average; a second's worth may leave at once. Waiting callers
 * are served in the order they came. Thread-safe.
 */
final class RateLimit {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition turn = lock.newCondition();
    private final LongSupplier nanoClock;
    private final double nanosPerCall;
    private final long burstNanos;
    private final LongAdder waited = new LongAdder();
    private long nextFree;

    /** @param perSecond 0 for no limit */
    RateLimit(double perSecond) {
        this(perSecond, System::nanoTime);
    }

    RateLimit(double perSecond, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.nanosPerCall = perSecond > 0 ? 1e9 / perSecond : 0;
        this.burstNanos = TimeUnit.SECONDS.toNanos(1);
        this.nextFree = nanoClock.getAsLong();
    }

    boolean unlimited() {
        return nanosPerCall == 0;
    }

    /** How long callers have waited so far, all together. */
    long waitedNanos() {
        return waited.sum();
    }

    /** How long a call that came now would wait. */
    long waitNanos() {
        if (unlimited()) {
            return 0;
        }
        lock.lock();
        try {
            return Math.max(0, nextFree - nanoClock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a turn, at most {@code maxWaitNanos}.
     *
     * @return 0 when it is the caller's turn, else the nanoseconds after which to ask again, with no turn taken
     */
    long acquire(long maxWaitNanos) throws InterruptedException {
        if (unlimited()) {
            return 0;
        }
        lock.lockInterruptibly();
        try {
            long now = nanoClock.getAsLong();
            nextFree = Math.max(nextFree, now - burstNanos);
            long wait = nextFree - now;
            if (wait > maxWaitNanos) {
                return wait;
            }
            nextFree += (long) nanosPerCall;
            waited.add(Math.max(0, wait));
            long left = wait;
            while (left > 0) {
                left = turn.awaitNanos(left);
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }
}
