package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Replays and removes finished deliveries, in transactions too short to notice. */
final class Housekeeping {
    private static final int BATCH = 500;

    private final Readers readers;

    Housekeeping(Readers readers) {
        this.readers = readers;
    }

    private record Row(long id, long eventId, String connection, long lane, State state) {}

    private static Row row(ResultSet r) throws SQLException {
        return new Row(r.getLong(1), r.getLong(2), r.getString(3), r.getLong(4), State.values()[r.getInt(5)]);
    }

    /** What to do with rows that are locked and finished. */
    private interface Step {
        void apply(Connection connection, List<Row> rows, Tally tally) throws SQLException;
    }

    /** @return false when it is not {@code expected} any more */
    boolean saveWatermark(String name, String expected, String value) throws SQLException {
        return readers.change(connection -> Sql.update(
                        connection,
                        expected == null
                                ? "insert into watermark (value, at, name) values (?, NOW, ?) on conflict (name) do update set at = excluded.at where watermark.value = excluded.value"
                                        .replace("NOW", Sql.NOW)
                                : "update watermark set value = ?, at = NOW where name = ? and value in (?, ?)"
                                        .replace("NOW", Sql.NOW),
                        expected == null ? new Object[] {value, name} : new Object[] {value, name, expected, value})
                > 0);
    }

    /** Removes passing watermarks that are old enough; those of the next transactions too, until none is left. */
    void forgetPassing() throws SQLException {
        int gone;
        do {
            gone = readers.change(connection -> Sql.update(
                    connection,
                    """
                    delete from watermark where name in (
                      select name from watermark where name >= ? and name < ? and at < NOW - ? order by name limit ?)
                    """.replace("NOW", Sql.NOW),
                    OutboxStore.PASSING_PREFIX,
                    OutboxStore.PASSING_PREFIX + "\uffff",
                    OutboxStore.PASSING.toMillis(),
                    BATCH));
        } while (gone == BATCH);
    }

    /** How many became pending, at the place in their lane that their age gives them. */
    int replay(DeliveryFilter filter) throws SQLException {
        return inBatches(filter, EnumSet.of(State.DEAD), (connection, rows, tally) -> {
            Sql.update(connection, """
                    update delivery set state = 0, attempts = 0, maybe_applied = true, done_at = null, dead = null
                    where id = any (?::bigint[])
                    """, (Object) ids(rows));
            Lanes.join(
                    connection,
                    rows.stream()
                            .map(row -> new Lanes.Member(row.connection(), row.lane(), row.id()))
                            .toList());
            rows.forEach(row -> tally.move(row.connection(), row.state(), State.PENDING));
        });
    }

    /** How many were removed. */
    int purge(DeliveryFilter filter) throws SQLException {
        return inBatches(filter, EnumSet.of(State.DEAD, State.DELIVERED), Housekeeping::remove);
    }

    /** @param usual the states that are meant when the filter names none */
    private int inBatches(DeliveryFilter filter, Set<State> usual, Step step) throws SQLException {
        List<State> states = filter.finishedStates(usual);
        int done = 0;
        long beforeId = filter.beforeId();
        while (!states.isEmpty()) {
            int limit = filter.limit() == 0 ? BATCH : Math.min(BATCH, filter.limit() - done);
            List<Row> rows = limit == 0 ? List.of() : batch(filter.page(states, beforeId, limit), step);
            done += rows.size();
            if (rows.size() < limit || limit == 0) {
                break;
            }
            beforeId = rows.get(rows.size() - 1).id();
        }
        return done;
    }

    private List<Row> batch(DeliveryFilter page, Step step) throws SQLException {
        FilterSql where = new FilterSql(page);
        return readers.change(connection -> {
            List<Row> rows =
                    Sql.all(connection, """
                    select d.id, d.event_id, d.connection, d.lane, d.state from delivery d
                    join event e on e.id = d.event_id
                    left join lane l on l.connection = d.connection and l.key = d.lane
                    """ + where.text() + " for update of d", Housekeeping::row, where.arguments());
            apply(connection, rows, step);
            return rows;
        });
    }

    private static void apply(Connection connection, List<Row> rows, Step step) throws SQLException {
        if (!rows.isEmpty()) {
            Tally tally = new Tally();
            step.apply(connection, rows, tally);
            tally.write(connection);
        }
    }

    private static void remove(Connection connection, List<Row> rows, Tally tally) throws SQLException {
        long[] events =
                rows.stream().mapToLong(Row::eventId).distinct().sorted().toArray();
        Sql.all(
                connection,
                "select id from event where id = any (?::bigint[]) order by id for update",
                r -> r.getLong(1),
                (Object) events);
        Sql.update(connection, "delete from attempt where delivery_id = any (?::bigint[])", (Object) ids(rows));
        Sql.update(connection, "delete from delivery where id = any (?::bigint[])", (Object) ids(rows));
        Sql.update(connection, """
                delete from event e where e.id = any (?::bigint[])
                  and not exists (select 1 from delivery d where d.id = e.id and d.event_id = e.id)
                  and not exists (select 1 from delivery d where d.event_id = e.id and d.event_id <> d.id)
                """, (Object) events);
        rows.forEach(row -> tally.move(row.connection(), row.state(), null));
    }

    private static long[] ids(List<Row> rows) {
        return rows.stream().mapToLong(Row::id).toArray();
    }

    /**
     * Removes those of the next {@value #BATCH} rows after an id that were finished longer ago than {@code retentionMillis}. Looks
     * at rows in the order they came in, so that it needs no index. Another bridge that does the same just now is left to it.
     *
     * @return how many went, and where to go on; 0 when there is nothing older left to look at
     */
    Progress pruneAfter(long afterId, long retentionMillis) throws SQLException {
        return readers.change(connection -> {
            boolean ours = Sql.first(
                            connection,
                            "select pg_try_advisory_xact_lock(hashtext('soarbridge-prune'))",
                            r -> r.getBoolean(1))
                    .orElse(false);
            if (!ours) {
                return new Progress(0, 0);
            }
            List<Aged> aged = Sql.all(
                    connection,
                    """
                    select id, coalesce(done_at < NOW - ?, false) from (
                      select * from delivery where id > ? order by id limit ?) as next
                    where received_at < NOW - ?
                    """.replace("NOW", Sql.NOW),
                    r -> new Aged(r.getLong(1), r.getBoolean(2)),
                    retentionMillis,
                    afterId,
                    BATCH,
                    retentionMillis);
            List<Row> rows = Sql.all(connection, """
                    select id, event_id, connection, lane, state from delivery
                    where id = any (?::bigint[]) and done_at is not null order by id desc for update
                    """, Housekeeping::row, (Object)
                    aged.stream().filter(Aged::old).mapToLong(Aged::id).toArray());
            apply(connection, rows, Housekeeping::remove);
            long last = aged.size() < BATCH ? 0 : aged.get(aged.size() - 1).id();
            return new Progress(rows.size(), last);
        });
    }

    record Progress(int removed, long lastId) {}

    private record Aged(long id, boolean old) {}
}
