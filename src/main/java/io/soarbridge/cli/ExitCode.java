package io.soarbridge.cli;

import io.soarbridge.support.BridgeException;
import java.net.BindException;
import java.net.ConnectException;

/** What a command ends with, so that scripts can tell the cases apart. */
final class ExitCode {
    static final int OK = 0;
    /** The thing asked about failed: a check, a mapping, an entry that is not there. */
    static final int FAILED = 1;
    /** The command line or the settings are wrong; nothing was done. */
    static final int USAGE = 2;
    /** Something needed was not reachable: a system, the ledger, a port. */
    static final int UNREACHABLE = 3;

    private ExitCode() {}

    static int of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UsageException) {
                return USAGE;
            }
            if (cause instanceof BindException || cause instanceof ConnectException) {
                return UNREACHABLE;
            }
            if (cause instanceof BridgeException known && known.code().startsWith("config/")) {
                return USAGE;
            }
            if (cause instanceof BridgeException known
                    && (known.code().startsWith("outbox/")
                            || known.code().startsWith("manage/")
                            || known.code().equals("app/not-running"))) {
                return UNREACHABLE;
            }
        }
        return FAILED;
    }
}
