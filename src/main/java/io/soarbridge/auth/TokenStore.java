package io.soarbridge.auth;

import java.util.Optional;

/** Keeps sealed refresh tokens across restarts. Thread-safe. */
public interface TokenStore {
    /** @return what was last kept under this id */
    Optional<String> read(String id);

    /**
     * Compare and set; what it returns true for is on disk.
     *
     * @param expectedOrNull what is kept now, null for nothing
     * @return false, and nothing is changed, when something else is kept
     */
    boolean replace(String id, String expectedOrNull, String sealed);
}
