package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryDetail.Attempt;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Deliveries as JSON: every key always there, absent is null, times RFC 3339 UTC. */
final class LedgerJson {
    private LedgerJson() {}

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ObjectNode row(DeliveryRow row) {
        return Json.mapper()
                .createObjectNode()
                .put("id", row.deliveryId())
                .put("eventId", row.eventId())
                .put("state", word(row.state()))
                .put("connection", row.connection())
                .put("operation", row.operation())
                .put("source", row.source())
                .put("dedupKey", row.dedupKey())
                .put("orderKey", row.orderKey())
                .put("attempts", row.attempts())
                .put("maybeApplied", row.maybeApplied())
                .put("receivedAt", text(row.receivedAt()))
                .put("nextAt", text(row.nextAt()))
                .put("doneAt", text(row.doneAt()))
                .put("code", row.code())
                .put("status", row.status())
                .put("reason", row.reason())
                .put("remoteId", row.remoteId())
                .put("remoteVersion", row.remoteVersion())
                .put("remoteUrl", row.remoteUrl())
                .put("traceId", traceId(row));
    }

    /** Without the span that the ledger keeps beside it while traces are sent. */
    static String traceId(DeliveryRow row) {
        String trace = row.traceId();
        return trace == null ? null : trace.split("-", 2)[0];
    }

    static ObjectNode detail(DeliveryDetail detail) {
        ObjectNode node = row(detail.row());
        node.put("format", detail.format());
        ArrayNode attempts = node.putArray("history");
        for (Attempt attempt : detail.attempts()) {
            attempts.addObject()
                    .put("number", attempt.number())
                    .put("at", text(attempt.at()))
                    .put("tookMillis", attempt.tookMillis())
                    .put("code", attempt.code())
                    .put("status", attempt.status())
                    .put("reason", attempt.reason());
        }
        node.set("payload", payload(detail.payload()));
        return node;
    }

    /** The payload as JSON; as a text when it is none. */
    static JsonNode payload(byte[] payload) {
        try {
            return Json.read(payload);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(new String(payload, StandardCharsets.UTF_8));
        }
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
