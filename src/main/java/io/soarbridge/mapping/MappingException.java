package io.soarbridge.mapping;

import io.soarbridge.support.BridgeException;

/** A mapping is missing, does not compile, or could not handle its input. Permanent: the same input fails the same way. */
public final class MappingException extends BridgeException {
    private static final long serialVersionUID = 1L;

    public MappingException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
