package io.soarbridge.auth;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens in memory, for a process whose tokens nobody needs after it. */
public final class FleetingTokens implements TokenStore {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized boolean replace(String id, String expectedOrNull, String sealed) {
        if (!Objects.equals(kept.get(id), expectedOrNull)) {
            return false;
        }
        kept.put(id, sealed);
        return true;
    }
}
