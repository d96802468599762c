package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people and lanes ask of the ledger. Reads committed rows on connections of its own and holds nobody up. */
final class LedgerQueries implements AutoCloseable {
    private static final String ROWS = """
            select d.id, d.event_id, d.connection, d.operation, d.state, e.source, d.dedup_key, d.order_key, d.attempts,
              d.maybe_applied, d.received_at,
              case when d.state = 0 and l.head = d.id and l.flight is null then l.next_at end as next_at,
              d.done_at, d.code, d.status, d.reason, d.remote_id, d.remote_version, d.remote_url, e.trace_id
            from delivery d join event e on e.id = d.event_id
            left join lane l on l.connection = d.connection and l.key = d.lane
            """;

    private final Readers readers;

    LedgerQueries(SqliteFile file) {
        readers = new Readers(file);
    }

    List<DeliveryRow> list(DeliveryFilter filter) {
        FilterSql where = new FilterSql(filter);
        return readers.read(sql -> sql.allOnce(ROWS + where.text(), LedgerQueries::row, where.arguments()));
    }

    Optional<DeliveryDetail> show(long deliveryId) {
        return readers.read(sql -> {
            Optional<DeliveryRow> row = sql.first(ROWS + " where d.id = ?", LedgerQueries::row, deliveryId);
            return row.isEmpty() ? Optional.empty() : detail(sql, row.get());
        });
    }

    /** Empty when the row was removed in between. */
    private static Optional<DeliveryDetail> detail(Statements sql, DeliveryRow row) throws SQLException {
        List<DeliveryDetail.Attempt> attempts = new AttemptTable(sql).of(row.deliveryId());
        return sql.first(
                "select format, payload from event where id = ?",
                r -> new DeliveryDetail(row, r.getString(1), r.getBytes(2), attempts),
                row.eventId());
    }

    List<DeliveryRow> ofEvent(long eventId) {
        return readers.read(sql -> sql.all(ROWS + """
                        where d.id >= ?1 and d.id < ?1 + (select targets from event where id = ?1) and d.event_id = ?1
                        order by d.id desc
                        """, LedgerQueries::row, eventId));
    }

    Optional<String> remoteId(String connection, String orderKey) {
        return readers.read(sql -> sql.first(
                """
                select remote_id from (
                  select id, remote_id from delivery where unit = ?1 and remote_id is not null
                  union all
                  select id, remote_id from delivery where connection = ?2 and lane = ?3 and remote_id is not null
                    and (operation <> 'case-create' or dedup_key <> order_key) and order_key = ?4)
                order by id desc limit 1
                """,
                r -> r.getString(1),
                AcceptEvents.unit(connection, "case-create", orderKey),
                connection,
                AcceptEvents.lane(orderKey),
                orderKey));
    }

    Optional<Instant> nextDue(String connection) {
        return readers.read(sql -> new LaneTable(sql).nextDue(connection));
    }

    Map<String, OutboxStore.Counts> counts() {
        return readers.read(sql -> {
            Map<String, long[]> rows = new TreeMap<>();
            for (Tally tally : sql.all("select connection, state, rows from tally", LedgerQueries::tally)) {
                rows.computeIfAbsent(tally.connection(), c -> new long[State.values().length])[tally.state()] =
                        tally.rows();
            }
            Map<String, OutboxStore.Counts> counts = new TreeMap<>();
            for (Map.Entry<String, long[]> entry : rows.entrySet()) {
                long[] n = entry.getValue();
                counts.put(entry.getKey(), new OutboxStore.Counts(n[0], n[1], n[2], n[3], oldest(sql, entry.getKey())));
            }
            return counts;
        });
    }

    private record Tally(String connection, int state, long rows) {}

    private static Tally tally(ResultSet r) throws SQLException {
        return new Tally(r.getString(1), r.getInt(2), r.getLong(3));
    }

    private static Instant oldest(Statements sql, String connection) throws SQLException {
        return sql.first("""
                        select received_at from delivery
                        where id = (select head from lane where connection = ? order by head limit 1)
                        """, r -> Instant.ofEpochMilli(r.getLong(1)), connection)
                .orElse(null);
    }

    private static DeliveryRow row(ResultSet r) throws SQLException {
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
                r.getInt("maybe_applied") == 1,
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

    private static Instant instant(ResultSet r, String column) throws SQLException {
        long millis = r.getLong(column);
        return r.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void close() throws SQLException {
        readers.close();
    }
}
