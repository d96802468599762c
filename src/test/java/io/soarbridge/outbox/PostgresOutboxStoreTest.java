package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.outbox.postgres.PostgresOutboxStore;
import io.soarbridge.testkit.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The promises of a ledger, kept by PostgreSQL. What only PostgreSQL has is tested in its package. */
class PostgresOutboxStoreTest extends OutboxStoreContract {
    @TempDir
    Path folder;

    private String database;

    @Override
    void upkeep() throws Exception {
        ((PostgresOutboxStore) store).tidy();
    }

    @Override
    OutboxStore open(OutboxSettings settings) {
        Postgres postgres = Postgres.shared();
        if (database == null) {
            database = postgres.database();
            postgres.ownClock(database);
            clock.sets(now -> postgres.setNow(database, now));
        }
        return PostgresOutboxStore.open(postgres.settings(database), folder, settings, clock);
    }
}
