package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;

/** Puts finished rows back into their lanes, at the place that their age gives them. */
record ReplayRows(DeliveryFilter filter) implements Operation<List<Long>> {
    @Override
    public List<Long> run(Ledger ledger) throws SQLException {
        List<DeliveryTable.Finished> rows = ledger.deliveries.finished(filter);
        for (DeliveryTable.Finished row : rows) {
            ledger.deliveries.reopen(row.id());
            ledger.held.join(row.connection(), row.lane(), row.id(), ledger.now());
            ledger.backlogs.of(row.connection()).hold(1);
            ledger.tally.move(row.connection(), row.state(), State.PENDING);
            ledger.wake(row.connection());
        }
        return rows.stream().map(DeliveryTable.Finished::id).toList();
    }
}
