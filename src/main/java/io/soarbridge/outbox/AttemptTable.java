package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Statements on {@code attempt}: the latest {@value #KEPT} failed attempts of each delivery. */
final class AttemptTable {
    static final int KEPT = 100;

    private final Statements sql;

    AttemptTable(Statements sql) {
        this.sql = sql;
    }

    void add(long deliveryId, long at, Duration took, String code, int status, String reason) throws SQLException {
        long number = sql.first(
                        "select coalesce(max(number), 0) + 1 from attempt where delivery_id = ?",
                        r -> r.getLong(1),
                        deliveryId)
                .orElse(1L);
        sql.update(
                "insert into attempt (delivery_id, number, at, took, code, status, reason) values (?, ?, ?, ?, ?, ?, ?)",
                deliveryId,
                number,
                at,
                took == null ? 0L : took.toMillis(),
                code,
                status,
                reason);
        if (number > KEPT) {
            sql.update("delete from attempt where delivery_id = ? and number <= ?", deliveryId, number - KEPT);
        }
    }

    List<DeliveryDetail.Attempt> of(long deliveryId) throws SQLException {
        return sql.all(
                "select number, at, took, code, status, reason from attempt where delivery_id = ? order by number",
                LedgerColumns::attempt,
                deliveryId);
    }

    void delete(long deliveryId) throws SQLException {
        sql.update("delete from attempt where delivery_id = ?", deliveryId);
    }
}
