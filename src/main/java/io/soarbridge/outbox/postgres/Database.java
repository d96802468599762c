package io.soarbridge.outbox.postgres;

import io.soarbridge.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to the database. What the URL sets goes before what is set here. Thread-safe. */
final class Database {
    private static final String NAME = "soarbridge";

    private final DatabaseSettings settings;

    Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** How long a statement may take before the database is taken for lost. */
    enum Patience {
        /** Milliseconds are usual. */
        WRITING(9),
        /** A person waits, or a scraper. */
        READING(50);

        private final int seconds;

        Patience(int seconds) {
            this.seconds = seconds;
        }
    }

    /** The address, fit for messages. */
    String name() {
        return settings.address();
    }

    /** Outside a transaction; the caller begins them by turning auto-commit off. */
    Connection connect(Patience patience) throws SQLException {
        Connection connection = DriverManager.getConnection(settings.url(), properties(patience));
        try (Statement setup = connection.createStatement()) {
            setup.execute("""
                    set session characteristics as transaction isolation level read committed;
                    set lock_timeout = '5s';
                    set statement_timeout = '%ds';
                    set idle_in_transaction_session_timeout = '10s'
                    """.formatted(patience.seconds));
            // accepted means on disk, whatever the database's default; stricter ones (remote_apply) stay
            setup.execute("select set_config('synchronous_commit', 'on', false) "
                    + "where current_setting('synchronous_commit') = 'off'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties(Patience patience) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().reveal());
        }
        properties.setProperty("ApplicationName", NAME);
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("hostRecheckSeconds", "2");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", Integer.toString(patience.seconds + 1));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** For migrations, which may take their time. */
    DataSource patient() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        if (settings.password() != null) {
            source.setPassword(settings.password().reveal());
        }
        source.setApplicationName(NAME);
        source.setTargetServerType("primary");
        return source;
    }
}
