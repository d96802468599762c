package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.support.BridgeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than the retention and keeps the write-ahead log short, once a minute. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final SqliteFile file;
    private final GroupWriter writer;
    private final OutboxSettings settings;
    private final ClockWatch clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "outbox-upkeep");
        thread.setDaemon(true);
        return thread;
    });
    private long groupsBefore = -1;
    private volatile boolean closed;

    Upkeep(SqliteFile file, GroupWriter writer, OutboxSettings settings, ClockWatch clock) {
        this.file = file;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        endImpossibleWaits();
        schedule.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
    }

    private void tick() {
        try {
            int removed = pruneOnce();
            if (removed > 0) {
                LOG.debug("Removed {} finished deliveries that were older than {}.", removed, settings.retention());
            }
            shortenLogWhenIdle();
        } catch (CompletionException | BridgeException | SQLException e) {
            LOG.warn("Tidying the ledger {} failed; it is tried again in a minute.", file.path(), e);
        }
    }

    /** What waits for longer than any wait there is was postponed before the clock was put back. */
    private void endImpossibleWaits() {
        int ended = writer.submit(ledger -> ledger.held.dueNoLaterThan(
                        ledger.now() + settings.longestWait().toMillis(), ledger.now()))
                .join();
        if (ended > 0) {
            LOG.warn(
                    "{} deliveries waited for a time further off than any wait there is: the clock was put back. They are due now.",
                    ended);
        }
    }

    /** One walk over everything that came in before the retention, in short transactions with others' writes in between. */
    int pruneOnce() {
        endImpossibleWaits();
        if (!clock.isTrusted()) {
            return 0;
        }
        forgetPassing();
        long before = clock.instant().minus(settings.retention()).toEpochMilli();
        int removed = 0;
        long lastId = 0;
        do {
            PruneOld.Progress progress =
                    writer.submit(new PruneOld(lastId, before)).join();
            removed += progress.removed();
            lastId = progress.lastId();
        } while (lastId != 0 && !closed);
        return removed;
    }

    private void forgetPassing() {
        long before = clock.instant().minus(OutboxStore.PASSING).toEpochMilli();
        int gone;
        do {
            gone = writer.submit(ledger -> ledger.watermarks.forget(before, PruneOld.ROWS))
                    .join();
        } while (gone == PruneOld.ROWS && !closed);
    }

    private void shortenLogWhenIdle() throws SQLException {
        long groups = writer.groups();
        boolean idle = groups == groupsBefore + 1; // this tick's own
        groupsBefore = groups;
        if (idle && file.walBytes() > 0) {
            truncateLog(file);
        }
    }

    /** Moves everything into the main file. Does less, without an error, while somebody reads. */
    static void truncateLog(SqliteFile file) throws SQLException {
        try (Connection connection = file.writer();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 100");
            statement.execute("pragma wal_checkpoint(truncate)");
        }
    }

    @Override
    public void close() {
        closed = true;
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Closing the ledger {}: its upkeep did not end in time.", file.path());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
