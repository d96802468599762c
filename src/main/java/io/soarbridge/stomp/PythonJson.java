package io.soarbridge.stomp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

/** JSON with the bytes that the platform's own client sends: Python's spaces, and nothing but ASCII. */
final class PythonJson {
    private final StringBuilder text = new StringBuilder();
    private final boolean pretty;

    private PythonJson(boolean pretty) {
        this.pretty = pretty;
    }

    static String line(JsonNode node) {
        return new PythonJson(false).value(node, 0);
    }

    /** Indented by two. */
    static String pretty(JsonNode node) {
        return new PythonJson(true).value(node, 0);
    }

    private String value(JsonNode node, int depth) {
        write(node, depth);
        return text.toString();
    }

    private void write(JsonNode node, int depth) {
        if (node.isObject()) {
            object(node, depth);
        } else if (node.isArray()) {
            array(node, depth);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else {
            text.append(Objects.toString(node.isNull() ? null : node.asText()));
        }
    }

    private void object(JsonNode node, int depth) {
        text.append('{');
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        for (boolean first = true; fields.hasNext(); first = false) {
            Map.Entry<String, JsonNode> field = fields.next();
            next(first, depth + 1);
            string(field.getKey());
            text.append(": ");
            write(field.getValue(), depth + 1);
        }
        end('}', node, depth);
    }

    private void array(JsonNode node, int depth) {
        text.append('[');
        for (int i = 0; i < node.size(); i++) {
            next(i == 0, depth + 1);
            write(node.get(i), depth + 1);
        }
        end(']', node, depth);
    }

    private void next(boolean first, int depth) {
        if (!first) {
            text.append(pretty ? "," : ", ");
        }
        if (pretty) {
            text.append('\n').append("  ".repeat(depth));
        }
    }

    private void end(char bracket, JsonNode node, int depth) {
        if (pretty && !node.isEmpty()) {
            text.append('\n').append("  ".repeat(depth));
        }
        text.append(bracket);
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                text.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < ' ' || c > '~') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
