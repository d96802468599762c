package io.soarbridge.config;

/**
 * A value that must not be seen: it cannot print, compare by content or be serialised. Reading it takes {@link #reveal()}, at the
 * place where the value goes on the wire.
 */
public final class Secret {
    private final java.util.function.Supplier<String> value;

    private Secret(java.util.function.Supplier<String> value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    /** The value as of now; a rotated mounted file is read anew. */
    public String reveal() {
        return value.get();
    }

    @Override
    public String toString() {
        return "******";
    }
}
