package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a caller wants of a {@link GroupWriter}, and the future that the caller waits for. */
abstract class Ticket<R> {
    final CompletableFuture<R> future = new CompletableFuture<>();
    private R value;
    private Throwable refusal;

    /** Payload that waits in memory with it. */
    long bytes() {
        return 0;
    }

    /** Whether it waits for a lost database to come back, in place of failing. */
    boolean patient() {
        return false;
    }

    /** What the future completes with once the transaction is committed. */
    void answer(R answer) {
        value = answer;
        refusal = null;
    }

    /** What it was answered so far, committed or not. */
    Optional<R> answered() {
        return Optional.ofNullable(value);
    }

    /** Refuses this ticket alone: it wrote nothing. */
    void refuse(Throwable why) {
        refusal = why;
    }

    void complete() {
        if (refusal == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(refusal);
        }
    }

    void fail(Throwable why) {
        future.completeExceptionally(why);
    }

    static final class Accept extends Ticket<List<Receipt>> {
        final List<Incoming> events;
        final int deliveries;

        Accept(List<Incoming> events) {
            this.events = events;
            this.deliveries = events.stream().mapToInt(e -> e.units().size()).sum();
        }

        @Override
        long bytes() {
            return events.stream().mapToLong(e -> e.event().payload().length).sum();
        }
    }

    static final class Claiming extends Ticket<List<Claim>> {
        final String connection;
        final int max;
        final Duration lease;

        Claiming(String connection, int max, Duration lease) {
            this.connection = connection;
            this.max = max;
            this.lease = lease;
        }
    }

    /** Answers false when the claim had ended and nothing was written. */
    static final class Recording extends Ticket<Boolean> {
        final Result result;

        Recording(Result result) {
            this.result = result;
        }

        @Override
        boolean patient() {
            return true;
        }
    }
}
