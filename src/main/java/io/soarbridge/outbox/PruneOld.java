package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;

/**
 * Removes those of the next {@value #ROWS} rows after an id that were finished before a time. Looks at rows in the order they came
 * in, a bounded number at a time, so that it needs no index and never holds the writer for long.
 *
 * @param before millis; rows finished earlier go
 */
record PruneOld(long afterId, long before) implements Operation<PruneOld.Progress> {
    static final int ROWS = 500;

    /** @param lastId where to go on; 0 when there is nothing older left to look at */
    record Progress(int removed, long lastId) {}

    @Override
    public Progress run(Ledger ledger) throws SQLException {
        List<DeliveryTable.Aged> rows = ledger.deliveries.agedAfter(afterId, before, ROWS);
        List<DeliveryTable.Finished> old = rows.stream()
                .filter(r -> r.doneAt() < before)
                .map(DeliveryTable.Aged::row)
                .toList();
        if (!old.isEmpty()) {
            ledger.meta.keepHighWater();
        }
        for (DeliveryTable.Finished row : old) {
            PurgeRows.remove(row, ledger);
        }
        long lastId = rows.size() < ROWS ? 0 : rows.get(rows.size() - 1).row().id();
        return new Progress(old.size(), lastId);
    }
}
