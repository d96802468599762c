package io.soarbridge.outbox;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Replays or purges the delivered and dead rows of a filter, newest first, in transactions too short to notice. */
record FinishedRows(GroupWriter writer, Function<DeliveryFilter, Operation<List<Long>>> step) {
    private static final int BATCH = 500;

    /** @param usual the states that are meant when the filter names none */
    CompletableFuture<Integer> change(DeliveryFilter filter, Set<State> usual) {
        boolean any = filter.states() == null || filter.states().isEmpty();
        Set<State> states = EnumSet.copyOf(any ? usual : filter.states());
        states.retainAll(EnumSet.of(State.DEAD, State.DELIVERED));
        if (states.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return from(filter, List.copyOf(states), filter.beforeId(), 0);
    }

    private CompletableFuture<Integer> from(DeliveryFilter filter, List<State> states, long beforeId, int done) {
        int limit = filter.limit() == 0 ? BATCH : Math.min(BATCH, filter.limit() - done);
        if (limit <= 0) {
            return CompletableFuture.completedFuture(done);
        }
        return writer.submit(step.apply(page(filter, states, beforeId, limit))).thenCompose(ids -> {
            int sum = done + ids.size();
            return ids.size() < limit
                    ? CompletableFuture.completedFuture(sum)
                    : from(filter, states, ids.get(ids.size() - 1), sum);
        });
    }

    private static DeliveryFilter page(DeliveryFilter f, List<State> states, long beforeId, int limit) {
        return new DeliveryFilter(
                f.ids(),
                f.connection(),
                states,
                f.code(),
                f.source(),
                f.receivedAfter(),
                f.receivedBefore(),
                beforeId,
                limit);
    }
}
