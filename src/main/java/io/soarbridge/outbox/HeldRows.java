package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Statements on pending deliveries that the cursor of their connection has passed: postponed ones, and those of the same lane
 * behind them. The oldest of a lane alone is due at a time, and none while one of the lane is in flight.
 */
final class HeldRows {
    private final Statements sql;

    HeldRows(Statements sql) {
        this.sql = sql;
    }

    record Due(long id, long lane) {}

    List<Due> due(String connection, long now, int max) throws SQLException {
        return sql.all(
                "select id, lane from delivery where connection = ? and next_at <= ? order by next_at, id limit ?",
                r -> new Due(r.getLong(1), r.getLong(2)),
                connection,
                now,
                max);
    }

    boolean any(String connection, long lane) throws SQLException {
        return oldest(connection, lane).isPresent();
    }

    private Optional<Long> oldest(String connection, long lane) throws SQLException {
        return sql.first(
                "select id from delivery where connection = ? and lane = ? and held = 1 order by id limit 1",
                r -> r.getLong(1),
                connection,
                lane);
    }

    /** Holds a row until another one lets it go. */
    void hold(long id) throws SQLException {
        sql.update("update delivery set held = 1, next_at = null where id = ?", id);
    }

    /**
     * Holds a row until its time; the oldest of its lane, be it another, gets that time.
     *
     * @param alone true when the connection is known to have no other held rows
     */
    void holdUntil(String connection, long lane, long id, long at, boolean alone) throws SQLException {
        sql.update("update delivery set held = 1, next_at = ? where id = ?", at, id);
        if (alone) {
            return;
        }
        sql.update("""
                update delivery set next_at = null
                where connection = ? and lane = ? and held = 1 and next_at is not null
                """, connection, lane);
        sql.update(
                "update delivery set next_at = ? where id = ?",
                at,
                oldest(connection, lane).orElse(id));
    }

    /** Holds a row again that was finished, due at {@code at} unless an older one of its lane is held. */
    void join(String connection, long lane, long id, long at) throws SQLException {
        hold(id);
        if (oldest(connection, lane).orElse(id) == id) {
            sql.update("""
                    update delivery set next_at = case when id = ?1 then ?2 end
                    where connection = ?3 and lane = ?4 and held = 1 and (id = ?1 or next_at is not null)
                    """, id, at, connection, lane);
        }
    }

    /** Makes due now what waits beyond {@code latest}. How many rows did. */
    int dueNoLaterThan(long latest, long now) throws SQLException {
        return sql.update("update delivery set next_at = ? where next_at > ?", now, latest);
    }

    /** Holds every pending row that is not held, due now. */
    void holdFresh(String connection) throws SQLException {
        sql.update(
                "update delivery set held = 1, next_at = received_at where connection = ? and state = 0 and held is null",
                connection);
    }

    /**
     * The lane has nothing in flight any more: its oldest held row, if there is one, is due.
     *
     * @return false when there is none
     */
    boolean letGo(String connection, long lane) throws SQLException {
        Optional<Long> oldest = oldest(connection, lane);
        if (oldest.isPresent()) {
            sql.update("update delivery set next_at = received_at where id = ? and next_at is null", oldest.get());
        }
        return oldest.isPresent();
    }
}
