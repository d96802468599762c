package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How a transaction changes the number of rows in each state. To be written last: it locks rows of this session only. */
final class Tally {
    private final Map<String, long[]> changes = new TreeMap<>();

    /** @param from null for a new row; @param to null for a removed one */
    void move(String connection, State from, State to) {
        long[] change = changes.computeIfAbsent(connection, c -> new long[State.values().length]);
        if (from != null) {
            change[from.number()]--;
        }
        if (to != null) {
            change[to.number()]++;
        }
    }

    void write(Connection connection) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        int states = State.values().length;
        String[] connections = new String[changes.size() * states];
        int[] numbers = new int[connections.length];
        long[] rows = new long[connections.length];
        int i = 0;
        for (Map.Entry<String, long[]> change : changes.entrySet()) {
            for (int state = 0; state < states; state++) {
                connections[i] = change.getKey();
                numbers[i] = state;
                rows[i++] = change.getValue()[state];
            }
        }
        Sql.update(connection, """
                insert into tally (connection, state, writer, rows)
                select connection, state, pg_backend_pid(), rows
                from unnest(?::text[], ?::int[], ?::bigint[]) as c (connection, state, rows) where rows <> 0
                on conflict (connection, state, writer) do update set rows = tally.rows + excluded.rows
                """, connections, numbers, rows);
    }

    /** Sums the rows of all sessions up, but for those that change just now. */
    static void fold(Connection connection) throws SQLException {
        Sql.update(connection, """
                with gone as (
                  delete from tally where (connection, state, writer) in (
                    select connection, state, writer from tally where writer <> 0 for update skip locked)
                  returning connection, state, rows)
                insert into tally (connection, state, writer, rows)
                select connection, state, 0, sum(rows) from gone group by connection, state order by connection, state
                on conflict (connection, state, writer) do update set rows = tally.rows + excluded.rows
                """);
    }
}
