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

    void set(String name, String value, long at) throws SQLException {
        sql.update(
                "insert into watermark (name, value, at) values (?, ?, ?) on conflict (name) do update set value = excluded.value, at = excluded.at",
                name,
                value,
                at);
    }
}
