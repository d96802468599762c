package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.List;

/** Gives all leases back, due at once. For a start after a crash and for the end: nobody works on anything then. */
final class ReleaseLeases implements Operation<Integer> {
    @Override
    public Integer run(Ledger ledger) throws SQLException {
        List<LaneTable.Lane> leased = ledger.lanes.leased();
        for (LaneTable.Lane lane : leased) {
            ledger.deliveries.abandon(lane.flight());
            ledger.lanes.free(lane.connection(), lane.key(), ledger.now());
            ledger.tally.move(lane.connection(), State.IN_FLIGHT, State.PENDING);
        }
        return leased.size();
    }
}
