package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
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
    private final Duration retention;
    private final InstantSource clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "outbox-upkeep");
        thread.setDaemon(true);
        return thread;
    });
    private long groupsBefore = -1;
    private volatile boolean closed;

    Upkeep(SqliteFile file, GroupWriter writer, Duration retention, InstantSource clock) {
        this.file = file;
        this.writer = writer;
        this.retention = retention;
        this.clock = clock;
    }

    void start() {
        schedule.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
    }

    private void tick() {
        try {
            int removed = pruneOnce();
            if (removed > 0) {
                LOG.debug("Removed {} finished deliveries that were older than {}.", removed, retention);
            }
            shortenLogWhenIdle();
        } catch (CompletionException | BridgeException | SQLException e) {
            LOG.warn("Tidying the ledger {} failed; it is tried again in a minute.", file.path(), e);
        }
    }

    /** One walk over everything that came in before the retention, in short transactions with others' writes in between. */
    int pruneOnce() {
        long before = clock.instant().minus(retention).toEpochMilli();
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
