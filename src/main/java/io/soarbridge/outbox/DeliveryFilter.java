package io.soarbridge.outbox;

import java.time.Instant;
import java.util.List;

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
        int limit) {}
