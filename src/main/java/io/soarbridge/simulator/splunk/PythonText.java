package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON as the product's database makes a text of it, with a blank after commas and colons: what filters on JSON search in. */
final class PythonText {
    private PythonText() {}

    static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            text.append('{');
            value.properties().forEach(field -> {
                separate(text, '{');
                text.append(TextNode.valueOf(field.getKey())).append(": ");
                write(field.getValue(), text);
            });
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(item -> {
                separate(text, '[');
                write(item, text);
            });
            text.append(']');
        } else {
            text.append(value);
        }
    }

    private static void separate(StringBuilder text, char open) {
        if (text.charAt(text.length() - 1) != open) {
            text.append(", ");
        }
    }
}
