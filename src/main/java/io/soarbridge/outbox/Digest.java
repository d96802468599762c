package io.soarbridge.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 64 bits of SHA-256 over keys, which stand for them in indexes and in memory. For one thread. */
final class Digest {
    private static final String CREATE = "case-create";

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a unit of work. */
    long unit(String connection, String operation, String dedupKey) {
        return of(connection + '\0' + operation + '\0' + dedupKey);
    }

    /** Of the unit that made a case, when its order key is its dedup key. */
    long creation(String connection, String orderKey) {
        return unit(connection, CREATE, orderKey);
    }

    /** Of an order key, in all connections. Two keys in one lane do no harm but wait for each other. */
    long lane(String orderKey) {
        return of(orderKey);
    }

    /** Whether a delivery is to be found by its lane, as its unit does not tell its order key. */
    static boolean foundByLane(String operation, String dedupKey, String orderKey) {
        return !operation.equals(CREATE) || !dedupKey.equals(orderKey);
    }

    private long of(String text) {
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
