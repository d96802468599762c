package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** An operation on its way through the writer, and the future of who waits for it. */
final class Queued<T> {
    final CompletableFuture<T> future = new CompletableFuture<>();
    final long bytes;
    private final Operation<T> operation;
    private T value;
    private Throwable failure;

    /** @param bytes payload that waits with it in memory; 0 for what is no new event */
    Queued(Operation<T> operation, long bytes) {
        this.operation = operation;
        this.bytes = bytes;
    }

    /** A refusal concerns this operation alone, as it comes before anything is written; other failures concern the transaction. */
    void run(Ledger ledger) throws SQLException {
        try {
            value = operation.run(ledger);
            failure = null;
        } catch (OutboxUnavailableException refused) {
            failure = refused;
        }
    }

    void fail(Throwable why) {
        failure = why;
    }

    /** After the commit. */
    void complete() {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
