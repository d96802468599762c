package io.soarbridge.mapping;

import io.soarbridge.support.BridgeException;

/** A mapping is missing, does not compile, or could not handle its input. Permanent: the same input fails the same way. */
public final class MappingException extends BridgeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public MappingException(String code, String message, Throwable cause) {
        this(code, "", message, cause);
    }

    /** @param doing which mapping was run, up to the colon; not for the eyes of whoever sent the input */
    MappingException(String code, String doing, String reason, Throwable cause) {
        super(code, doing + reason, cause);
        this.reason = reason;
    }

    /** What is wrong with the input, without saying where the mapping is. */
    public String reason() {
        return reason;
    }
}
