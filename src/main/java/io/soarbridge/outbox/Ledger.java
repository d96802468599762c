package io.soarbridge.outbox;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** The tables as the writer sees them, within one transaction at a time. Used by the writer's thread only. */
final class Ledger implements AutoCloseable {
    final EventTable events;
    final DeliveryTable deliveries;
    final LaneTable lanes;
    final AttemptTable attempts;
    final TallyTable tally;
    final MetaTable meta;

    private final Statements sql;
    private final InstantSource clock;
    private final Set<String> woken = new HashSet<>();
    private long now;
    private long nextId;

    Ledger(Statements sql, InstantSource clock) throws SQLException {
        this.sql = sql;
        this.clock = clock;
        events = new EventTable(sql);
        deliveries = new DeliveryTable(sql);
        lanes = new LaneTable(sql);
        attempts = new AttemptTable(sql);
        tally = new TallyTable(sql);
        meta = new MetaTable(sql);
        tally.refresh();
        nextId = 1 + Math.max(meta.highWater(), Math.max(events.maxId(), deliveries.maxId()));
        sql.connection().setAutoCommit(false);
    }

    void begin() throws SQLException {
        now = clock.millis();
        meta.lock();
    }

    /** @return the connections that have new work */
    Set<String> commit() throws SQLException {
        tally.write();
        sql.connection().commit();
        tally.committed();
        Set<String> connections = Set.copyOf(woken);
        woken.clear();
        return connections;
    }

    /** After some errors SQLite has rolled back already; then the driver must begin the next transaction by hand. */
    void rollback() throws SQLException {
        tally.forget();
        woken.clear();
        try {
            sql.connection().rollback();
        } catch (SQLException alreadyRolledBack) {
            try (Statement begin = sql.connection().createStatement()) {
                begin.execute("begin");
            }
        }
    }

    /** Millis at the begin of the transaction. */
    long now() {
        return now;
    }

    /** The id that the next event and its first delivery get. */
    long nextId() {
        return nextId;
    }

    void used(int ids) {
        nextId += ids;
    }

    /** {@code connection} has work that is due now. */
    void wake(String connection) {
        woken.add(connection);
    }

    /** Runs a statement of maintenance, such as a pragma. */
    void execute(String statement) throws SQLException {
        try (Statement once = sql.connection().createStatement()) {
            once.execute(statement);
        }
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
