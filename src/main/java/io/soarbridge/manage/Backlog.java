package io.soarbridge.manage;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxStore.Counts;
import java.time.Duration;
import java.util.Map;

/** What the ledger counts, read at most once a second however often it is asked for. Thread-safe. */
final class Backlog {
    private static final Counts NONE = new Counts(0, 0, 0, 0, null);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final OutboxStore store;
    private Map<String, Counts> counts;
    private long readAt;

    Backlog(OutboxStore store) {
        this.store = store;
    }

    /** Of one connection; zeros when it has no deliveries. */
    synchronized Counts of(String connection) {
        if (counts == null || System.nanoTime() - readAt > FRESH_NANOS) {
            counts = store.counts();
            readAt = System.nanoTime();
        }
        return counts.getOrDefault(connection, NONE);
    }
}
