package io.soarbridge.simulator;

import io.soarbridge.support.BridgeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How the switches of one simulator are set. Immutable. */
public final class Switches {
    private final String type;
    private final Map<String, String> values;

    private Switches(String type, Map<String, String> values) {
        this.type = type;
        this.values = values;
    }

    /** @throws BridgeException {@code simulator/bad-switch} for a name that is not among {@code known} */
    public static Switches of(String type, Collection<Switch> known, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        known.forEach(one -> values.put(one.name(), one.standard()));
        List<String> unknown = new ArrayList<>(given.keySet());
        unknown.removeAll(values.keySet());
        if (!unknown.isEmpty()) {
            throw new BridgeException(
                    "simulator/bad-switch",
                    "Starting a simulator of %s: it has no switch %s. It has: %s."
                            .formatted(
                                    type,
                                    String.join(", ", unknown),
                                    String.join(
                                            ", ",
                                            values.keySet().stream().sorted().toList())));
        }
        values.putAll(given);
        return new Switches(type, Map.copyOf(values));
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(type + " declares no switch " + name);
        }
        return value;
    }

    /** {@code on} or {@code off}, also {@code true} or {@code false}. */
    public boolean on(String name) {
        return switch (text(name)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw bad(name, "on or off");
        };
    }

    public int number(String name) {
        return read(name, "a whole number", Integer::parseInt);
    }

    /** ISO 8601, such as {@code PT5M}. */
    public Duration duration(String name) {
        return read(name, "an ISO 8601 duration such as PT5M", Duration::parse);
    }

    /** A regular expression; empty for none. */
    public Optional<Pattern> pattern(String name) {
        return text(name).isEmpty()
                ? Optional.empty()
                : Optional.of(read(name, "a regular expression", Pattern::compile));
    }

    /** Words between commas, blanks around them removed. */
    public List<String> words(String name) {
        return Pattern.compile(",")
                .splitAsStream(text(name))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** One of several words. */
    public String choice(String name, String... allowed) {
        String value = text(name);
        if (!List.of(allowed).contains(value)) {
            throw bad(name, "one of " + String.join(", ", allowed));
        }
        return value;
    }

    private <T> T read(String name, String expected, Function<String, T> reader) {
        try {
            return reader.apply(text(name));
        } catch (NumberFormatException | DateTimeException | PatternSyntaxException e) {
            throw bad(name, expected);
        }
    }

    private BridgeException bad(String name, String expected) {
        return new BridgeException(
                "simulator/bad-switch",
                "Starting a simulator of %s: switch %s is \"%s\". Expected %s."
                        .formatted(type, name, text(name), expected));
    }
}
