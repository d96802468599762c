package io.soarbridge.auth;

import io.soarbridge.support.BridgeException;

/** A token endpoint said no. */
final class TokenRefusedException extends BridgeException {
    private static final long serialVersionUID = 1L;

    private final boolean spent;

    /** @param spent whether the code or refresh token itself was refused: it has been used, is over, or is of somebody else */
    TokenRefusedException(String message, boolean spent) {
        super("auth/token-refused", message);
        this.spent = spent;
    }

    boolean isSpent() {
        return spent;
    }
}
