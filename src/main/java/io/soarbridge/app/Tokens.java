package io.soarbridge.app;

import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.auth.TokenSeal;
import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The OAuth tokens of a bridge, made when the first call asks: its key takes a moment, which no start should wait for. Thread-safe. */
final class Tokens implements Supplier<OAuthTokens> {
    private final Settings settings;
    private final OutboxStore store;
    private final InstantSource clock;
    private OAuthTokens tokens;

    Tokens(Settings settings, OutboxStore store, InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized OAuthTokens get() {
        if (tokens == null) {
            TokenSeal seal = settings.restCall().sealingKey() == null
                    ? TokenSeal.in(settings.data())
                    : TokenSeal.of(settings.restCall().sealingKey());
            tokens = new OAuthTokens(new LedgerTokens(store), seal, clock);
        }
        return tokens;
    }
}
