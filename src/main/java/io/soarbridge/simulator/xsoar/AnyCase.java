package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads request bodies whatever the case of their keys; JSON null counts as absent. */
final class AnyCase {
    private AnyCase() {}

    /** The value, or a missing node. */
    static JsonNode get(JsonNode object, String key) {
        JsonNode exact = object.get(key);
        if (exact != null && !exact.isNull()) {
            return exact;
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equalsIgnoreCase(key) && !field.getValue().isNull()) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** The text, or "" when absent; numbers and booleans as their text. */
    static String text(JsonNode object, String key) {
        return get(object, key).asText("");
    }

    static boolean flag(JsonNode object, String key) {
        return get(object, key).asBoolean(false);
    }

    /** The number, also when it came as text, or {@code fallback}. */
    static long number(JsonNode object, String key, long fallback) {
        return get(object, key).asLong(fallback);
    }

    /** The texts of an array, or of a single value; empty when absent. */
    static List<String> texts(JsonNode object, String key) {
        JsonNode value = get(object, key);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(entry -> texts.add(entry.asText()));
        } else if (value.isValueNode()) {
            texts.add(value.asText());
        }
        return texts;
    }

    /** The object, or an empty one. */
    static ObjectNode object(JsonNode object, String key) {
        JsonNode value = get(object, key);
        return value.isObject() ? (ObjectNode) value : Json.mapper().createObjectNode();
    }
}
