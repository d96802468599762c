package io.soarbridge.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.util.function.Supplier;

/**
 * A value that must not be seen: it cannot print, compare by content or be serialised. Reading it takes {@link #reveal()}, at the
 * place where the value goes on the wire. Thread-safe.
 */
@JsonSerialize(using = Secret.Refusal.class)
public final class Secret {
    /** What is shown instead. */
    static final String MASK = "******";

    private final Supplier<String> value;

    private Secret(Supplier<String> value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    static Secret live(Supplier<String> value) {
        return new Secret(value);
    }

    /** The value as of now; a rotated mounted file is read anew. */
    public String reveal() {
        return value.get();
    }

    @Override
    public String toString() {
        return MASK;
    }

    static final class Refusal extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializerProvider provider)
                throws JsonMappingException {
            throw JsonMappingException.from(generator, "a secret cannot be written as JSON");
        }
    }
}
