package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Statements on {@code delivery} that change it or belong to a change. Reading for people is in {@link LedgerQueries}. */
final class DeliveryTable {
    private static final String FOR_CLAIM = """
            select d.id, d.ticket, d.event_id, d.operation, d.dedup_key, d.order_key, e.source, e.format, e.payload,
              e.trace_id, d.attempts, d.maybe_applied, d.received_at, d.first_claimed_at, d.lane,
              d.sum, e.sum
            from delivery d join event e on e.id = d.event_id
            """;

    private final Statements sql;

    DeliveryTable(Statements sql) {
        this.sql = sql;
    }

    /** A delivery about to be removed or replayed. */
    record Finished(long id, long eventId, String connection, long lane, State state) {}

    /** A delivery as a claim finds it. Unsound when it is not what was once written. */
    record Found(Claim claim, long lane, boolean sound) {}

    void insert(long id, long eventId, AcceptEvents.Unit unit, long receivedAt) throws SQLException {
        NewEvent.Target target = unit.target();
        sql.update(
                """
                insert into delivery (id, event_id, connection, operation, dedup_key, order_key, lane, received_at, sum)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                eventId,
                target.connection(),
                target.operation(),
                target.dedupKey(),
                target.orderKey(),
                unit.lane(),
                receivedAt,
                Checksum.delivery(
                        id, eventId, target.connection(), target.operation(), target.dedupKey(), target.orderKey()));
    }

    /** What was never claimed nor held from {@code cursor} on, as it will be once claimed until {@code leaseUntil}. */
    List<Found> fresh(Backlog backlog, int max, long now, long leaseUntil) throws SQLException {
        return sql.all(
                FOR_CLAIM
                        + "where d.id >= ? and d.connection = ? and d.state = 0 and d.held is null order by d.id limit ?",
                r -> found(r, claim(r, 1, backlog.connection, now, leaseUntil)),
                backlog.cursor(),
                backlog.connection,
                max);
    }

    /** Marks all that {@link #fresh} gave and that was not held since. */
    void claimFresh(String connection, long first, long last, long now, long leaseUntil) throws SQLException {
        sql.update("""
                update delivery set state = 1, ticket = ticket + 1, first_claimed_at = ?, lease_until = ?
                where id between ? and ? and connection = ? and state = 0 and held is null
                """, now, leaseUntil, first, last, connection);
    }

    /** Marks a held or abandoned delivery. */
    Found claim(Backlog backlog, long id, boolean abandoned, long now, long leaseUntil) throws SQLException {
        sql.update("""
                update delivery set state = 1, ticket = ticket + 1, held = null, next_at = null,
                  maybe_applied = max(maybe_applied, ?), first_claimed_at = coalesce(first_claimed_at, ?), lease_until = ?
                where id = ?
                """, abandoned ? 1 : 0, now, leaseUntil, id);
        return sql.first(
                        FOR_CLAIM + "where d.id = ?",
                        r -> found(r, claim(r, 0, backlog.connection, now, leaseUntil)),
                        id)
                .orElseThrow(() -> new SQLException("delivery " + id + " is claimed but has no row or no event"));
    }

    private static Found found(ResultSet r, Claim claim) throws SQLException {
        return new Found(claim, r.getLong(15), sound(claim, r.getObject(16), r.getObject(17)));
    }

    /** Rows of an older release have no sums. */
    private static boolean sound(Claim c, Object delivery, Object event) {
        return (delivery == null
                        || ((Number) delivery).intValue()
                                == Checksum.delivery(
                                        c.deliveryId(),
                                        c.eventId(),
                                        c.connection(),
                                        c.operation(),
                                        c.dedupKey(),
                                        c.orderKey()))
                && (event == null
                        || ((Number) event).intValue()
                                == Checksum.event(c.source(), c.format(), c.traceId(), c.payload()));
    }

    private static Claim claim(ResultSet r, int tickets, String connection, long now, long leaseUntil)
            throws SQLException {
        long firstClaimedAt = r.getLong(14);
        return new Claim(
                r.getLong(1),
                r.getLong(2) + tickets,
                r.getLong(3),
                connection,
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getString(7),
                r.getString(8),
                r.getBytes(9),
                r.getString(10),
                r.getInt(11),
                r.getInt(12) == 1,
                Instant.ofEpochMilli(r.getLong(13)),
                Instant.ofEpochMilli(firstClaimedAt == 0 ? now : firstClaimedAt),
                Instant.ofEpochMilli(leaseUntil));
    }

    void delivered(Result.Delivered result, long now) throws SQLException {
        sql.update(
                """
                update delivery set state = 2, done_at = ?, status = 0, code = ?, reason = null, remote_id = ?,
                  remote_version = ?, remote_url = ? where id = ?
                """,
                now,
                result.code(),
                result.remoteId(),
                result.remoteVersion(),
                result.remoteUrl(),
                result.deliveryId());
    }

    void retry(Result.Retry result) throws SQLException {
        sql.update(
                """
                update delivery set state = 0, attempts = attempts + ?, maybe_applied = max(maybe_applied, ?),
                  status = ?, code = ?, reason = ? where id = ?
                """,
                result.counts() ? 1 : 0,
                result.maybeApplied() ? 1 : 0,
                result.status(),
                result.code(),
                result.reason(),
                result.deliveryId());
    }

    void dead(Result.Dead result, long now) throws SQLException {
        sql.update(
                """
                update delivery set state = 3, done_at = ?, attempts = attempts + 1,
                  maybe_applied = max(maybe_applied, ?), status = ?, code = ?, reason = ? where id = ?
                """,
                now,
                result.maybeApplied() ? 1 : 0,
                result.status(),
                result.code(),
                result.reason(),
                result.deliveryId());
    }

    /** A delivery that must not go out, as it is not what came in. */
    void damaged(long id, long now) throws SQLException {
        sql.update(
                "update delivery set state = 3, held = null, next_at = null, done_at = ?, code = ?, reason = ? where id = ?",
                now,
                "outbox/damaged",
                "what the ledger has of it is not what was written: the disk or the file was damaged",
                id);
    }

    /** The worker of a delivery is gone; what it did is unknown. */
    void abandon(long id) throws SQLException {
        sql.update("update delivery set state = 0, maybe_applied = 1 where id = ?", id);
    }

    void reopen(long id) throws SQLException {
        sql.update("update delivery set state = 0, attempts = 0, maybe_applied = 1, done_at = null where id = ?", id);
    }

    void delete(long id) throws SQLException {
        sql.update("delete from delivery where id = ?", id);
    }

    /** Delivered and dead rows that {@code filter} matches, newest first, below {@code filter.beforeId()}. */
    List<Finished> finished(DeliveryFilter filter) throws SQLException {
        FilterSql where = new FilterSql(filter);
        return sql.allOnce(
                "select d.id, d.event_id, d.connection, d.lane, d.state from delivery d join event e on e.id = d.event_id "
                        + where.text(),
                DeliveryTable::finished,
                where.arguments());
    }

    /** The next {@code max} rows after {@code id} that came in before {@code before}, whatever their state. */
    List<Aged> agedAfter(long id, long before, int max) throws SQLException {
        return sql.all(
                """
                select id, event_id, connection, lane, state, done_at from (
                  select * from delivery where id > ? order by id limit ?) where received_at < ?
                """,
                r -> new Aged(finished(r), r.getObject(6) == null ? Long.MAX_VALUE : r.getLong(6)),
                id,
                max,
                before);
    }

    /** @param doneAt {@link Long#MAX_VALUE} while open */
    record Aged(Finished row, long doneAt) {}

    private static Finished finished(ResultSet r) throws SQLException {
        return new Finished(r.getLong(1), r.getLong(2), r.getString(3), r.getLong(4), State.values()[r.getInt(5)]);
    }

    long maxId() throws SQLException {
        return sql.first("select coalesce(max(id), 0) from delivery", r -> r.getLong(1))
                .orElse(0L);
    }
}
