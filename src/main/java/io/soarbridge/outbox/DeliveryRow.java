package io.soarbridge.outbox;

import java.time.Instant;

/** One line of the ledger. Null where nothing is known yet. */
public record DeliveryRow(
        long deliveryId,
        long eventId,
        String connection,
        String operation,
        State state,
        String source,
        String dedupKey,
        String orderKey,
        int attempts,
        boolean maybeApplied,
        Instant receivedAt,
        Instant nextAt,
        Instant doneAt,
        String code,
        int status,
        String reason,
        String remoteId,
        String remoteVersion,
        String remoteUrl,
        String traceId) {}
