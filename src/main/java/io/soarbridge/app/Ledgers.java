package io.soarbridge.app;

import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.outbox.postgres.DatabaseState;
import io.soarbridge.outbox.postgres.PostgresOutboxStore;
import io.soarbridge.support.BridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The ledger that the settings name: a database, or else a file in the data folder. */
public final class Ledgers {
    private Ledgers() {}

    /** For a bridge. */
    static OutboxStore open(Settings settings, InstantSource clock) {
        return settings.database().given()
                ? PostgresOutboxStore.open(settings.database(), settings.data(), settings.outbox(), clock)
                : SqliteOutboxStore.open(file(settings), settings.outbox(), clock);
    }

    /** Beside bridges that may be running on it, to look, replay and purge. Asks managers for what opens the database. */
    public static OutboxStore openShared(LoadedSettings loaded, InstantSource clock) {
        Settings settings = loaded.settings();
        if (!settings.database().given()) {
            return SqliteOutboxStore.openShared(file(settings), clock);
        }
        fetch(loaded);
        return PostgresOutboxStore.openShared(settings.database(), clock);
    }

    /** As {@link #openShared}, but a ledger in a file is made when there is none. */
    static OutboxStore openSharedOrNew(LoadedSettings loaded, InstantSource clock) {
        Settings settings = loaded.settings();
        if (!settings.database().given() && !Files.exists(file(settings))) {
            try (OutboxStore made = open(settings, clock)) {
                made.counts();
            }
        }
        return openShared(loaded, clock);
    }

    private static void fetch(LoadedSettings loaded) {
        try (VaultFunctions vaults = new VaultFunctions()) {
            loaded.managed().fetchFor("soarbridge.outbox.", vaults);
        }
    }

    /** Where it is, in a word or two. */
    static String place(Settings settings) {
        return settings.database().given()
                ? settings.database().address()
                : settings.data().toString();
    }

    /** How the database is; empty when the ledger is a file. */
    public static Optional<Verdict> check(LoadedSettings loaded) {
        Settings settings = loaded.settings();
        if (!settings.database().given()) {
            return Optional.empty();
        }
        try {
            fetch(loaded);
            DatabaseState state = DatabaseState.of(settings.database());
            return Optional.of(verdict(state.ok(), true, state.summary(), state.details()));
        } catch (BridgeException e) {
            return Optional.of(verdict(false, false, e.getMessage(), List.of()));
        }
    }

    private static Verdict verdict(boolean ok, boolean reachable, String summary, List<String> details) {
        return new Verdict("outbox", "postgresql", ok, reachable, summary, details);
    }

    private static Path file(Settings settings) {
        return settings.data().resolve("outbox.db");
    }
}
