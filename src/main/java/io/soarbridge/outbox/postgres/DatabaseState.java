package io.soarbridge.outbox.postgres;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.support.BridgeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a database is, for a person who is about to start a bridge on it. Looking changes nothing.
 *
 * @param ok false when a bridge would not start
 * @param details what else is worth knowing
 */
public record DatabaseState(boolean ok, String summary, List<String> details) {

    /** @throws BridgeException {@code outbox/open-failed} when nothing answers or the role is refused */
    public static DatabaseState of(DatabaseSettings settings) {
        Database database = new Database(settings);
        try (Connection connection = database.connect(Database.Patience.READING)) {
            List<String> details = new ArrayList<>();
            if (text(connection, "show fsync").equals("off")) {
                details.add("It runs with fsync = off: when its machine fails, acknowledged events are lost.");
            }
            String server =
                    "PostgreSQL " + text(connection, "show server_version").replaceFirst(" .*", "");
            int found = new PostgresSchema(database).found(connection);
            if (found == PostgresSchema.VERSION) {
                return new DatabaseState(true, "works: %s, tables of version %d".formatted(server, found), details);
            }
            boolean allowed = text(connection, "select has_schema_privilege(current_schema(), 'create')")
                    .equals("t");
            String what = found == 0 ? "has no tables yet" : "has tables of version " + found;
            if (!allowed) {
                details.add(
                        "Grant the role the right to create tables in the schema: the bridge makes and migrates them itself.");
            }
            return new DatabaseState(
                    allowed,
                    "%s, %s; the bridge brings it to version %d at its start"
                            .formatted(server, what, PostgresSchema.VERSION),
                    details);
        } catch (SQLException e) {
            throw PostgresFailures.opening(database, e);
        } catch (BridgeException e) {
            return new DatabaseState(false, e.getMessage(), List.of());
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        return Sql.first(connection, query, r -> r.getString(1)).orElse("");
    }
}
