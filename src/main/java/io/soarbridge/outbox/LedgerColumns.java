package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads what the ledger keeps in columns of the same names in every database. Times are milliseconds since 1970. */
public final class LedgerColumns {
    private LedgerColumns() {}

    public static DeliveryRow delivery(ResultSet r) throws SQLException {
        return new DeliveryRow(
                r.getLong("id"),
                r.getLong("event_id"),
                r.getString("connection"),
                r.getString("operation"),
                State.values()[r.getInt("state")],
                r.getString("source"),
                r.getString("dedup_key"),
                r.getString("order_key"),
                r.getInt("attempts"),
                r.getBoolean("maybe_applied"),
                instant(r, "received_at"),
                instant(r, "next_at"),
                instant(r, "done_at"),
                r.getString("code"),
                r.getInt("status"),
                r.getString("reason"),
                r.getString("remote_id"),
                r.getString("remote_version"),
                r.getString("remote_url"),
                r.getString("trace_id"));
    }

    public static DeliveryDetail.Attempt attempt(ResultSet r) throws SQLException {
        return new DeliveryDetail.Attempt(
                r.getInt("number"),
                instant(r, "at"),
                r.getLong("took"),
                r.getString("code"),
                r.getInt("status"),
                r.getString("reason"));
    }

    /** Null when the column is. */
    public static Instant instant(ResultSet r, String column) throws SQLException {
        long millis = r.getLong(column);
        return r.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
