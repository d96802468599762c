package io.soarbridge.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills a record from the settings by the definitions at its components. */
final class RecordReader {
    private final Reading reading;
    private final Map<String, String> fallbacks;

    RecordReader(Reading reading) {
        this(reading, Map.of());
    }

    /** @param fallbacks defaults by key name that go before the record's own */
    RecordReader(Reading reading, Map<String, String> fallbacks) {
        this.reading = reading;
        this.fallbacks = fallbacks;
    }

    /**
     * @param prefix of the record's keys, with the dot
     * @param given values by component name that are not read here; they may be null
     * @return with null, 0 or false for what is wrong or missing; the problems are noted
     */
    <T extends Record> T read(Class<T> type, String prefix, Map<String, Object> given) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Map<String, Object> byKey = new HashMap<>();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Object value = given.containsKey(component.getName())
                    ? given.get(component.getName())
                    : read(component, prefix, byKey);
            values[i] = value == null ? zero(component.getType()) : value;
        }
        return create(type, components, values);
    }

    private Object read(RecordComponent component, String prefix, Map<String, Object> byKey) {
        KeySpec spec = KeySpec.of(component);
        String key = prefix + spec.name();
        if (spec.kind() == Kind.GROUP) {
            return read(component.getType().asSubclass(Record.class), key + ".", Map.of());
        }
        if (component.getType() == Map.class) {
            return open(spec, prefix);
        }
        if (!spec.applies(byKey)) {
            refuse(key, spec, prefix, Words.shown(byKey.get(condition(spec))));
            return null;
        }
        if (spec.when().isEmpty() || byKey.containsKey(condition(spec))) {
            String fallback = fallbacks.get(spec.name());
            Object value = reading.value(key, fallback == null ? spec : spec.otherwise(fallback));
            if (value != null) {
                byKey.put(spec.name(), value);
            }
            return value;
        }
        // What the key depends on is itself wrong: that problem is enough.
        reading.entries().take(key);
        return null;
    }

    /** The values of all keys that an open one such as {@code secret.<NAME>} stands for, by what stands for the name. */
    private Map<String, Object> open(KeySpec spec, String prefix) {
        String below = prefix + spec.name().substring(0, spec.name().indexOf('<'));
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry entry : reading.entries().below(below)) {
            values.put(entry.key().substring(below.length()), reading.value(entry.key(), spec));
        }
        return Collections.unmodifiableMap(values);
    }

    private void refuse(String key, KeySpec spec, String prefix, String found) {
        if (reading.entries().take(key).isPresent()) {
            String other = prefix + condition(spec);
            String wanted = spec.when().substring(spec.when().indexOf('=') + 1);
            reading.reject(
                    key,
                    key + ": not used, as " + other + " is " + found + ". It belongs to " + wanted + ".",
                    "Remove it, or set " + other + " = " + wanted + ".");
        }
    }

    private static String condition(KeySpec spec) {
        return spec.when().substring(0, spec.when().indexOf('='));
    }

    private static Object zero(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }

    private static <T extends Record> T create(Class<T> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getSimpleName() + " cannot be made", e);
        }
    }
}
