package io.soarbridge.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON byte for byte as Python's {@code json.dumps} does, for peers that sign or compare the text: ASCII only, lower-case hex
 * in escapes, floats as Python's {@code repr} has them. A number whose digits no double can hold keeps its digits.
 */
public final class PythonJson {
    /** Python's order of texts, by code point; Java's is by UTF-16 unit. */
    private static final Comparator<String> BY_CODE_POINT = PythonJson::compare;

    /** Digits after which Python writes an exponent. */
    private static final int LONGEST_FIXED = 16;

    private static final int SHORTEST_FIXED = -4;
    private static final int DIGITS_OF_DOUBLE = 17;

    private final String comma;
    private final String colon;
    private final boolean sorted;
    private final boolean indented;
    private final StringBuilder out = new StringBuilder();

    private PythonJson(String comma, String colon, boolean sorted, boolean indented) {
        this.comma = comma;
        this.colon = colon;
        this.sorted = sorted;
        this.indented = indented;
    }

    /** As {@code json.dumps(value)}: {@code {"a": 1, "b": 2}}. */
    public static String spaced(JsonNode node) {
        return new PythonJson(", ", ": ", false, false).write(node);
    }

    /** As {@code json.dumps(value, separators=(",", ":"))}. */
    public static String compact(JsonNode node) {
        return new PythonJson(",", ":", false, false).write(node);
    }

    /** As {@code json.dumps(value, separators=(",", ":"), sort_keys=True)}, which sorts the keys of inner objects too. */
    public static String compactSorted(JsonNode node) {
        return new PythonJson(",", ":", true, false).write(node);
    }

    /** As {@code json.dumps(value, indent=2)}. */
    public static String indented(JsonNode node) {
        return new PythonJson(",", ": ", false, true).write(node);
    }

    private String write(JsonNode node) {
        value(node, 0);
        return out.toString();
    }

    private void value(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> array(node, depth);
            case NUMBER -> out.append(number(node));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL, MISSING -> out.append("null");
            default -> string(node.asText());
        }
    }

    private void object(JsonNode node, int depth) {
        Collection<Map.Entry<String, JsonNode>> fields = node.properties();
        if (sorted) {
            fields = fields.stream()
                    .sorted(Map.Entry.comparingByKey(BY_CODE_POINT))
                    .toList();
        }
        out.append('{');
        String before = "";
        for (Map.Entry<String, JsonNode> field : fields) {
            out.append(before);
            newLine(depth + 1);
            string(field.getKey());
            out.append(colon);
            value(field.getValue(), depth + 1);
            before = comma;
        }
        end('}', node, depth);
    }

    private void array(JsonNode node, int depth) {
        out.append('[');
        for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
            newLine(depth + 1);
            value(items.next(), depth + 1);
            out.append(items.hasNext() ? comma : "");
        }
        end(']', node, depth);
    }

    private void end(char bracket, JsonNode node, int depth) {
        if (!node.isEmpty()) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(String text) {
        out.append('"');
        int plain = 0; // what stands as it is, is copied in runs
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escaped(c);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                String hex = Integer.toHexString(c);
                out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            }
        }
    }

    private static String number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        if (!node.isBigDecimal() && !Double.isFinite(node.doubleValue())) {
            return node.asText(); // NaN, Infinity and -Infinity are Python's words too
        }
        BigDecimal exact = node.isBigDecimal() ? node.decimalValue() : new BigDecimal(node.asText());
        return exact.signum() == 0 ? "0.0" : fraction(exact);
    }

    private static String fraction(BigDecimal exact) {
        BigDecimal shortest = shortest(exact.doubleValue());
        return shortest == null || shortest.compareTo(exact) != 0 ? exact.toString() : repr(shortest);
    }

    /** The fewest digits that are read as this double again; null when it has none. */
    private static BigDecimal shortest(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return null;
        }
        BigDecimal full = new BigDecimal(number);
        for (int digits = 1; digits < DIGITS_OF_DOUBLE; digits++) {
            BigDecimal candidate = full.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (candidate.doubleValue() == number) {
                return candidate.stripTrailingZeros();
            }
        }
        return full.round(new MathContext(DIGITS_OF_DOUBLE, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }

    private static String repr(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - number.scale() - 1;
        String sign = number.signum() < 0 ? "-" : "";
        if (exponent < SHORTEST_FIXED || exponent >= LONGEST_FIXED) {
            String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
            String size = Integer.toString(Math.abs(exponent));
            return sign
                    + digits.charAt(0)
                    + rest
                    + (exponent < 0 ? "e-" : "e+")
                    + (size.length() == 1 ? "0" : "")
                    + size;
        }
        String plain = number.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static int compare(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
