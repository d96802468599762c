package io.soarbridge.outbox.postgres;

import io.soarbridge.support.BridgeException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables, brought forward by Flyway, which lets one of several bridges that start at once do it while the others wait. A
 * database that is up to date already costs one query, and Flyway's 0.4 s only when there is something to do.
 */
final class PostgresSchema {
    /** The latest script in {@code db/postgresql}. */
    static final int VERSION = 2;

    private static final String HISTORY = "soarbridge_schema";

    private final Database database;
    private final int version;
    private final String[] scripts;

    PostgresSchema(Database database) {
        this(database, VERSION, "classpath:db/postgresql");
    }

    /** @param scripts where to find the scripts up to {@code version} */
    PostgresSchema(Database database, int version, String... scripts) {
        this.database = database;
        this.version = version;
        this.scripts = scripts;
    }

    /** @throws BridgeException {@code outbox/schema} for a newer database or one with tables of somebody else's */
    void migrate() throws SQLException {
        if (found() == version) {
            return;
        }
        try {
            Flyway.configure()
                    .dataSource(database.patient())
                    .locations(scripts)
                    .table(HISTORY)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw PostgresFailures.schema(
                    database,
                    ("bringing its tables to version %d failed: %s. The bridge does not start; a script that fails is rolled back. The "
                                    + "role needs the right to create tables, in a schema that holds nothing else.")
                            .formatted(version, PostgresFailures.words(e)));
        }
    }

    /** @throws BridgeException {@code outbox/schema} unless the tables are those of this program, {@code outbox/missing} for none */
    void requireCurrent() throws SQLException {
        int found = found();
        if (found == 0) {
            throw new BridgeException(
                    "outbox/missing",
                    "Opening the ledger %s: it has no tables yet. Start the bridge once, or name the database of the bridge you mean."
                            .formatted(database.name()));
        }
        if (found < version) {
            throw PostgresFailures.schema(
                    database,
                    "its tables have version %d, this program needs %d. Start the bridge once, which brings them forward."
                            .formatted(found, version));
        }
    }

    /** The version of the tables, 0 for none; never greater than ours. */
    private int found() throws SQLException {
        try (Connection connection = database.connect(Database.Patience.READING)) {
            return found(connection);
        }
    }

    int found(Connection connection) throws SQLException {
        boolean any = Sql.first(connection, "select to_regclass(?) is not null", r -> r.getBoolean(1), HISTORY)
                .orElse(false);
        int found = !any
                ? 0
                : Sql.first(
                                connection,
                                "select coalesce(max(version::int), 0) from " + HISTORY + " where success",
                                r -> r.getInt(1))
                        .orElse(0);
        if (found > version) {
            throw PostgresFailures.schema(
                    database,
                    ("its tables have version %d, this program knows up to %d: a newer release has migrated them. Nothing was "
                                    + "changed and the bridge does not start. Start the newer release, or restore a backup made "
                                    + "before the upgrade.")
                            .formatted(found, version));
        }
        return found;
    }
}
