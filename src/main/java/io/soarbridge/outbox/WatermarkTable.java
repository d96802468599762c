package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.Optional;

/** Statements on {@code watermark}. */
final class WatermarkTable {
    private final Statements sql;

    WatermarkTable(Statements sql) {
        this.sql = sql;
    }

    Optional<String> value(String name) throws SQLException {
        return sql.first("select value from watermark where name = ?", r -> r.getString(1), name);
    }

    /** How many of the next {@code most} passing ones were older than that, and went. */
    int forget(long before, int most) throws SQLException {
        return sql.update("""
                delete from watermark where name in (
                  select name from watermark where name >= ? and name < ? and at < ? order by name limit ?)
                """, OutboxStore.PASSING_PREFIX, OutboxStore.PASSING_PREFIX + "\uffff", before, most);
    }

    void set(String name, String value, long at) throws SQLException {
        sql.update(
                "insert into watermark (name, value, at) values (?, ?, ?) on conflict (name) do update set value = excluded.value, at = excluded.at",
                name,
                value,
                at);
    }
}
