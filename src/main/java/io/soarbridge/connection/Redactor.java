package io.soarbridge.connection;

import io.soarbridge.config.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes a connection's secrets out of texts that came from outside, in case a system repeats what it was sent. */
final class Redactor implements UnaryOperator<String> {
    /** Shorter values, such as a key's number, would blot out half of every text. */
    private static final int SHORTEST = 6;

    private final List<Secret> secrets;

    Redactor(Collection<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
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
        return secrets.stream()
                .map(Secret::reveal)
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
