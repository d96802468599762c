package io.soarbridge.manage;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxStore.Counts;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger counts, read at most once a second however often it is asked for. Thread-safe. */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Counts NONE = new Counts(0, 0, 0, 0, null);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final OutboxStore store;
    private Reading last;
    private long readAt;

    Backlog(OutboxStore store) {
        this.store = store;
    }

    private record Reading(Map<String, Counts> counts, Map<String, Long> bytes) {}

    /** Of one connection, zeros when it has no deliveries; empty when the ledger cannot be read now. */
    Optional<Counts> of(String connection) {
        return Optional.ofNullable(read()).map(reading -> reading.counts().getOrDefault(connection, NONE));
    }

    /** Size by part; empty when the ledger cannot be read now. */
    Map<String, Long> bytes() {
        Reading reading = read();
        return reading == null ? Map.of() : reading.bytes();
    }

    private synchronized Reading read() {
        if (readAt == 0 || System.nanoTime() - readAt > FRESH_NANOS) {
            try {
                last = new Reading(store.counts(), store.bytes());
            } catch (BridgeException e) {
                last = null;
                LOG.debug("the metrics go without the ledger's", e);
            }
            readAt = System.nanoTime();
        }
        return last;
    }
}
