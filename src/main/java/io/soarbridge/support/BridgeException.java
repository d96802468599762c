package io.soarbridge.support;

/**
 * A failure that a person will read. The message says what was being done, for which thing, what happened and what can be done;
 * it never holds a secret or more than 512 characters of a peer's answer.
 */
public class BridgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code one of the codes in {@code docs/reference/errors.md}, {@code <package>/<kebab-case>}
     * @param message the whole sentence for the reader
     */
    public BridgeException(String code, String message) {
        this(code, message, null);
    }

    public BridgeException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** {@code <package>/<kebab-case>}, from a bounded set, fit for a metric's label. */
    public String code() {
        return code;
    }
}
