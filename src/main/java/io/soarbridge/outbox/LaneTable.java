package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Statements on {@code lane}: the order keys with open deliveries. A lane with a delivery in flight has the end of the lease as
 * its {@code next_at}, so that one index finds both what is due and what was abandoned.
 */
final class LaneTable {
    private final Statements sql;

    LaneTable(Statements sql) {
        this.sql = sql;
    }

    /** @param flight id of the delivery in flight, 0 when there is none */
    record Lane(String connection, long key, long head, long flight, long pending) {}

    /** One more open delivery, whose row is written already; a new lane is due at {@code now}. */
    void join(String connection, long key, long deliveryId, long now) throws SQLException {
        long pending = sql.first("""
                        insert into lane (connection, key, next_at, head, pending) values (?, ?, ?, ?, 1)
                        on conflict (connection, key) do update set pending = pending + 1 returning pending
                        """, r -> r.getLong(1), connection, key, now, deliveryId)
                .orElseThrow();
        if (pending > 1) {
            queue(connection, key, deliveryId);
        }
    }

    /** The head and the new one queue up; the older of them is the head. */
    private void queue(String connection, long key, long deliveryId) throws SQLException {
        sql.update("update delivery set queued = 1 where id = ?", deliveryId);
        int older = sql.update("""
                update delivery set queued = 1
                where id = (select head from lane where connection = ? and key = ? and head > ?)
                """, connection, key, deliveryId);
        if (older > 0) {
            sql.update("update lane set head = ? where connection = ? and key = ?", deliveryId, connection, key);
        }
    }

    List<Lane> due(String connection, long now, int max) throws SQLException {
        return sql.all("""
                select connection, key, head, flight, pending from lane
                where connection = ? and next_at <= ? order by next_at limit ?
                """, LaneTable::lane, connection, now, max);
    }

    void lease(Lane lane, long deliveryId, long until) throws SQLException {
        sql.update(
                "update lane set flight = ?1, lease_until = ?2, next_at = ?2 where connection = ?3 and key = ?4",
                deliveryId,
                until,
                lane.connection(),
                lane.key());
    }

    /** Nothing in flight any more; the head is due at {@code nextAt}. */
    void free(String connection, long key, long nextAt) throws SQLException {
        sql.update(
                "update lane set flight = null, lease_until = null, next_at = ? where connection = ? and key = ?",
                nextAt,
                connection,
                key);
    }

    /**
     * One open delivery less, to be called when its row is done already; the next one is due at once.
     *
     * @return false when it was the last and the lane is gone
     */
    boolean leave(String connection, long key, long deliveryId, long now) throws SQLException {
        if (sql.update("delete from lane where connection = ? and key = ? and pending = 1", connection, key) == 1) {
            return false;
        }
        return sql.update("""
                        update lane set pending = pending - 1, flight = null, lease_until = null, next_at = ?4,
                          head = case when head <> ?3 then head else coalesce((
                            select d.id from delivery d where d.connection = ?1 and d.lane = ?2
                              and d.queued = 1 order by d.id limit 1), head) end
                        where connection = ?1 and key = ?2
                        """, connection, key, deliveryId, now) == 1;
    }

    /** Makes a lane say what its deliveries say. For a lane whose head turned out not to be open. */
    void repair(Lane lane) throws SQLException {
        sql.update("delete from lane where connection = ? and key = ?", lane.connection(), lane.key());
        sql.update("""
                insert into lane (connection, key, next_at, head, pending)
                select connection, lane, 0, min(id), count(*) from delivery
                where connection = ? and lane = ? and done_at is null group by connection, lane
                """, lane.connection(), lane.key());
    }

    List<Lane> leased() throws SQLException {
        return sql.all(
                "select connection, key, head, flight, pending from lane where lease_until is not null",
                LaneTable::lane);
    }

    /** Millis of the earliest {@code next_at}. */
    Optional<Instant> nextDue(String connection) throws SQLException {
        return sql.first(
                "select next_at from lane where connection = ? order by next_at limit 1",
                r -> Instant.ofEpochMilli(r.getLong(1)),
                connection);
    }

    private static Lane lane(ResultSet r) throws SQLException {
        return new Lane(r.getString(1), r.getLong(2), r.getLong(3), r.getLong(4), r.getLong(5));
    }
}
