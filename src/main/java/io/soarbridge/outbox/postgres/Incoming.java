package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.NewEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An event with the digests of its deliveries. */
record Incoming(NewEvent event, List<Unit> units) {

    /** @param digest what no other unit of work has; @param lane what all of its order key have */
    record Unit(NewEvent.Target target, ByteBuffer digest, long lane) {}

    /** @throws IllegalArgumentException when it has no targets */
    static Incoming of(NewEvent event) {
        Objects.requireNonNull(event.source(), "source");
        Objects.requireNonNull(event.format(), "format");
        Objects.requireNonNull(event.payload(), "payload");
        if (event.targets().isEmpty()) {
            throw new IllegalArgumentException("Accepting an event of " + event.source() + ": it has no targets.");
        }
        return new Incoming(event, event.targets().stream().map(Incoming::unit).toList());
    }

    private static Unit unit(NewEvent.Target target) {
        String dedupKey = Objects.requireNonNull(target.dedupKey(), "dedupKey");
        byte[] digest = unit(target.connection(), target.operation(), dedupKey);
        return new Unit(target, ByteBuffer.wrap(digest), lane(target.orderKey()));
    }

    static byte[] unit(String connection, String operation, String dedupKey) {
        return Arrays.copyOf(digest(connection + '\0' + operation + '\0' + dedupKey), 16);
    }

    /** The lane of an order key. Two keys in one lane do no harm but wait for each other. */
    static long lane(String orderKey) {
        return ByteBuffer.wrap(digest(orderKey)).getLong();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
