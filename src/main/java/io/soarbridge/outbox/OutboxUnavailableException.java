package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.time.Duration;

/** The ledger cannot take work right now; the sender should try again after {@link #retryAfter()}. */
public final class OutboxUnavailableException extends BridgeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public OutboxUnavailableException(String code, String message, Duration retryAfter, Throwable cause) {
        super(code, message, cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
