package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one lane. One that dies of an error that nobody caught is named, counted and started anew by {@link #heal}, which
 * the {@link Watchdog} calls. Thread-safe.
 */
final class LaneThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LaneThreads.class);

    private final String connection;
    private final InstantSource clock;
    private final List<Slot> slots = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private volatile long deaths;
    private volatile LaneStatus.Death lastDeath;

    LaneThreads(String connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** @param loop runs until the lane stops */
    void start(String role, Runnable loop) {
        Slot slot = new Slot("outbox-" + connection + "-" + role, loop);
        slots.add(slot);
        slot.start();
    }

    /** Starts anew what has died since the last call. */
    synchronized void heal() {
        for (Slot slot : slots) {
            if (!stopping && !slot.thread.isAlive()) {
                bury(slot);
                slot.start();
            }
        }
    }

    private void bury(Slot slot) {
        Throwable cause = slot.cause;
        Instant now = clock.instant();
        deaths++;
        lastDeath = new LaneStatus.Death(slot.name, now, cause == null ? "it ended by itself" : cause.toString());
        LOG.error(
                "Thread {} of connection {} died; a new one takes its place. What it was delivering is in the ledger.",
                slot.name,
                connection,
                cause);
    }

    int alive() {
        return (int) slots.stream().filter(slot -> slot.thread.isAlive()).count();
    }

    int wanted() {
        return slots.size();
    }

    long deaths() {
        return deaths;
    }

    /** Null when none died. */
    LaneStatus.Death lastDeath() {
        return lastDeath;
    }

    /** Nothing is started anew from now on. */
    void stopping() {
        stopping = true;
    }

    /** @return false when some still run after that time */
    boolean awaitEnd(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (Slot slot : slots) {
            long left = (end - System.nanoTime()) / 1_000_000;
            slot.thread.join(Math.max(1, left));
        }
        return alive() == 0;
    }

    void interrupt() {
        slots.forEach(slot -> slot.thread.interrupt());
    }

    /** One thread's place. */
    private static final class Slot {
        private final String name;
        private final Runnable loop;
        private volatile Thread thread;
        private volatile Throwable cause;

        Slot(String name, Runnable loop) {
            this.name = name;
            this.loop = loop;
        }

        void start() {
            cause = null;
            Thread next = new Thread(this::run, name);
            next.setDaemon(true);
            thread = next;
            next.start();
        }

        @SuppressWarnings("CatchThrowable") // it is told by heal(), in the bridge's log rather than on the console
        private void run() {
            try {
                loop.run();
            } catch (Throwable e) {
                cause = e;
            }
        }
    }
}
