package io.soarbridge.outbox.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections for short work beside the writers', as many as threads need at once; a few are kept open. Thread-safe. */
final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int KEPT = 4;

    private final Database database;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Database database) {
        this.database = database;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Once more on a new connection when an idle one turns out to be lost.
     *
     * @throws io.soarbridge.support.BridgeException {@code outbox/unreachable} or {@code outbox/failing}
     */
    <T> T read(Work<T> work) {
        try {
            return tryTwice(work);
        } catch (SQLException e) {
            throw PostgresFailures.reading(database, e);
        }
    }

    /** In one transaction, repeated as {@link #read} is. A connection that failed is closed, which rolls back. */
    <T> T change(Work<T> work) throws SQLException {
        return tryTwice(connection -> {
            connection.setAutoCommit(false);
            T made = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return made;
        });
    }

    private <T> T tryTwice(Work<T> work) throws SQLException {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return tryOnce(kept, work);
            } catch (SQLException e) {
                if (!PostgresFailures.lost(e) && !PostgresFailures.conflict(e)) {
                    throw e;
                }
                idle.forEach(other -> {
                    if (idle.remove(other)) {
                        close(other);
                    }
                });
            }
        }
        return tryOnce(database.connect(Database.Patience.READING), work);
    }

    private <T> T tryOnce(Connection connection, Work<T> work) throws SQLException {
        boolean sound = false;
        try {
            T made = work.on(connection);
            sound = true;
            return made;
        } finally {
            if (sound && !closed && idle.size() < KEPT) {
                idle.push(connection);
            } else {
                close(connection);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection that is lost already", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            close(connection);
        }
    }
}
