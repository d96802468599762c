package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;

/** Removes finished rows, their attempts, and the events that nothing belongs to any more. */
record PurgeRows(DeliveryFilter filter) implements Operation<List<Long>> {
    @Override
    public List<Long> run(Ledger ledger) throws SQLException {
        List<DeliveryTable.Finished> rows = ledger.deliveries.finished(filter);
        if (!rows.isEmpty()) {
            ledger.meta.keepHighWater();
        }
        for (DeliveryTable.Finished row : rows) {
            remove(row, ledger);
        }
        return rows.stream().map(DeliveryTable.Finished::id).toList();
    }

    static void remove(DeliveryTable.Finished row, Ledger ledger) throws SQLException {
        ledger.deliveries.delete(row.id());
        ledger.attempts.delete(row.id());
        ledger.events.deleteIfWithoutDeliveries(row.eventId());
        ledger.tally.move(row.connection(), row.state(), null);
    }
}
