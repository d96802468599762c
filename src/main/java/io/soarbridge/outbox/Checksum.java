package io.soarbridge.outbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What a row must add up to, so that a damaged one is not delivered. */
final class Checksum {
    private Checksum() {}

    static int of(NewEvent event) {
        return event(event.source(), event.format(), event.traceId(), event.payload());
    }

    static int event(String source, String format, String traceId, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(bytes(source + '\0' + format + '\0' + traceId + '\0'));
        crc.update(payload);
        return (int) crc.getValue();
    }

    static int delivery(long id, long eventId, String connection, String operation, String dedupKey, String orderKey) {
        CRC32C crc = new CRC32C();
        crc.update(bytes(connection + '\0' + operation + '\0' + dedupKey + '\0' + orderKey));
        return (int) crc.getValue() ^ Long.hashCode(id * 31 + eventId);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
