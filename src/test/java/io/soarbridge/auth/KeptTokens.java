package io.soarbridge.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A token store in memory that outlives the bridge of a test. */
final class KeptTokens implements TokenStore {
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final AtomicBoolean full = new AtomicBoolean();

    @Override
    public Optional<String> read(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public boolean replace(String id, String expectedOrNull, String sealed) {
        if (full.get()) {
            throw new IllegalStateException("the disk is full");
        }
        return expectedOrNull == null ? kept.putIfAbsent(id, sealed) == null : kept.replace(id, expectedOrNull, sealed);
    }

    void full(boolean isFull) {
        full.set(isFull);
    }

    Map<String, String> all() {
        return kept;
    }
}
