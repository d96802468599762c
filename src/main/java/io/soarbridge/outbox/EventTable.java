package io.soarbridge.outbox;

import java.sql.SQLException;

/** Statements on {@code event}. */
final class EventTable {
    private final Statements sql;

    EventTable(Statements sql) {
        this.sql = sql;
    }

    void insert(long id, NewEvent event, int sum, long receivedAt, int targets) throws SQLException {
        sql.update("""
                insert into event (id, source, format, trace_id, received_at, targets, payload, sum)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, id, event.source(), event.format(), event.traceId(), receivedAt, targets, event.payload(), sum);
    }

    /** Deliveries of an event lie within {@code [id, id + targets)}. */
    void deleteIfWithoutDeliveries(long id) throws SQLException {
        sql.update("""
                delete from event where id = ?1 and not exists (
                  select 1 from delivery d where d.id >= ?1 and d.id < ?1 + event.targets)
                """, id);
    }

    long maxId() throws SQLException {
        return sql.first("select coalesce(max(id), 0) from event", r -> r.getLong(1))
                .orElse(0L);
    }
}
