package io.soarbridge.outbox.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than the retention and sums the counts up, once a minute. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Database database;
    private final Readers readers;
    private final Housekeeping housekeeping;
    private final Duration retention;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "outbox-upkeep");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    Upkeep(Database database, Readers readers, Housekeeping housekeeping, Duration retention) {
        this.database = database;
        this.readers = readers;
        this.housekeeping = housekeeping;
        this.retention = retention;
    }

    void start() {
        schedule.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
    }

    private void tick() {
        try {
            foldTally();
            int removed = pruneOnce();
            if (removed > 0) {
                LOG.debug("Removed {} finished deliveries that were older than {}.", removed, retention);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "Tidying the ledger {} failed: {}. It is tried again in a minute.",
                    database.name(),
                    PostgresFailures.words(e),
                    e);
        }
    }

    void foldTally() throws SQLException {
        readers.change(connection -> {
            Tally.fold(connection);
            return null;
        });
    }

    /** One walk over everything that came in before the retention, in short transactions with others' writes in between. */
    int pruneOnce() throws SQLException {
        housekeeping.forgetPassing();
        int removed = 0;
        long lastId = 0;
        do {
            Housekeeping.Progress progress = housekeeping.pruneAfter(lastId, retention.toMillis());
            removed += progress.removed();
            lastId = progress.lastId();
        } while (lastId != 0 && !closed);
        return removed;
    }

    @Override
    public void close() {
        closed = true;
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Closing the ledger {}: its upkeep did not end in time.", database.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
