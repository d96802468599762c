package io.soarbridge.outbox;

import java.sql.SQLException;

/**
 * One caller's change, run together with others in one transaction. May run a second time, by itself, when the transaction with
 * the others failed; must keep no state between runs.
 */
@FunctionalInterface
interface Operation<T> {
    /** @throws OutboxUnavailableException only before anything was written */
    T run(Ledger ledger) throws SQLException;
}
