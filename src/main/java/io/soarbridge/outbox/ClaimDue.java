package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leases the heads of the lanes that are due, among them those that a worker held beyond its lease. */
record ClaimDue(String connection, int max, Duration lease) implements Operation<List<Claim>> {
    @Override
    public List<Claim> run(Ledger ledger) throws SQLException {
        long until = ledger.now() + lease.toMillis();
        List<Claim> claims = new ArrayList<>();
        for (LaneTable.Lane lane : ledger.lanes.due(connection, ledger.now(), max)) {
            boolean abandoned = lane.flight() != 0;
            long id = abandoned ? lane.flight() : lane.head();
            Optional<Claim> claim = ledger.deliveries.claim(id, abandoned, ledger.now(), until);
            if (claim.isEmpty()) {
                ledger.lanes.repair(lane);
                continue;
            }
            ledger.lanes.lease(lane, id, until);
            if (!abandoned) {
                ledger.tally.move(connection, State.PENDING, State.IN_FLIGHT);
            }
            claims.add(claim.get());
        }
        return claims;
    }
}
