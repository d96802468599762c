package io.soarbridge.outbox;

import java.time.Instant;

/**
 * What a lane is doing right now.
 *
 * @param workers deliveries that may run at a time
 * @param busy deliveries that run
 * @param claimed deliveries that are claimed and wait for a worker
 * @param oldest the delivery that has been running for the longest time, or null
 * @param threads threads that should live
 * @param alive threads that live
 * @param deaths threads that died since the start, each replaced
 * @param lastDeath the latest of them, or null
 */
public record LaneStatus(
        int workers, int busy, int claimed, Running oldest, int threads, int alive, long deaths, Death lastDeath) {

    /** A delivery under way. */
    public record Running(long deliveryId, long eventId, Instant since) {}

    /** @param cause what killed it, without a stack */
    public record Death(String thread, Instant at, String cause) {}
}
