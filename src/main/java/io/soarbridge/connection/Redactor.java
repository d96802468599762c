package io.soarbridge.connection;

import io.soarbridge.config.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Takes a connection's secrets out of texts that came from outside, in case a system repeats what it was sent. */
final class Redactor implements UnaryOperator<String> {
    /** Shorter values, such as a key's number, would blot out half of every text. */
    private static final int SHORTEST = 6;

    private final List<Secret> secrets;
    private final Supplier<Collection<String>> derived;

    /** @param derived what is made of the secrets, such as a session's cookie */
    Redactor(Collection<Secret> secrets, Supplier<Collection<String>> derived) {
        this.secrets = List.copyOf(secrets);
        this.derived = derived;
    }

    @Override
    public String apply(String text) {
        String clean = text;
        for (String value : longestFirst()) {
            clean = clean.replace(value, "******");
        }
        return clean;
    }

    /** Else the rest of a secret that begins with another one would stay. */
    private List<String> longestFirst() {
        return Stream.concat(secrets.stream().map(Secret::reveal), derived.get().stream())
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
