package io.soarbridge.app;

import io.soarbridge.auth.TokenStore;
import io.soarbridge.outbox.OutboxStore;
import java.util.Optional;

/** Keeps sealed OAuth refresh tokens in the ledger, where all bridges that share it find them. */
record LedgerTokens(OutboxStore store) implements TokenStore {
    private static final String PREFIX = "rest-call/token/";

    @Override
    public Optional<String> read(String id) {
        return store.watermark(PREFIX + id);
    }

    @Override
    public boolean replace(String id, String expectedOrNull, String sealed) {
        return store.saveWatermark(PREFIX + id, expectedOrNull, sealed).join();
    }
}
