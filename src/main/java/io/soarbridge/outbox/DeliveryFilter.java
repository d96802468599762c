package io.soarbridge.outbox;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which deliveries. Null or empty means any.
 *
 * @param receivedBefore exclusive
 * @param receivedAfter inclusive
 * @param limit at most so many, 0 for all
 * @param beforeId for paging: only deliveries with a smaller id; 0 for none
 */
public record DeliveryFilter(
        List<Long> ids,
        String connection,
        List<State> states,
        String code,
        String source,
        Instant receivedAfter,
        Instant receivedBefore,
        long beforeId,
        int limit) {

    /** The same with other states, and a page of it. */
    public DeliveryFilter page(List<State> states, long beforeId, int limit) {
        return new DeliveryFilter(
                ids, connection, states, code, source, receivedAfter, receivedBefore, beforeId, limit);
    }

    /**
     * Those of the states that are finished.
     *
     * @param usual what is meant when no state is named
     */
    public List<State> finishedStates(Set<State> usual) {
        Set<State> finished = EnumSet.copyOf(states == null || states.isEmpty() ? usual : states);
        finished.retainAll(EnumSet.of(State.DEAD, State.DELIVERED));
        return List.copyOf(finished);
    }
}
