package io.soarbridge.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the main file, on a thread and a connection of its own: the writer would keep all that wait for
 * an answer waiting meanwhile. It rests only while the little is copied that it wrote during the copy; its next write then begins
 * the log anew.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** A look costs a few microseconds, and this many groups are some megabytes at most. */
    private static final int EVERY = 16;

    private final SqliteFile file;
    private final Lock writing = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> {
        Thread fresh = new Thread(r, "outbox-checkpoint");
        fresh.setDaemon(true);
        return fresh;
    });
    private Connection connection;
    private boolean failing;

    Checkpoints(SqliteFile file) {
        this.file = file;
    }

    /** Held while a group is written. */
    Lock writing() {
        return writing;
    }

    /** The writer has written {@code groups} groups so far. */
    void written(long groups) {
        if (groups % EVERY == 0 && asked.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    private void look() {
        asked.set(false);
        try {
            if (connection == null) {
                connection = file.writer();
            }
            if (pages("pragma wal_checkpoint(noop)") >= SqliteFile.LOG_PAGES) {
                pages("pragma wal_checkpoint(passive)");
                finish();
            }
            failing = false;
        } catch (SQLException e) {
            forget();
            if (!failing) {
                failing = true;
                LOG.warn(
                        "Moving the ledger's log into {}: {}. What was acknowledged is safe in the log, which grows; it is tried again.",
                        file.path(),
                        e.getMessage());
            }
        }
    }

    private void finish() throws SQLException {
        writing.lock();
        try {
            pages("pragma wal_checkpoint(passive)");
        } finally {
            writing.unlock();
        }
    }

    /** How many pages the log has. */
    private long pages(String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(2) : 0;
        }
    }

    private void forget() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("closing a broken connection", e);
        }
        connection = null;
    }

    @Override
    public void close() {
        thread.execute(this::forget);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Closing the ledger {}: its log is still being moved.", file.path());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
