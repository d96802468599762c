package io.soarbridge.cli;

import io.soarbridge.support.BridgeException;

/** The command line asks for something that makes no sense; the message says what would. */
final class UsageException extends BridgeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super("cli/usage", message);
    }
}
