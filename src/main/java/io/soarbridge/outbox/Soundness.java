package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a file has all that was acknowledged, looked at before a bridge opens it for writing, and without changing it. A small
 * one is read through: its structure, its counts, and the sum of each row. Of a large one only the number of acknowledged
 * writes is compared; damage elsewhere in it shows when the row is read.
 */
record Soundness(SqliteFile file, InstanceLock lock) {
    /** A file of this size is read within a third of a second or so. */
    private static final long SMALL_BYTES = 32L << 20;

    private static final int WITH_SUMS = 2;

    /** @throws BridgeException {@code outbox/corrupt} */
    void require() throws SQLException {
        try (Statements sql = new Statements(file.inspector())) {
            long version = number(sql, "pragma user_version");
            boolean sums = version >= WITH_SUMS;
            if (sums || version == 0 && lock.acknowledgedBefore() > 0) {
                requireAllWrites(sql, sums);
            }
            if (number(sql, "pragma page_count") * number(sql, "pragma page_size") > SMALL_BYTES) {
                return;
            }
            String verdict =
                    sql.first("pragma quick_check(1)", r -> r.getString(1)).orElse("");
            if (!verdict.equals("ok")) {
                throw corrupt(verdict);
            }
            if (sums) {
                requireCounts(sql);
                requireSums(sql);
            }
        }
    }

    private void requireAllWrites(Statements sql, boolean counted) throws SQLException {
        long has = counted ? new MetaTable(sql).value(MetaTable.COMMITS) : 0;
        if (has < lock.acknowledgedBefore()) {
            throw corrupt(
                    ("the last %d of %d acknowledged writes are missing; if you restored a backup on purpose, remove %s")
                            .formatted(lock.acknowledgedBefore() - has, lock.acknowledgedBefore(), lock.path()));
        }
    }

    private record Count(String connection, long state, long rows) {
        static Count read(ResultSet r) throws SQLException {
            return new Count(r.getString(1), r.getLong(2), r.getLong(3));
        }
    }

    private void requireCounts(Statements sql) throws SQLException {
        Map<String, Long> wrong = new TreeMap<>();
        for (Count count : sql.all("select connection, state, rows from tally", Count::read)) {
            wrong.merge(count.connection() + " " + count.state(), count.rows(), Long::sum);
        }
        for (Count count :
                sql.all("select connection, state, count(*) from delivery group by connection, state", Count::read)) {
            wrong.merge(count.connection() + " " + count.state(), -count.rows(), Long::sum);
        }
        if (wrong.values().stream().anyMatch(rows -> rows != 0)) {
            throw corrupt("its counts do not fit its deliveries");
        }
    }

    private void requireSums(Statements sql) throws SQLException {
        List<Long> damaged = sql.all(
                "select id, event_id, connection, operation, dedup_key, order_key, sum from delivery",
                r -> r.getObject(7) == null
                                || r.getInt(7)
                                        == Checksum.delivery(
                                                r.getLong(1),
                                                r.getLong(2),
                                                r.getString(3),
                                                r.getString(4),
                                                r.getString(5),
                                                r.getString(6))
                        ? 0L
                        : r.getLong(1));
        List<Long> damagedEvents = sql.all(
                "select id, source, format, trace_id, payload, sum from event",
                r -> r.getObject(6) == null
                                || r.getInt(6)
                                        == Checksum.event(r.getString(2), r.getString(3), r.getString(4), r.getBytes(5))
                        ? 0L
                        : r.getLong(1));
        long rows = damaged.stream().filter(id -> id != 0).count()
                + damagedEvents.stream().filter(id -> id != 0).count();
        long lost = number(
                sql,
                "select count(*) from delivery d where not exists (select 1 from event e where e.id = d.event_id)");
        if (rows + lost > 0) {
            throw corrupt("%d rows are not what was written".formatted(rows + lost));
        }
    }

    private static long number(Statements sql, String query) throws SQLException {
        return sql.first(query, r -> r.getLong(1)).orElse(0L);
    }

    private BridgeException corrupt(String detail) {
        Path path = file.path();
        return StoreFailures.corrupt(path, detail, null);
    }
}
