package io.soarbridge.outbox;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables as the writer sees them, within one transaction at a time. Used by the writer's thread only. */
final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    final EventTable events;
    final DeliveryTable deliveries;
    final HeldRows held;
    final Backlogs backlogs;
    final KnownKeys known;
    final AttemptTable attempts;
    final TallyTable tally;
    final MetaTable meta;

    private final Statements sql;
    private final InstantSource clock;
    private final LongSupplier steadyMillis;
    private final Set<String> woken = new HashSet<>();
    private long now;
    private long steady;
    private long nextId;
    private long dataVersion;

    /** @param steadyMillis a time that only goes on, whatever is done to the clock */
    Ledger(Statements sql, InstantSource clock, LongSupplier steadyMillis) throws SQLException {
        this.sql = sql;
        this.clock = clock;
        this.steadyMillis = steadyMillis;
        events = new EventTable(sql);
        deliveries = new DeliveryTable(sql);
        held = new HeldRows(sql);
        backlogs = new Backlogs(sql);
        attempts = new AttemptTable(sql);
        tally = new TallyTable(sql);
        meta = new MetaTable(sql);
        known = new KnownKeys(sql, meta);
        load();
        sql.connection().setAutoCommit(false);
    }

    private void load() throws SQLException {
        tally.refresh();
        backlogs.load();
        nextId = Math.max(nextId, 1 + Math.max(meta.highWater(), Math.max(events.maxId(), deliveries.maxId())));
        dataVersion = 0;
    }

    /** Prepares for accepting events: reads the deliveries that the table of known keys does not have yet. */
    void loadKnown() throws SQLException {
        begin();
        long after = meta.value(MetaTable.KNOWN_UP_TO);
        do {
            after = known.readSome(after);
            if (after != 0 && known.mergeWhole(after)) {
                commit();
                begin();
            }
        } while (after != 0);
        commit();
    }

    void begin() throws SQLException {
        now = clock.millis();
        steady = steadyMillis.getAsLong();
        meta.lock();
        long version = sql.first("pragma data_version", r -> r.getLong(1)).orElse(0L);
        if (version != dataVersion) {
            if (dataVersion != 0) {
                tally.refresh();
                backlogs.countHeld();
            }
            dataVersion = version;
        }
    }

    /** @return the connections that have new work */
    Set<String> commit() throws SQLException {
        tally.write();
        backlogs.write();
        known.mergeSome(nextId - 1);
        sql.connection().commit();
        tally.committed();
        known.committed();
        Set<String> connections = Set.copyOf(woken);
        woken.clear();
        return connections;
    }

    /** After some errors SQLite has rolled back already; then the driver must begin the next transaction by hand. */
    void rollback() throws SQLException {
        tally.forget();
        known.rolledBack();
        woken.clear();
        try {
            sql.connection().rollback();
        } catch (SQLException alreadyRolledBack) {
            try (Statement begin = sql.connection().createStatement()) {
                begin.execute("begin");
            }
        }
        load();
        sql.connection().commit();
    }

    /** What was in flight, and whose row says what became of it, is pending again. */
    void giveBack(Backlog.Claimed claim, long dueAt) throws SQLException {
        Backlog backlog = claim.backlog();
        held.holdUntil(backlog.connection, claim.lane(), claim.id(), dueAt, backlog.held() == 0);
        backlog.hold(1);
        tally.move(backlog.connection, State.IN_FLIGHT, State.PENDING);
    }

    /**
     * Fewer deliveries are fresh than memory believes, which should not happen. Holds those that were never claimed, so that none
     * is forgotten, and counts again.
     */
    void recount(Backlog backlog) throws SQLException {
        String connection = backlog.connection;
        LOG.error(
                "The ledger's counts of {} did not fit its deliveries. They were counted again; nothing is lost. Please report this.",
                connection);
        held.holdFresh(connection);
        backlogs.countHeld();
        backlog.nothingFresh();
        tally.correct(connection, State.PENDING, backlog.held());
    }

    /** Millis at the begin of the transaction. */
    long now() {
        return now;
    }

    /** Millis at the begin of the transaction that no jump of the clock changes: what leases are measured in. */
    long steady() {
        return steady;
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
