package io.soarbridge.outbox;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
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
    final WatermarkTable watermarks;

    private final SqliteFile file;
    private final FilePlace place;
    private final InstanceLock lock;
    private final Statements sql;
    private final InstantSource clock;
    private final LongSupplier steadyMillis;
    private final Set<String> woken = new HashSet<>();
    private long now;
    private long steady;
    private long nextId;
    private long dataVersion;
    private long commits;
    private boolean broken;
    private boolean unnoted;

    /** @param lock of the bridge that owns the file, null beside it */
    Ledger(SqliteFile file, Connection connection, InstanceLock lock, SqliteOutboxStore.Time time) throws SQLException {
        this.file = file;
        this.place = new FilePlace(file.path());
        this.lock = lock;
        this.sql = new Statements(connection);
        this.clock = time.clock();
        this.steadyMillis = time.steadyMillis();
        events = new EventTable(sql);
        deliveries = new DeliveryTable(sql);
        held = new HeldRows(sql);
        backlogs = new Backlogs(sql);
        attempts = new AttemptTable(sql);
        tally = new TallyTable(sql);
        meta = new MetaTable(sql);
        watermarks = new WatermarkTable(sql);
        known = new KnownKeys(sql, meta);
        load();
        sql.connection().setAutoCommit(false);
    }

    private void load() throws SQLException {
        tally.refresh();
        backlogs.load();
        nextId = Math.max(nextId, 1 + Math.max(meta.highWater(), Math.max(events.maxId(), deliveries.maxId())));
        commits = meta.value(MetaTable.COMMITS);
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
        if (broken) {
            place.reopened(); // closing the last connection to a file removes its log
        }
        place.require();
        if (broken) {
            reconnect();
        }
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
        sql.changedSince();
    }

    /** @return the connections that have new work */
    Set<String> commit() throws SQLException {
        tally.write();
        backlogs.write();
        known.mergeSome(nextId - 1);
        boolean counts = lock != null && sql.changedSince();
        if (counts) {
            meta.set(MetaTable.COMMITS, ++commits);
        }
        sql.connection().commit();
        tally.committed();
        known.committed();
        if (counts) {
            acknowledge();
        }
        Set<String> connections = Set.copyOf(woken);
        woken.clear();
        return connections;
    }

    private void acknowledge() {
        try {
            lock.acknowledged(commits);
        } catch (IOException e) {
            if (!unnoted) {
                unnoted = true;
                LOG.warn(
                        "Noting acknowledged writes in {} failed: {}. What was written is safe.",
                        lock.path(),
                        e.getMessage());
            }
        }
    }

    /** Forgets what the transaction did, in memory, too. The next one begins on a new connection if this one is beyond use. */
    void rollback() {
        tally.forget();
        known.rolledBack();
        woken.clear();
        try {
            undo();
            load();
            sql.connection().commit();
        } catch (SQLException e) {
            broken = true;
            LOG.debug("the ledger's connection is of no use any more", e);
        }
    }

    /** After some errors SQLite has rolled back already; then the driver must begin the next transaction by hand. */
    private void undo() throws SQLException {
        try {
            sql.connection().rollback();
        } catch (SQLException alreadyRolledBack) {
            try (Statement begin = sql.connection().createStatement()) {
                begin.execute("begin");
            }
        }
    }

    private void reconnect() throws SQLException {
        Connection fresh = file.writer();
        sql.reconnect(fresh);
        load();
        fresh.setAutoCommit(false);
        broken = false;
    }

    /** Writes something, to see whether writing works. */
    void probe() throws SQLException {
        meta.set("probe", now);
    }

    /** What is wrong with the files, in words. Any thread may ask. */
    Optional<String> gone() {
        return place.gone();
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

    /** The number that a query gives. */
    long number(String query) throws SQLException {
        return sql.first(query, r -> r.getLong(1)).orElse(0L);
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
