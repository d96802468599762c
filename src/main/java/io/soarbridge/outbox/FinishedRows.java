package io.soarbridge.outbox;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Replays or purges the delivered and dead rows of a filter, newest first, in transactions too short to notice. */
record FinishedRows(GroupWriter writer, Function<DeliveryFilter, Operation<List<Long>>> step) {
    private static final int BATCH = 500;

    /** @param usual the states that are meant when the filter names none */
    CompletableFuture<Integer> change(DeliveryFilter filter, Set<State> usual) {
        List<State> states = filter.finishedStates(usual);
        if (states.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return from(filter, states, filter.beforeId(), 0);
    }

    private CompletableFuture<Integer> from(DeliveryFilter filter, List<State> states, long beforeId, int done) {
        int limit = filter.limit() == 0 ? BATCH : Math.min(BATCH, filter.limit() - done);
        if (limit <= 0) {
            return CompletableFuture.completedFuture(done);
        }
        return writer.submit(step.apply(filter.page(states, beforeId, limit))).thenCompose(ids -> {
            int sum = done + ids.size();
            return ids.size() < limit
                    ? CompletableFuture.completedFuture(sum)
                    : from(filter, states, ids.get(ids.size() - 1), sum);
        });
    }
}
