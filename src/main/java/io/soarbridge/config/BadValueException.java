package io.soarbridge.config;

/** A text cannot be the value of its key. The message says what is wrong in a few words, without the value itself. */
final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    BadValueException(String message) {
        this(message, null);
    }

    /** @param remedy what to do, where "expected …" would not help */
    BadValueException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Null when the form that was expected says enough. */
    String remedy() {
        return remedy;
    }
}
