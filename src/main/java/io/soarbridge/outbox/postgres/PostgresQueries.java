package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.LedgerColumns;
import io.soarbridge.outbox.OutboxStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people and lanes ask of the ledger. Reads committed rows and holds nobody up. */
final class PostgresQueries {
    private static final String ROWS = """
            select d.id, d.event_id, d.connection, d.operation, case when l.flight = d.id then 1 else d.state end as state,
              e.source, d.dedup_key, d.order_key, d.attempts, d.maybe_applied, d.received_at,
              case when d.state = 0 and l.head = d.id and l.flight is null then l.next_at end as next_at,
              d.done_at, d.code, d.status, d.reason, d.remote_id, d.remote_version, d.remote_url, e.trace_id
            from delivery d join event e on e.id = d.event_id
            left join lane l on l.connection = d.connection and l.key = d.lane
            """;

    private final Readers readers;
    private final InstantSource clock;

    PostgresQueries(Readers readers, InstantSource clock) {
        this.readers = readers;
        this.clock = clock;
    }

    Optional<String> watermark(String name) {
        return readers.read(c -> Sql.first(c, "select value from watermark where name = ?", r -> r.getString(1), name));
    }

    List<DeliveryRow> list(DeliveryFilter filter) {
        FilterSql where = new FilterSql(filter);
        return readers.read(c -> Sql.all(c, ROWS + where.text(), LedgerColumns::delivery, where.arguments()));
    }

    Optional<DeliveryDetail> show(long deliveryId) {
        return readers.read(c -> {
            Optional<DeliveryRow> row = Sql.first(c, ROWS + " where d.id = ?", LedgerColumns::delivery, deliveryId);
            return row.isEmpty() ? Optional.empty() : detail(c, row.get());
        });
    }

    /** Empty when the row was removed in between. */
    private static Optional<DeliveryDetail> detail(Connection connection, DeliveryRow row) throws SQLException {
        List<DeliveryDetail.Attempt> attempts = Sql.all(
                connection,
                "select number, at, took, code, status, reason from attempt where delivery_id = ? order by number",
                LedgerColumns::attempt,
                row.deliveryId());
        return Sql.first(
                connection,
                "select format, payload from event where id = ?",
                r -> new DeliveryDetail(row, r.getString(1), r.getBytes(2), attempts),
                row.eventId());
    }

    List<DeliveryRow> ofEvent(long eventId) {
        return readers.read(c -> Sql.all(c, ROWS + """
                        where d.id in (
                          select id from delivery where id = ? and event_id = id
                          union all
                          select id from delivery where event_id = ? and event_id <> id)
                        order by d.id desc
                        """, LedgerColumns::delivery, eventId, eventId));
    }

    Optional<String> remoteId(String connection, String orderKey) {
        return readers.read(c -> Sql.first(
                c,
                """
                select remote_id from (
                  select id, remote_id from delivery where unit = ? and remote_id is not null
                  union all (
                  select id, remote_id from delivery
                  where connection = ? and lane = ? and order_key = ? and remote_id is not null
                    and (operation <> 'case-create' or dedup_key <> order_key)
                  order by id desc limit 1)) as known
                order by id desc limit 1
                """,
                r -> r.getString(1),
                Incoming.unit(connection, "case-create", orderKey),
                connection,
                Incoming.lane(orderKey),
                Sql.storable(orderKey)));
    }

    /** By our own clock. A lease that ends is not foretold: lanes look at least once a second anyway. */
    Optional<Instant> nextDue(String connection) {
        return readers.read(c -> Sql.first(
                        c,
                        "select next_at - NOW from lane where connection = ? and flight is null order by next_at limit 1"
                                .replace("NOW", Sql.NOW),
                        r -> Duration.ofMillis(r.getLong(1)),
                        connection)
                .map(wait -> clock.instant().plus(wait)));
    }

    Map<String, OutboxStore.Counts> counts() {
        return readers.read(c -> {
            Map<String, OutboxStore.Counts> counts = new TreeMap<>();
            Sql.all(c, """
                    select connection,
                      coalesce(sum(rows) filter (where state = 0), 0) as pending,
                      coalesce(sum(rows) filter (where state = 1), 0) as in_flight,
                      coalesce(sum(rows) filter (where state = 2), 0) as delivered,
                      coalesce(sum(rows) filter (where state = 3), 0) as dead,
                      (select d.received_at from delivery d where d.id = (
                        select l.head from lane l where l.connection = t.connection order by l.head limit 1)) as oldest
                    from tally t group by connection
                    """, r -> counts.put(r.getString(1), counts(r)));
            return counts;
        });
    }

    long bytes() {
        return readers.read(c -> Sql.first(c, """
                        select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
                        where relnamespace = current_schema()::regnamespace
                          and relname in ('event', 'delivery', 'attempt', 'lane', 'tally')
                        """, r -> r.getLong(1)).orElse(0L));
    }

    private static OutboxStore.Counts counts(ResultSet r) throws SQLException {
        return new OutboxStore.Counts(
                r.getLong("pending"),
                r.getLong("in_flight"),
                r.getLong("delivered"),
                r.getLong("dead"),
                LedgerColumns.instant(r, "oldest"));
    }
}
