package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.math.BigDecimal;

/** Reads one literal of Python, which is what the value of a filter is: text in quotes, number, True, False, None, list, tuple. */
final class PythonLiteral {
    /** Deeper lists than this are nobody's filter. */
    private static final int MAX_DEPTH = 20;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it is no literal */
    static JsonNode read(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        JsonNode value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.malformed();
        }
        return value;
    }

    private JsonNode value(int depth) {
        blanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            throw malformed();
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return TextNode.valueOf(quoted(c));
        }
        if (c == '[' || c == '(') {
            return list(c == '[' ? ']' : ')', depth);
        }
        return word();
    }

    private JsonNode list(char end, int depth) {
        ArrayNode items = Json.mapper().createArrayNode();
        at++;
        blanks();
        while (at < text.length() && text.charAt(at) != end) {
            items.add(value(depth + 1));
            blanks();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                blanks();
            } else if (at >= text.length() || text.charAt(at) != end) {
                throw malformed();
            }
        }
        if (at++ >= text.length()) {
            throw malformed();
        }
        return items;
    }

    private JsonNode word() {
        int start = at;
        while (at < text.length() && ",)] \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "True" -> BooleanNode.TRUE;
            case "False" -> BooleanNode.FALSE;
            case "None" -> NullNode.getInstance();
            default -> number(word);
        };
    }

    private JsonNode number(String word) {
        if (!word.matches("[+-]?\\d{1,30}(\\.\\d{0,30})?")) {
            throw malformed();
        }
        return DecimalNode.valueOf(new BigDecimal(word));
    }

    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\n') {
                throw malformed();
            }
            if (c == '\\') {
                escape(content);
            } else {
                content.append(c);
            }
        }
        if (at++ >= text.length()) {
            throw malformed();
        }
        return content.toString();
    }

    private void escape(StringBuilder content) {
        if (at >= text.length()) {
            throw malformed();
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            case 'b' -> content.append('\b');
            case 'f' -> content.append('\f');
            case '\\', '\'', '"' -> content.append(c);
            case 'x' -> content.appendCodePoint(hex(2));
            case 'u' -> content.append((char) hex(4));
            case 'U' -> content.appendCodePoint(Math.min(hex(8), Character.MAX_CODE_POINT));
            default -> content.append('\\').append(c);
        }
    }

    private int hex(int digits) {
        int end = at + digits;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]+")) {
            throw malformed();
        }
        long code = Long.parseLong(text.substring(at, end), 16);
        at = end;
        return (int) Math.min(code, Character.MAX_CODE_POINT);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed node or string");
    }
}
