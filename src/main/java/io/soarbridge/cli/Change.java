package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;

/** What the commands that change the ledger have in common. */
final class Change {
    private Change() {}

    /** Lists, unless quiet, what a change would be for, and counts it. */
    static long list(Session session, OutboxStore ledger, DeliveryFilter filter, boolean quiet) {
        return LedgerPages.forEach(ledger, filter, row -> {
            if (!quiet) {
                session.out()
                        .println(Table.printable("%d %s %s %s %s"
                                .formatted(
                                        row.deliveryId(),
                                        LedgerJson.word(row.state()),
                                        row.connection(),
                                        row.operation(),
                                        row.dedupKey())));
            }
        });
    }

    static String deliveries(long count) {
        return count == 1 ? "1 delivery" : count + " deliveries";
    }

    static int exitCode(Session session, long count) {
        if (count > 0) {
            return ExitCode.OK;
        }
        session.say(
                "Nothing matched: soarbridge outbox list shows what there is. Deliveries that wait or are in flight are never"
                        + " touched.");
        return ExitCode.FAILED;
    }
}
