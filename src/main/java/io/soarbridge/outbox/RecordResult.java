package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Writes how an attempt ended. False when the claim has ended, and nothing was written. */
record RecordResult(Result result) implements Operation<Boolean> {
    @Override
    public Boolean run(Ledger ledger) throws SQLException {
        if (result instanceof Result.Delivered delivered) {
            return finish(ledger.deliveries.delivered(delivered, ledger.now()), State.DELIVERED, ledger);
        }
        if (result instanceof Result.Dead dead) {
            boolean known = finish(ledger.deliveries.dead(dead, ledger.now()), State.DEAD, ledger);
            if (known) {
                failed(dead.took(), dead.code(), dead.status(), dead.reason(), ledger);
            }
            return known;
        }
        return retry((Result.Retry) result, ledger);
    }

    private boolean finish(Optional<DeliveryTable.Place> place, State state, Ledger ledger) throws SQLException {
        if (place.isEmpty()) {
            return false;
        }
        String connection = place.get().connection();
        ledger.tally.move(connection, State.IN_FLIGHT, state);
        if (ledger.lanes.leave(connection, place.get().lane(), result.deliveryId(), ledger.now())) {
            ledger.wake(connection);
        }
        return true;
    }

    private boolean retry(Result.Retry retry, Ledger ledger) throws SQLException {
        Optional<DeliveryTable.Place> place = ledger.deliveries.retry(retry);
        if (place.isEmpty()) {
            return false;
        }
        String connection = place.get().connection();
        ledger.tally.move(connection, State.IN_FLIGHT, State.PENDING);
        ledger.lanes.free(connection, place.get().lane(), retry.at().toEpochMilli());
        if (!retry.code().equals(Result.NOT_BEGUN)) {
            failed(retry.took(), retry.code(), retry.status(), retry.reason(), ledger);
        }
        return true;
    }

    private void failed(Duration took, String code, int status, String reason, Ledger ledger) throws SQLException {
        ledger.attempts.add(result.deliveryId(), ledger.now(), took, code, status, reason);
    }
}
