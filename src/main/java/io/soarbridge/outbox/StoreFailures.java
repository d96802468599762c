package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** What goes wrong in the store, in words. */
final class StoreFailures {
    private static final Set<Integer> NOT_THE_STATEMENTS_FAULT = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_NOTADB.code);

    private StoreFailures() {}

    /** True when the file or disk failed, so that trying each operation by itself would help nobody. */
    static boolean environmental(Throwable failure) {
        return failure instanceof OutboxUnavailableException
                || failure instanceof SQLException e && NOT_THE_STATEMENTS_FAULT.contains(primary(e));
    }

    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    static OutboxUnavailableException writing(Path file, Throwable failure) {
        if (failure instanceof OutboxUnavailableException known) {
            return known;
        }
        if (failure instanceof SQLException e && primary(e) == SQLiteErrorCode.SQLITE_FULL.code) {
            return new OutboxUnavailableException(
                    "outbox/disk-full",
                    "Writing the ledger %s: the disk is full. Nothing was taken; the next write tries again. Make room on the disk."
                            .formatted(file),
                    Duration.ofMinutes(1),
                    failure);
        }
        return new OutboxUnavailableException(
                "outbox/failing",
                ("Writing the ledger %s: %s. Nothing was taken; the next write tries again. Check the disk and the permissions of the "
                                + "ledger's folder.")
                        .formatted(file, failure.getMessage()),
                Duration.ofSeconds(10),
                failure);
    }

    static OutboxUnavailableException closed(Path file) {
        return new OutboxUnavailableException(
                "outbox/closed",
                "Using the ledger %s: it is closed because the bridge is stopping. Nothing was taken; try again once it runs."
                        .formatted(file),
                Duration.ofSeconds(10),
                null);
    }

    static OutboxUnavailableException busy(Path file) {
        return new OutboxUnavailableException(
                "outbox/busy",
                ("Accepting events into %s: too many are waiting for the disk. Nothing was taken; the sender should try again. "
                                + "If this lasts, the disk is too slow for this rate.")
                        .formatted(file),
                Duration.ofSeconds(1),
                null);
    }

    static BridgeException reading(Path file, SQLException failure) {
        return new BridgeException(
                "outbox/failing",
                "Reading the ledger %s: %s. Nothing was changed. Check the disk and the permissions of the ledger's folder."
                        .formatted(file, failure.getMessage()),
                failure);
    }

    static BridgeException opening(Path file, Throwable failure) {
        if (failure instanceof OutboxUnavailableException && failure.getCause() != null) {
            return opening(file, failure.getCause());
        }
        if (failure instanceof SQLException e
                && (primary(e) == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || primary(e) == SQLiteErrorCode.SQLITE_NOTADB.code)) {
            return corrupt(file, e.getMessage(), e);
        }
        return new BridgeException(
                "outbox/open-failed",
                ("Opening the ledger %s: %s. The bridge does not start. Let soarbridge.data name a folder on a local disk that the "
                                + "bridge may write to.")
                        .formatted(file, failure.getMessage()),
                failure);
    }

    static BridgeException corrupt(Path file, String detail, Throwable cause) {
        return new BridgeException(
                "outbox/corrupt",
                ("Opening the ledger %1$s: the file is damaged (%2$s). Nothing was changed and the bridge does not start. Restore a "
                                + "backup, or save what can be read with 'sqlite3 %1$s .recover', or move %1$s, %1$s-wal and %1$s-shm "
                                + "away to start with an empty ledger.")
                        .formatted(file, detail),
                cause);
    }
}
