package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Percent-encoding of values, RFC 3986: all but letters, digits and {@code - _ ~} are encoded, so nothing in them has a meaning. */
final class Percent {
    private Percent() {}

    static String encoded(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '~') {
                out.append((char) b);
            } else {
                out.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return out.toString();
    }

    /**
     * {@code name=value} pairs with {@code &} between.
     *
     * @param fields an object; null values are left out, arrays give a pair for each element, objects are written as JSON
     */
    static String pairs(JsonNode fields) {
        StringBuilder out = new StringBuilder();
        for (Iterator<Map.Entry<String, JsonNode>> all = fields.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> field = all.next();
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> append(out, field.getKey(), value));
            } else {
                append(out, field.getKey(), field.getValue());
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String name, JsonNode value) {
        if (!value.isNull()) {
            String text = value.isContainerNode() ? value.toString() : value.asText();
            out.append(out.length() == 0 ? "" : "&")
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(text));
        }
    }
}
