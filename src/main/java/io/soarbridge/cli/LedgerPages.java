package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.OutboxStore;
import java.util.List;
import java.util.function.Consumer;

/** Reads any number of rows, newest first, a page at a time, so that memory does not grow with the ledger. */
final class LedgerPages {
    private static final int PAGE = 1000;

    private LedgerPages() {}

    /** @return how many rows there were */
    static long forEach(OutboxStore ledger, DeliveryFilter filter, Consumer<DeliveryRow> each) {
        long seen = 0;
        long before = filter.beforeId();
        while (true) {
            int wanted = filter.limit() == 0 ? PAGE : (int) Math.min(PAGE, filter.limit() - seen);
            List<DeliveryRow> page = wanted == 0 ? List.of() : ledger.list(page(filter, before, wanted));
            page.forEach(each);
            seen += page.size();
            if (page.size() < wanted || wanted == 0) {
                return seen;
            }
            before = page.get(page.size() - 1).deliveryId();
        }
    }

    private static DeliveryFilter page(DeliveryFilter filter, long before, int size) {
        return new DeliveryFilter(
                filter.ids(),
                filter.connection(),
                filter.states(),
                filter.code(),
                filter.source(),
                filter.receivedAfter(),
                filter.receivedBefore(),
                before,
                size);
    }
}
