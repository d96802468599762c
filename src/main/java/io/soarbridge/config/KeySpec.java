package io.soarbridge.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One setting as defined by {@link Key}, or by a connector's file.
 *
 * @param name below the prefix of its record
 * @param fallback the default as text, or null
 * @param when {@code <key>=<value>} or empty
 * @param min empty for none
 * @param max empty for none
 * @param type of the component that holds it
 * @param choices the allowed texts, empty for any
 */
record KeySpec(
        String name,
        Kind kind,
        String fallback,
        boolean required,
        boolean mayBeEmpty,
        String unset,
        String when,
        String min,
        String max,
        String doc,
        Class<?> type,
        List<String> choices) {

    static KeySpec of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        Class<?> type = component.getType();
        Kind kind = key.kind() == Kind.BY_TYPE ? Kind.of(type) : key.kind();
        return new KeySpec(
                key.name(),
                kind,
                key.value().isEmpty() ? null : key.value(),
                key.required(),
                key.mayBeEmpty(),
                key.unset(),
                key.when(),
                key.min(),
                key.max(),
                key.doc(),
                type,
                type.isEnum()
                        ? Arrays.stream(type.getEnumConstants())
                                .map(Words::shown)
                                .toList()
                        : List.of());
    }

    static KeySpec credential(String name) {
        return new KeySpec(
                name, Kind.SECRET, null, true, false, "", "", "", "", "Credential.", Secret.class, List.of());
    }

    static KeySpec option(String name, ConnectorType.Option option) {
        boolean required = option.defaultValue() == null;
        return new KeySpec(
                name,
                Kind.TEXT,
                option.defaultValue(),
                required,
                false,
                "",
                "",
                "",
                "",
                option.description(),
                String.class,
                option.values());
    }

    /** The key of this name in a record. */
    static KeySpec of(Class<? extends Record> type, String name) {
        return all(type).stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key " + name + " in " + type.getSimpleName()));
    }

    /** All keys of a record in order, those of nested records with their prefix; open ones such as {@code mapping.<name>} too. */
    static List<KeySpec> all(Class<? extends Record> type) {
        List<KeySpec> specs = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.isAnnotationPresent(Key.class)) {
                continue;
            }
            KeySpec spec = of(component);
            if (spec.kind() == Kind.GROUP) {
                all(component.getType().asSubclass(Record.class)).forEach(inner -> specs.add(inner.below(spec.name())));
            } else {
                specs.add(spec);
            }
        }
        return specs;
    }

    /** Whether any name fits, as in {@code mapping.<mapping>}. */
    boolean open() {
        return name.endsWith(">");
    }

    KeySpec below(String prefix) {
        return new KeySpec(
                prefix + "." + name, kind, fallback, required, mayBeEmpty, unset, when, min, max, doc, type, choices);
    }

    /** The same with another default. */
    KeySpec otherwise(String text) {
        return new KeySpec(name, kind, text, required, mayBeEmpty, unset, when, min, max, doc, type, choices);
    }

    KeySpec described(String text) {
        return new KeySpec(name, kind, fallback, required, mayBeEmpty, unset, when, min, max, text, type, choices);
    }

    /** The same, but only these texts are allowed. */
    KeySpec choosing(Collection<String> names) {
        return new KeySpec(
                name,
                Kind.TEXT,
                fallback,
                required,
                mayBeEmpty,
                unset,
                when,
                min,
                max,
                doc,
                String.class,
                List.copyOf(names));
    }

    /** False when {@code values}, by key, say that this key does not apply; true as long as they leave it open. */
    boolean applies(Map<String, Object> values) {
        if (when.isEmpty()) {
            return true;
        }
        int equals = when.indexOf('=');
        Object value = values.get(when.substring(0, equals));
        return value == null || Words.shown(value).equals(when.substring(equals + 1));
    }

    /** For a sentence that starts with "Expected". */
    String expected() {
        if (!choices.isEmpty()) {
            return choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
        }
        return kind.expected() + bounds();
    }

    private String bounds() {
        String least = min.isEmpty() ? null : "at least " + min;
        String most = max.isEmpty() ? null : "at most " + max;
        String both = Stream.of(least, most).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return both.isEmpty() ? "" : ", " + both;
    }
}
