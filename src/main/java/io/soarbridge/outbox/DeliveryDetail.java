package io.soarbridge.outbox;

import java.time.Instant;
import java.util.List;

/**
 * A delivery with all that is known of it.
 *
 * @param payload the event's JSON as it came
 * @param attempts failed attempts, oldest first
 */
public record DeliveryDetail(DeliveryRow row, String format, byte[] payload, List<Attempt> attempts) {
    public record Attempt(int number, Instant at, long tookMillis, String code, int status, String reason) {}
}
