package io.soarbridge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteOpenMode;

/** A SQLite file and how to connect to it. */
record SqliteFile(Path path) {
    /** The command line's transactions are short; who waits longer than this waits for something broken. */
    private static final int BUSY_MILLIS = 10_000;

    /** Without a lock for each call: a connection is used by one thread at a time. */
    private static final int READ_WRITE = SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.NOMUTEX.flag;

    /** 16 KB pages hold a usual event on one page; they must be set before anything is written. */
    private static final String[] WRITER = {
        "pragma page_size = 16384",
        "pragma journal_mode = wal",
        "pragma synchronous = full",
        "pragma wal_autocheckpoint = 4000",
        "pragma journal_size_limit = 67108864",
        "pragma mmap_size = 0",
        "pragma cache_size = -32768",
        "pragma temp_store = memory"
    };

    private static final String[] READER = {
        "pragma query_only = true", "pragma mmap_size = 0", "pragma cache_size = -8192"
    };

    Connection writer() throws SQLException {
        return connect(READ_WRITE, WRITER);
    }

    /** Makes the file when there is none. */
    Connection creator() throws SQLException {
        return connect(READ_WRITE | SQLiteOpenMode.CREATE.flag, WRITER);
    }

    /** Cannot write, not even by mistake. */
    Connection reader() throws SQLException {
        return connect(READ_WRITE, READER);
    }

    /** Opens the file for reading only: closing it moves nothing from the log into it, whatever is wrong with it. */
    Connection inspector() throws SQLException {
        return connect(SQLiteOpenMode.READONLY.flag, READER);
    }

    private Connection connect(int mode, String... pragmas) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", String.valueOf(mode));
        properties.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
        properties.setProperty("jdbc.get_generated_keys", "false"); // else each insert is matched and followed by a query
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path, properties);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    boolean exists() {
        return Files.isRegularFile(path);
    }

    /** Bytes that are committed but not yet in the main file; more than none without an open connection: nobody closed it. */
    long walBytes() {
        Path wal = path.resolveSibling(path.getFileName() + "-wal");
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
