package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;

/** Gives all leases back, due at once. For a start after a crash and for the end: nobody works on anything then. */
final class ReleaseLeases implements Operation<Integer> {
    @Override
    public Integer run(Ledger ledger) throws SQLException {
        List<Backlog.Claimed> leased = ledger.backlogs.inFlight();
        for (Backlog.Claimed claim : leased) {
            ledger.backlogs.ended(claim);
            ledger.deliveries.abandon(claim.id());
            ledger.giveBack(claim, ledger.now());
        }
        return leased.size();
    }
}
