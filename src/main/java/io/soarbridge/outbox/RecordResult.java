package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Duration;

/** Writes how an attempt ended. False when the claim has ended, and nothing was written. */
record RecordResult(Result result) implements Operation<Boolean> {
    @Override
    public Boolean run(Ledger ledger) throws SQLException {
        Backlog.Claimed claim = ledger.backlogs.inFlight(result.deliveryId(), result.ticket());
        if (claim == null) {
            return false;
        }
        ledger.backlogs.ended(claim);
        if (result instanceof Result.Delivered delivered) {
            ledger.deliveries.delivered(delivered, ledger.now());
            finished(claim, State.DELIVERED, ledger);
        } else if (result instanceof Result.Dead dead) {
            ledger.deliveries.dead(dead, ledger.now());
            finished(claim, State.DEAD, ledger);
            failed(dead.took(), dead.code(), dead.status(), dead.reason(), ledger);
        } else {
            retry(claim, (Result.Retry) result, ledger);
        }
        return true;
    }

    private static void finished(Backlog.Claimed claim, State state, Ledger ledger) throws SQLException {
        Backlog backlog = claim.backlog();
        ledger.tally.move(backlog.connection, State.IN_FLIGHT, state);
        if (backlog.held() > 0 && ledger.held.letGo(backlog.connection, claim.lane())) {
            ledger.wake(backlog.connection);
        }
    }

    private void retry(Backlog.Claimed claim, Result.Retry retry, Ledger ledger) throws SQLException {
        ledger.deliveries.retry(retry);
        ledger.giveBack(claim, retry.at().toEpochMilli());
        if (!retry.code().equals(Result.NOT_BEGUN)) {
            failed(retry.took(), retry.code(), retry.status(), retry.reason(), ledger);
        }
    }

    private void failed(Duration took, String code, int status, String reason, Ledger ledger) throws SQLException {
        ledger.attempts.add(result.deliveryId(), ledger.now(), took, code, status, reason);
    }
}
