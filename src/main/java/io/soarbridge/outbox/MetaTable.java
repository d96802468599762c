package io.soarbridge.outbox;

import java.sql.SQLException;

/** Statements on {@code meta}. */
final class MetaTable {
    /** Deliveries up to this id are in the table {@code known}. */
    static final String KNOWN_UP_TO = "known-up-to";

    /** Entries of deliveries before this id were removed from the table {@code known}. */
    static final String KNOWN_FROM = "known-from";

    /** How many transactions of bridges changed something. */
    static final String COMMITS = "commits";

    private final Statements sql;

    MetaTable(Statements sql) {
        this.sql = sql;
    }

    /**
     * Takes the write lock. A transaction that begins with a read could lose the lock to the command line in between and would
     * then have to start again.
     */
    void lock() throws SQLException {
        sql.update("delete from meta where name = ''");
    }

    /** To be called before rows are removed: ids up to the greatest one so far are not given out again. */
    void keepHighWater() throws SQLException {
        sql.update("""
                insert into meta (name, value) select 'high-water', coalesce(max(id), 0) from delivery where true
                on conflict (name) do update set value = max(value, excluded.value)
                """);
    }

    long highWater() throws SQLException {
        return value("high-water");
    }

    /** 0 when there is none. */
    long value(String name) throws SQLException {
        return sql.first("select value from meta where name = ?", r -> r.getLong(1), name)
                .orElse(0L);
    }

    void set(String name, long value) throws SQLException {
        sql.update(
                "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }
}
