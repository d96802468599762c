package io.soarbridge.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with its prepared statements. For one thread at a time. */
final class Statements implements AutoCloseable {
    private Connection connection;
    private boolean changed;
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Goes on with another connection; the old one is beyond use. */
    void reconnect(Connection fresh) {
        try {
            close();
        } catch (SQLException e) {
            LOG.debug("closing a broken connection", e);
        }
        connection = fresh;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    /** Whether any row changed since this was asked last. */
    boolean changedSince() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** How many rows changed. */
    int update(String sql, Object... arguments) throws SQLException {
        int rows = run(sql, PreparedStatement::executeUpdate, arguments);
        changed |= rows > 0;
        return rows;
    }

    /** The first row, mapped; what {@code row} makes must not be null. */
    <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        return run(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
                    }
                },
                arguments);
    }

    <T> List<T> all(String sql, Row<T> row, Object... arguments) throws SQLException {
        return run(sql, statement -> read(statement, row), arguments);
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    /** Like {@link #all}, for statements whose text is made up from a filter: prepared, run and closed. */
    <T> List<T> allOnce(String sql, Row<T> row, List<Object> arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments.toArray());
            return read(statement, row);
        }
    }

    private interface Run<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** The driver closes a statement that failed, so it must be prepared anew the next time. */
    private <T> T run(String sql, Run<T> run, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            bind(statement, arguments);
            return run.with(statement);
        } catch (SQLException e) {
            prepared.remove(sql).close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        prepared.clear();
        connection.close(); // and with it its statements
    }
}
