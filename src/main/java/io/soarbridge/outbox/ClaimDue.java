package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases what is due: what a worker held beyond its lease, and held and fresh deliveries, oldest first. */
record ClaimDue(String connection, int max, Duration lease) implements Operation<List<Claim>> {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimDue.class);

    /** Rows looked at in one transaction when others of their lanes must go first. */
    private static final int LOOK = 2048;

    @Override
    public List<Claim> run(Ledger ledger) throws SQLException {
        Backlog backlog = ledger.backlogs.of(connection);
        Run run = new Run(ledger, backlog, new ArrayList<>(), ledger.now() + lease.toMillis());
        for (Backlog.Claimed claim : backlog.overdue(ledger.steady(), max)) {
            ledger.backlogs.ended(claim);
            run.take(ledger.deliveries.claim(backlog, claim.id(), true, ledger.now(), run.leaseUntil), State.IN_FLIGHT);
        }
        run.held(backlog.fresh() > 0 ? Math.min(backlog.freshSince(), ledger.now()) : ledger.now());
        run.fresh();
        run.held(ledger.now());
        return run.claims;
    }

    private final class Run {
        private final Ledger ledger;
        private final Backlog backlog;
        private final List<Claim> claims;
        private final long leaseUntil;

        Run(Ledger ledger, Backlog backlog, List<Claim> claims, long leaseUntil) {
            this.ledger = ledger;
            this.backlog = backlog;
            this.claims = claims;
            this.leaseUntil = leaseUntil;
        }

        private void take(DeliveryTable.Found row, State before) throws SQLException {
            Claim claim = row.claim();
            if (!row.sound()) {
                damaged(claim, row.lane(), before);
                return;
            }
            ledger.backlogs.claimed(new Backlog.Claimed(
                    backlog, claim.deliveryId(), row.lane(), claim.ticket(), ledger.steady() + lease.toMillis()));
            claims.add(claim);
            if (before == State.PENDING) {
                ledger.tally.move(connection, State.PENDING, State.IN_FLIGHT);
            }
        }

        private void damaged(Claim claim, long lane, State before) throws SQLException {
            LOG.error(
                    "Delivery {} of event {} to {}: what the ledger has of it is not what was written; the disk or the file was damaged. "
                            + "It is not sent, and a dead letter now. Check the disk, and ask the source for the event again.",
                    claim.deliveryId(),
                    claim.eventId(),
                    connection);
            ledger.deliveries.damaged(claim.deliveryId(), ledger.now());
            ledger.tally.move(connection, before, State.DEAD);
            if (backlog.held() > 0) {
                ledger.held.letGo(connection, lane);
            }
        }

        private void held(long dueBy) throws SQLException {
            int looked = 0;
            int wanted = 0;
            while (backlog.held() > 0 && claims.size() < max && looked == wanted && looked < LOOK) {
                wanted += max - claims.size();
                for (HeldRows.Due due : ledger.held.due(connection, dueBy, max - claims.size())) {
                    held(due);
                    looked++;
                }
            }
        }

        private void held(HeldRows.Due due) throws SQLException {
            if (backlog.busy(due.lane())) {
                ledger.held.hold(due.id());
                return;
            }
            backlog.hold(-1);
            take(ledger.deliveries.claim(backlog, due.id(), false, ledger.now(), leaseUntil), State.PENDING);
        }

        private void fresh() throws SQLException {
            int looked = 0;
            while (claims.size() < max && backlog.fresh() > 0 && looked < LOOK) {
                int wanted = (int) Math.min(max - claims.size(), backlog.fresh());
                List<DeliveryTable.Found> rows = ledger.deliveries.fresh(backlog, wanted, ledger.now(), leaseUntil);
                pass(rows);
                looked += rows.size();
                if (rows.size() < wanted) {
                    ledger.recount(backlog);
                    return;
                }
            }
        }

        private void pass(List<DeliveryTable.Found> rows) throws SQLException {
            if (rows.isEmpty()) {
                return;
            }
            int before = claims.size();
            for (DeliveryTable.Found row : rows) {
                boolean behind =
                        backlog.busy(row.lane()) || backlog.held() > 0 && ledger.held.any(connection, row.lane());
                if (behind) {
                    ledger.held.hold(row.claim().deliveryId());
                    backlog.hold(1);
                } else {
                    take(row, State.PENDING);
                }
            }
            Claim last = rows.get(rows.size() - 1).claim();
            if (claims.size() > before) {
                long first = rows.get(0).claim().deliveryId();
                ledger.deliveries.claimFresh(connection, first, last.deliveryId(), ledger.now(), leaseUntil);
            }
            backlog.passed(rows.size(), last.deliveryId(), last.receivedAt().toEpochMilli());
        }
    }
}
