package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Statements on {@code tally}, and the changes of the running transaction, written once at its end. Only {@link #open()} may be
 * called by other threads.
 */
final class TallyTable {
    private final Statements sql;
    private final Map<String, long[]> changes = new HashMap<>();
    private long openChange;
    private volatile long open;

    TallyTable(Statements sql) {
        this.sql = sql;
    }

    /** @param from null for a new row; @param to null for a removed one */
    void move(String connection, State from, State to) {
        long[] change = changes.computeIfAbsent(connection, c -> new long[State.values().length]);
        if (from != null) {
            change[from.number()]--;
            openChange -= isOpen(from);
        }
        if (to != null) {
            change[to.number()]++;
            openChange += isOpen(to);
        }
    }

    private static int isOpen(State state) {
        return state == State.PENDING || state == State.IN_FLIGHT ? 1 : 0;
    }

    /** Makes the count of a state what it should be, whatever the running transaction changed. */
    void correct(String connection, State state, long rows) throws SQLException {
        write();
        changes.clear();
        sql.update(
                "insert into tally (connection, state, rows) values (?, ?, ?) on conflict (connection, state) do update set rows = excluded.rows",
                connection,
                state.number(),
                rows);
        refresh();
        openChange = 0;
    }

    /** Before the commit. */
    void write() throws SQLException {
        for (Map.Entry<String, long[]> change : changes.entrySet()) {
            for (State state : State.values()) {
                long rows = change.getValue()[state.number()];
                if (rows != 0) {
                    sql.update("""
                            insert into tally (connection, state, rows) values (?, ?, ?)
                            on conflict (connection, state) do update set rows = rows + excluded.rows
                            """, change.getKey(), state.number(), rows);
                }
            }
        }
    }

    void committed() {
        open = openNow();
        forget();
    }

    void forget() {
        changes.clear();
        openChange = 0;
    }

    /** Reads what other processes may have changed. */
    void refresh() throws SQLException {
        open = sql.first("select coalesce(sum(rows), 0) from tally where state in (0, 1)", r -> r.getLong(1))
                .orElse(0L);
    }

    /** Open deliveries on disk. */
    long open() {
        return open;
    }

    /** Open deliveries, those of the running transaction included. */
    long openNow() {
        return open + openChange;
    }
}
