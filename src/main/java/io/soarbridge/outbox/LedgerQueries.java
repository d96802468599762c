package io.soarbridge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What people and lanes ask of the ledger. Reads committed rows on connections of its own and holds nobody up. */
final class LedgerQueries implements AutoCloseable {
    private static final String ROWS = """
            select d.id, d.event_id, d.connection, d.operation, d.state, e.source, d.dedup_key, d.order_key, d.attempts,
              d.maybe_applied, d.received_at,
              case when d.state = 0 then case when d.held = 1 then d.next_at else d.received_at end end as next_at,
              d.done_at, d.code, d.status, d.reason, d.remote_id, d.remote_version, d.remote_url, e.trace_id
            from delivery d join event e on e.id = d.event_id
            """;

    private final Readers readers;

    LedgerQueries(SqliteFile file) {
        readers = new Readers(file);
    }

    List<DeliveryRow> list(DeliveryFilter filter) {
        FilterSql where = new FilterSql(filter);
        return readers.read(sql -> sql.allOnce(ROWS + where.text(), LedgerColumns::delivery, where.arguments()));
    }

    Optional<DeliveryDetail> show(long deliveryId) {
        return readers.read(sql -> {
            Optional<DeliveryRow> row = sql.first(ROWS + " where d.id = ?", LedgerColumns::delivery, deliveryId);
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
                        """, LedgerColumns::delivery, eventId));
    }

    Optional<String> watermark(String name) {
        return readers.read(sql -> new WatermarkTable(sql).value(name));
    }

    /** @param recent ids of deliveries that may have made or found the case, beside those that the table of known keys has */
    Optional<String> remoteId(String connection, String orderKey, List<Long> recent) {
        return readers.read(sql -> {
            for (Long id : recent.stream().sorted(Comparator.reverseOrder()).toList()) {
                Optional<String> found = sql.first(
                        "select remote_id from delivery where id = ? and connection = ? and order_key = ? and remote_id is not null",
                        r -> r.getString(1),
                        id,
                        connection,
                        orderKey);
                if (found.isPresent()) {
                    return found;
                }
            }
            return known(sql, connection, orderKey);
        });
    }

    private static Optional<String> known(Statements sql, String connection, String orderKey) throws SQLException {
        Digest digest = new Digest();
        return sql.first(
                """
                select remote_id from (
                  select * from (select d.id, d.remote_id from known k join delivery d on d.id = k.delivery_id
                    where k.digest = ?1 and d.connection = ?3 and d.order_key = ?4 and d.remote_id is not null
                    order by k.delivery_id desc limit 1)
                  union all
                  select * from (select d.id, d.remote_id from known k join delivery d on d.id = k.delivery_id
                    where k.digest = ?2 and d.connection = ?3 and d.order_key = ?4 and d.remote_id is not null
                    order by k.delivery_id desc limit 1))
                order by id desc limit 1
                """,
                r -> r.getString(1),
                digest.creation(connection, orderKey),
                digest.lane(orderKey),
                connection,
                orderKey);
    }

    /** Ids of an order key's deliveries that the table of known keys does not have; for who has not got them in memory. */
    List<Long> recent(String connection, String orderKey) {
        return readers.read(sql -> sql.all("""
                select id from delivery
                where id > coalesce((select value from meta where name = 'known-up-to'), 0) and connection = ? and order_key = ?
                """, r -> r.getLong(1), connection, orderKey));
    }

    /** When the first held delivery is due. */
    Optional<Instant> nextHeld(String connection) {
        return readers.read(sql -> sql.first(
                "select next_at from delivery where connection = ? and next_at is not null order by next_at limit 1",
                r -> Instant.ofEpochMilli(r.getLong(1)),
                connection));
    }

    /** When the oldest delivery that was never claimed nor held came in, as the file says. */
    Optional<Instant> freshSince(String connection) {
        return readers.readTogether(sql -> {
            long pending = sql.first(
                            "select rows from tally where connection = ? and state = 0", r -> r.getLong(1), connection)
                    .orElse(0L);
            return Optional.ofNullable(
                    freshSince(sql, connection, pending - held(sql, connection).rows()));
        });
    }

    private record Held(long rows, long oldest) {}

    private static Held held(Statements sql, String connection) throws SQLException {
        return sql.first(
                        "select count(*), coalesce(min(id), 0) from delivery where connection = ? and held = 1",
                        r -> new Held(r.getLong(1), r.getLong(2)),
                        connection)
                .orElseThrow();
    }

    /** Null when nothing is fresh. The count spares looking for what is not there. */
    private static Instant freshSince(Statements sql, String connection, long fresh) throws SQLException {
        return fresh <= 0
                ? null
                : sql.first("""
                        select received_at from delivery
                        where id >= coalesce((select id from cursor where connection = ?1), 0) and connection = ?1
                          and state = 0 and held is null order by id limit 1
                        """, r -> Instant.ofEpochMilli(r.getLong(1)), connection)
                        .orElse(null);
    }

    Map<String, OutboxStore.Counts> counts() {
        return readers.readTogether(sql -> {
            Map<String, long[]> rows = new TreeMap<>();
            for (Tally tally : sql.all("select connection, state, rows from tally", LedgerQueries::tally)) {
                rows.computeIfAbsent(tally.connection(), c -> new long[State.values().length])[tally.state()] =
                        tally.rows();
            }
            Map<String, OutboxStore.Counts> counts = new TreeMap<>();
            for (Map.Entry<String, long[]> entry : rows.entrySet()) {
                long[] n = entry.getValue();
                counts.put(
                        entry.getKey(), new OutboxStore.Counts(n[0], n[1], n[2], n[3], oldest(sql, entry.getKey(), n)));
            }
            return counts;
        });
    }

    private record Tally(String connection, int state, long rows) {}

    private static Tally tally(ResultSet r) throws SQLException {
        return new Tally(r.getString(1), r.getInt(2), r.getLong(3));
    }

    private static Instant oldest(Statements sql, String connection, long[] rows) throws SQLException {
        if (rows[0] + rows[1] == 0) {
            return null;
        }
        Held held = held(sql, connection);
        Instant fresh = freshSince(sql, connection, rows[0] - held.rows());
        return Stream.of(
                        Optional.ofNullable(fresh),
                        receivedAt(sql, "id = ?", held.oldest()),
                        receivedAt(sql, "state = 1 and connection = ?", connection))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Optional<Instant> receivedAt(Statements sql, String which, Object argument) throws SQLException {
        return sql.first(
                "select received_at from delivery where " + which + " order by id limit 1",
                r -> Instant.ofEpochMilli(r.getLong(1)),
                argument);
    }

    @Override
    public void close() throws SQLException {
        readers.close();
    }
}
