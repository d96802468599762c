package io.soarbridge.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The fields of one JSON object with the path that leads there, for messages. Remembers which fields were asked for. */
final class CaseFields {
    private final JsonNode object;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private CaseFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static CaseFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new CaseException(path, "must be an object");
        }
        return new CaseFields(node, path);
    }

    /** Null when missing or JSON null. */
    JsonNode any(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    String text(String name) {
        JsonNode node = any(name);
        if (node != null && !node.isTextual()) {
            throw problem(name, "must be text or null");
        }
        return node == null ? null : node.textValue();
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw problem(name, "must be text");
        }
        return text;
    }

    long integer(String name) {
        JsonNode node = any(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw problem(name, "must be a whole number");
        }
        return node.longValue();
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        String word = required(name);
        List<String> allowed = new ArrayList<>();
        for (E value : type.getEnumConstants()) {
            String form = value.name().toLowerCase(Locale.ROOT);
            if (form.equals(word)) {
                return value;
            }
            allowed.add(form);
        }
        throw problem(name, "must be one of " + String.join(", ", allowed));
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw problem(name, "must be a UTC time such as 2026-05-01T10:12:00.5Z or null");
        }
    }

    CaseFields object(String name) {
        JsonNode node = any(name);
        if (node == null) {
            throw problem(name, "must be an object");
        }
        return of(node, path + "." + name);
    }

    <T> T optional(String name, Function<CaseFields, T> reader) {
        return any(name) == null ? null : reader.apply(object(name));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw problem(name, "must be an array of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    <T> List<T> objects(String name, Function<CaseFields, T> reader) {
        List<T> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(reader.apply(of(element, path + "." + name + "[" + objects.size() + "]")));
        }
        return objects;
    }

    private Iterable<JsonNode> array(String name) {
        JsonNode node = any(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw problem(name, "must be an array");
        }
        return node;
    }

    /** Refuses fields that nobody asked for: most likely a mistyped name. */
    void nothingElse() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new CaseException(path, "has the unknown field \"" + shortened(name) + "\"");
            }
        });
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    CaseException problem(String name, String problem) {
        return new CaseException(path + "." + name, problem);
    }
}
