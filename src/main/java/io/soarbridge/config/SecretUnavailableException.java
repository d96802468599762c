package io.soarbridge.config;

/** A manager did not give a secret. The message says why in words, as the end of a sentence and without any secret. */
public final class SecretUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** @param remedy what to do, one sentence or more */
    public SecretUnavailableException(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
