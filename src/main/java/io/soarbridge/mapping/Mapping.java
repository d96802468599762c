package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One compiled transformation from a JSON value to a JSON value. Thread-safe; the input is never changed. */
public final class Mapping {
    Mapping() {}

    public JsonNode apply(JsonNode input) {
        return apply(input, Map.of());
    }

    /**
     * @param variables by name without the dollar sign, seen by the mapping as {@code $name}
     * @return exactly one value, JSON null allowed
     * @throws MappingException when the mapping raises an error (its message is passed on), yields nothing or several values
     */
    public JsonNode apply(JsonNode input, Map<String, JsonNode> variables) {
        throw new UnsupportedOperationException();
    }
}
