package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;

/**
 * How an attempt at a delivery ended. {@code ticket} is the one of its {@link Claim}; {@code status} is the HTTP status, 0 when
 * there was none.
 */
public sealed interface Result {
    /** Code of a {@link Retry} for a claim that was given back without an attempt; leaves no trace in the history. */
    String NOT_BEGUN = "outbox/not-begun";

    long deliveryId();

    long ticket();

    /**
     * @param code what happened: {@code done}, {@code found} (an earlier attempt had worked), {@code dropped-by-rule}
     * @param remoteId the system's id, or null
     * @param remoteUrl where a person can look at it, or null
     */
    record Delivered(
            long deliveryId,
            long ticket,
            String code,
            String remoteId,
            String remoteVersion,
            String remoteUrl,
            Duration took)
            implements Result {}

    /**
     * Not yet: the row goes back and its lane waits.
     *
     * @param at when to try again
     * @param counts false when the target was at fault (down, throttling, refusing our credentials): costs no attempt
     * @param maybeApplied true when this attempt may have had its effect
     */
    record Retry(
            long deliveryId,
            long ticket,
            Instant at,
            boolean counts,
            boolean maybeApplied,
            String code,
            int status,
            String reason,
            Duration took)
            implements Result {}

    /** Never again by itself: a dead letter, readable and replayable; its lane moves on. */
    record Dead(
            long deliveryId, long ticket, boolean maybeApplied, String code, int status, String reason, Duration took)
            implements Result {}
}
