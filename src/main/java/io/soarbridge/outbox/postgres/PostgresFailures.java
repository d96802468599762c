package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.OutboxUnavailableException;
import io.soarbridge.support.BridgeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** What goes wrong with the database, in words. Judged by SQLSTATE. */
final class PostgresFailures {
    private static final String AGAIN = "40001";
    private static final Set<String> CONFLICTS = Set.of(AGAIN, "40P01", "55P03");
    private static final String READ_ONLY = "25006";
    private static final String DISK_FULL = "53100";
    private static final String CANCELLED = "57014";

    private PostgresFailures() {}

    /** A failure after which the transaction is to be run again from its start. */
    static SQLException again(String why) {
        return new SQLException(why, AGAIN);
    }

    /** True when transactions got into each other's way, and the same one may well work next time. */
    static boolean conflict(Throwable failure) {
        return CONFLICTS.contains(state(failure));
    }

    /** True when the database failed, so that trying each operation by itself would help nobody. */
    static boolean environmental(Throwable failure) {
        String state = state(failure);
        return lost(failure)
                || conflict(failure)
                || state.startsWith("53")
                || state.startsWith("58")
                || state.startsWith("XX")
                || state.startsWith("28")
                || state.equals("3D000")
                || state.equals("42501")
                || state.equals(CANCELLED);
    }

    /** True when the connection is of no use any more. */
    static boolean lost(Throwable failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57P") || state.equals("25P03") || state.equals(READ_ONLY);
    }

    private static String state(Throwable failure) {
        return failure instanceof SQLException e && e.getSQLState() != null ? e.getSQLState() : "";
    }

    static OutboxUnavailableException writing(Database database, Throwable failure) {
        if (state(failure).equals(DISK_FULL)) {
            return new OutboxUnavailableException(
                    "outbox/disk-full",
                    "Writing the ledger %s: the database's disk is full. Nothing was taken; the next write tries again. Make room there."
                            .formatted(database.name()),
                    Duration.ofMinutes(1),
                    failure);
        }
        if (lost(failure) || state(failure).startsWith("28")) {
            return new OutboxUnavailableException(
                    "outbox/unreachable",
                    ("Writing the ledger %s: %s. Nothing was acknowledged; the next write connects anew. Check that the database "
                                    + "runs, can be reached from here, and lets this role in.")
                            .formatted(database.name(), words(failure)),
                    Duration.ofSeconds(5),
                    failure);
        }
        return new OutboxUnavailableException(
                "outbox/failing",
                ("Writing the ledger %s: %s. Nothing was acknowledged; the next write tries again. Check the database, its log, and "
                                + "the rights of this role.")
                        .formatted(database.name(), words(failure)),
                Duration.ofSeconds(10),
                failure);
    }

    static OutboxUnavailableException closed(Database database) {
        return new OutboxUnavailableException(
                "outbox/closed",
                "Using the ledger %s: it is closed because the bridge is stopping. Nothing was taken; try again once it runs."
                        .formatted(database.name()),
                Duration.ofSeconds(10),
                null);
    }

    static OutboxUnavailableException busy(Database database) {
        return new OutboxUnavailableException(
                "outbox/busy",
                ("Accepting events into %s: too many are waiting for the database. Nothing was taken; the sender should try again. "
                                + "If this lasts, the database is too slow for this rate.")
                        .formatted(database.name()),
                Duration.ofSeconds(1),
                null);
    }

    static OutboxUnavailableException backlogFull(int more, long open, long limit) {
        return new OutboxUnavailableException(
                "outbox/backlog-full",
                ("Accepting %d deliveries: %d wait already and the limit is %d. Nothing was taken; the sender should try again. "
                                + "See with 'outbox list' what holds the deliveries up, or raise soarbridge.outbox.max-backlog.")
                        .formatted(more, open, limit),
                Duration.ofSeconds(30),
                null);
    }

    static BridgeException reading(Database database, SQLException failure) {
        return new BridgeException(
                lost(failure) ? "outbox/unreachable" : "outbox/failing",
                "Reading the ledger %s: %s. Nothing was changed. Check that the database runs and can be reached from here."
                        .formatted(database.name(), words(failure)),
                failure);
    }

    static BridgeException opening(Database database, Throwable failure) {
        return new BridgeException(
                "outbox/open-failed",
                ("Opening the ledger %s: %s. The bridge does not start. Check soarbridge.outbox.url, user and password, and that "
                                + "the database runs and can be reached from here.")
                        .formatted(database.name(), words(failure)),
                failure);
    }

    static BridgeException schema(Database database, String detail) {
        return new BridgeException("outbox/schema", "Opening the ledger %s: %s".formatted(database.name(), detail));
    }

    /** Without the full stop that it may have, in one line. */
    static String words(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean more = failure instanceof SQLException && cause != null && cause.getMessage() != null;
        return line(failure) + (more ? " (" + line(cause) + ")" : "");
    }

    private static String line(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return text.strip().replaceAll("\\s*\\R\\s*", "; ").replaceFirst("\\.$", "");
    }
}
