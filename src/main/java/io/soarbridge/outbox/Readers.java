package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections for reading, as many as threads read at once; a few are kept open. Thread-safe. */
final class Readers implements AutoCloseable {
    private static final int KEPT = 4;

    private final SqliteFile file;
    private final ConcurrentLinkedDeque<Statements> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private volatile boolean closed;

    Readers(SqliteFile file) {
        this.file = file;
    }

    interface Query<T> {
        T run(Statements sql) throws SQLException;
    }

    <T> T read(Query<T> query) {
        if (closed) {
            throw StoreFailures.closed(file.path());
        }
        try {
            Statements sql = borrow();
            T result;
            try {
                result = query.run(sql);
            } catch (SQLException | RuntimeException e) {
                sql.close();
                throw e;
            }
            giveBack(sql);
            return result;
        } catch (SQLException e) {
            throw StoreFailures.reading(file.path(), e);
        }
    }

    /** All of a query's statements see the ledger at the same moment. */
    <T> T readTogether(Query<T> query) {
        return read(sql -> {
            sql.connection().setAutoCommit(false);
            T result = query.run(sql);
            sql.connection().setAutoCommit(true);
            return result;
        });
    }

    private Statements borrow() throws SQLException {
        Statements sql = idle.pollFirst();
        if (sql == null) {
            return new Statements(file.reader());
        }
        idleCount.decrementAndGet();
        return sql;
    }

    private void giveBack(Statements sql) throws SQLException {
        if (closed || idleCount.get() >= KEPT) {
            sql.close();
            return;
        }
        idleCount.incrementAndGet();
        idle.addFirst(sql);
        if (closed) {
            closeIdle();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeIdle();
    }

    private void closeIdle() throws SQLException {
        for (Statements sql = idle.pollFirst(); sql != null; sql = idle.pollFirst()) {
            sql.close();
        }
    }
}
