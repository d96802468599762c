package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a file to the schema of this release, forward only. The number of scripts that ran is SQLite's {@code user_version}.
 * Flyway does the same in 0.4 s of every start, which is why it is not used for SQLite.
 */
final class SqliteSchema {
    private static final List<String> SCRIPTS =
            List.of("V001__outbox.sql", "V002__sequential.sql", "V003__watermark.sql");

    private SqliteSchema() {}

    /** Runs the scripts that are missing, each in one transaction with its number. */
    static void migrate(SqliteFile file, Connection connection) throws SQLException {
        int version = requireKnown(file, connection);
        for (int next = version; next < SCRIPTS.size(); next++) {
            run(connection, script(SCRIPTS.get(next)), next + 1);
        }
    }

    /** @throws BridgeException when the file is not of this release */
    static void requireCurrent(SqliteFile file, Connection connection) throws SQLException {
        if (requireKnown(file, connection) != SCRIPTS.size()) {
            throw new BridgeException(
                    "outbox/schema",
                    "Opening the ledger %s: it is of an older release, or empty. Nothing was changed. Start the bridge once to bring it up to date."
                            .formatted(file.path()));
        }
    }

    private static int requireKnown(SqliteFile file, Connection connection) throws SQLException {
        int version = Integer.parseInt(text(connection, "pragma user_version"));
        if (version > SCRIPTS.size()) {
            throw new BridgeException(
                    "outbox/schema",
                    "Opening the ledger %s: it is of a newer release (schema %d, this one knows %d). Nothing was changed. Run the newer release, or give this one another soarbridge.data folder."
                            .formatted(file.path(), version, SCRIPTS.size()));
        }
        return version;
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void run(Connection connection, String script, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate(script);
            statement.executeUpdate("pragma user_version = " + version);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String script(String name) {
        try (InputStream in = SqliteSchema.class.getResourceAsStream("/db/sqlite/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the program", e);
        }
    }
}
