package io.soarbridge.outbox;

import java.time.Instant;

/**
 * A delivery handed to a worker, which alone may work on it until the lease ends.
 *
 * @param ticket greater with each claim of the delivery; belongs into the result, which counts only while no later claim exists
 * @param attempts counted attempts so far
 * @param maybeApplied true when an earlier attempt may have had its effect: look before creating again
 * @param leaseUntil by this process's clock; an attempt must not begin later
 * @param firstClaimedAt when the first attempt could have begun, the earliest time at which its effect can be found
 */
public record Claim(
        long deliveryId,
        long ticket,
        long eventId,
        String connection,
        String operation,
        String dedupKey,
        String orderKey,
        String source,
        String format,
        byte[] payload,
        String traceId,
        int attempts,
        boolean maybeApplied,
        Instant receivedAt,
        Instant firstClaimedAt,
        Instant leaseUntil) {}
