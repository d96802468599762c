package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code delivery} that change it or belong to a change. Reading for people is in {@link LedgerQueries}. */
final class DeliveryTable {
    private final Statements sql;

    DeliveryTable(Statements sql) {
        this.sql = sql;
    }

    /** Where a delivery belongs. */
    record Place(String connection, long lane) {}

    /** A delivery about to be removed or replayed. */
    record Finished(long id, long eventId, String connection, long lane, State state) {}

    /** @return false when there is a delivery of this unit already, and nothing was written */
    boolean insertIfNew(long id, long eventId, AcceptEvents.Unit unit, long receivedAt) throws SQLException {
        NewEvent.Target target = unit.target();
        return sql.update(
                        """
                        insert into delivery
                          (id, event_id, connection, operation, dedup_key, order_key, unit, lane, received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (unit) do nothing
                        """,
                        id,
                        eventId,
                        target.connection(),
                        target.operation(),
                        target.dedupKey(),
                        target.orderKey(),
                        unit.digest(),
                        unit.lane(),
                        receivedAt)
                == 1;
    }

    Optional<Long> eventOf(byte[] unit) throws SQLException {
        return sql.first("select event_id from delivery where unit = ?", r -> r.getLong(1), (Object) unit);
    }

    /** Marks an open delivery as in flight; empty when it is not open. */
    Optional<Claim> claim(long id, boolean abandoned, long now, long leaseUntil) throws SQLException {
        int changed = sql.update("""
                update delivery set state = 1, ticket = ticket + 1, maybe_applied = max(maybe_applied, ?),
                  first_claimed_at = coalesce(first_claimed_at, ?)
                where id = ? and done_at is null
                """, abandoned ? 1 : 0, now, id);
        return changed == 0 ? Optional.empty() : sql.first("""
                select d.id, d.ticket, d.event_id, d.connection, d.operation, d.dedup_key, d.order_key, e.source, e.format,
                  e.payload, e.trace_id, d.attempts, d.maybe_applied, d.received_at, d.first_claimed_at
                from delivery d join event e on e.id = d.event_id where d.id = ?
                """, r -> claim(r, leaseUntil), id);
    }

    private static Claim claim(ResultSet r, long leaseUntil) throws SQLException {
        return new Claim(
                r.getLong(1),
                r.getLong(2),
                r.getLong(3),
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getString(7),
                r.getString(8),
                r.getString(9),
                r.getBytes(10),
                r.getString(11),
                r.getInt(12),
                r.getInt(13) == 1,
                Instant.ofEpochMilli(r.getLong(14)),
                Instant.ofEpochMilli(r.getLong(15)),
                Instant.ofEpochMilli(leaseUntil));
    }

    /** @return empty when the delivery is not in flight with this ticket, and nothing was written */
    Optional<Place> delivered(Result.Delivered result, long now) throws SQLException {
        return sql.first(
                """
                update delivery set state = 2, done_at = ?, queued = null, status = 0, code = ?, reason = null,
                  remote_id = ?, remote_version = ?, remote_url = ?
                where id = ? and ticket = ? and state = 1 returning connection, lane
                """,
                DeliveryTable::place,
                now,
                result.code(),
                result.remoteId(),
                result.remoteVersion(),
                result.remoteUrl(),
                result.deliveryId(),
                result.ticket());
    }

    /** @return empty when the delivery is not in flight with this ticket, and nothing was written */
    Optional<Place> retry(Result.Retry result) throws SQLException {
        return sql.first(
                """
                update delivery set state = 0, attempts = attempts + ?, maybe_applied = max(maybe_applied, ?),
                  status = ?, code = ?, reason = ?
                where id = ? and ticket = ? and state = 1 returning connection, lane
                """,
                DeliveryTable::place,
                result.counts() ? 1 : 0,
                result.maybeApplied() ? 1 : 0,
                result.status(),
                result.code(),
                result.reason(),
                result.deliveryId(),
                result.ticket());
    }

    /** @return empty when the delivery is not in flight with this ticket, and nothing was written */
    Optional<Place> dead(Result.Dead result, long now) throws SQLException {
        return sql.first(
                """
                update delivery set state = 3, done_at = ?, queued = null, attempts = attempts + 1,
                  maybe_applied = max(maybe_applied, ?), status = ?, code = ?, reason = ?
                where id = ? and ticket = ? and state = 1 returning connection, lane
                """,
                DeliveryTable::place,
                now,
                result.maybeApplied() ? 1 : 0,
                result.status(),
                result.code(),
                result.reason(),
                result.deliveryId(),
                result.ticket());
    }

    private static Place place(ResultSet r) throws SQLException {
        return new Place(r.getString(1), r.getLong(2));
    }

    /** The worker of a delivery is gone; what it did is unknown. */
    void abandon(long id) throws SQLException {
        sql.update("update delivery set state = 0, maybe_applied = 1 where id = ? and state = 1", id);
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
