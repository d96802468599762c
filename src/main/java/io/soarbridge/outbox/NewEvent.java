package io.soarbridge.outbox;

import java.util.List;

/**
 * An event on its way into the ledger.
 *
 * @param source name of the sender it came from
 * @param format folder of mappings that understands {@code payload}; {@code case} when it is a canonical case already
 * @param payload the JSON as it came, UTF-8
 * @param traceId W3C trace id, followed by - and a span id when the trace is recorded; or null
 * @param targets where it goes; at least one, each connection and operation once
 */
public record NewEvent(String source, String format, byte[] payload, String traceId, List<Target> targets) {
    /**
     * @param operation a grid operation, such as {@code case-create}
     * @param dedupKey the same key with the same connection and operation is the same unit of work
     * @param orderKey deliveries of the same key and connection keep their order
     */
    public record Target(String connection, String operation, String dedupKey, String orderKey) {}
}
