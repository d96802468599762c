package io.soarbridge.outbox;

import java.time.Duration;

/** What the ledger has to know of the system that a connection's deliveries go to. */
public interface Lane {
    /** How many deliveries may start now, at most {@code max}; 0 while the system rests. */
    int permits(int max);

    /** Deliveries at a time. */
    int concurrency();

    /** Whether more may be claimed than can start at once, to save waiting for the disk; false when calls are rationed. */
    boolean claimAhead();

    /** How long a claim may take at the most. */
    Duration lease();

    /** Surrounds the work on a claim, on the thread that does it. */
    default Attempt begin(Claim claim) {
        return result -> {};
    }

    /** Work on a claim under way. */
    @FunctionalInterface
    interface Attempt extends AutoCloseable {
        /** How it ended; not called for work that broke off. */
        void ended(Result result);

        @Override
        default void close() {}
    }

    /**
     * What becomes of a delivery whose attempt has ended.
     *
     * @param answer what the route left as body, for an attempt that worked
     * @param failure why it did not, or null
     */
    Result judge(Claim claim, Object answer, Throwable failure, Duration took);
}
