package io.soarbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Text functions that replace slow or lossy ones of the engine ({@code ascii_downcase}, {@code ascii_upcase}, {@code tojson},
 * {@code fromjson}), that it lacks ({@code trim}, {@code ltrim}, {@code rtrim}, {@code abbreviate}, {@code one_line}), and {@code text},
 * {@code filled} and {@code hash_algorithm}.
 */
final class TextFunctions {
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n]+");

    private TextFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("ascii_downcase", 0, NativeFunction.of(in -> shifted(in, "ascii_downcase", 'A', 'Z', 32)));
        scope.addFunction("ascii_upcase", 0, NativeFunction.of(in -> shifted(in, "ascii_upcase", 'a', 'z', -32)));
        scope.addFunction("tojson", 0, NativeFunction.of(in -> TextNode.valueOf(Json.text(Evaluation.settled(in)))));
        scope.addFunction("fromjson", 0, NativeFunction.of(TextFunctions::fromJson));
        scope.addFunction(
                "trim",
                0,
                NativeFunction.of(in -> TextNode.valueOf(text(in, "trim").strip())));
        scope.addFunction(
                "ltrim",
                0,
                NativeFunction.of(in -> TextNode.valueOf(text(in, "ltrim").stripLeading())));
        scope.addFunction(
                "rtrim",
                0,
                NativeFunction.of(in -> TextNode.valueOf(text(in, "rtrim").stripTrailing())));
        scope.addFunction("abbreviate", 1, NativeFunction.of(TextFunctions::abbreviate));
        scope.addFunction("one_line", 1, NativeFunction.of(TextFunctions::oneLine));
        scope.addFunction("text", 0, NativeFunction.of(TextFunctions::scalar));
        scope.addFunction("filled", 0, NativeFunction.of(TextFunctions::filled));
        scope.addFunction("hash_algorithm", 0, NativeFunction.of(TextFunctions::hashAlgorithm));
    }

    private static String text(JsonNode in, String function) throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException(function + " needs text, not " + in.getNodeType());
        }
        return in.textValue();
    }

    private static JsonNode shifted(JsonNode in, String function, char from, char to, int by)
            throws JsonQueryException {
        String text = text(in, function);
        char[] chars = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= from && c <= to) {
                chars = chars == null ? text.toCharArray() : chars;
                chars[i] = (char) (c + by);
            }
        }
        return chars == null ? in : TextNode.valueOf(new String(chars));
    }

    private static JsonNode fromJson(JsonNode in) throws JsonQueryException {
        try {
            return Json.read(text(in, "fromjson"));
        } catch (JsonProcessingException e) {
            throw new JsonQueryException("fromjson: not a single JSON value");
        }
    }

    /** A scalar as text; null for null, arrays and objects. */
    private static JsonNode scalar(JsonNode in) {
        if (in.isTextual()) {
            return in;
        }
        return in.isNumber() || in.isBoolean()
                ? TextNode.valueOf(Json.text(Evaluation.settled(in)))
                : NullNode.getInstance();
    }

    /** As {@code text}, but null for empty text as well. */
    static JsonNode filled(JsonNode in) {
        JsonNode text = scalar(in);
        return text.isTextual() && text.textValue().isEmpty() ? NullNode.getInstance() : text;
    }

    /** Text of at most so many characters, with an ellipsis when something was cut off. Other values pass. */
    private static JsonNode abbreviate(JsonNode in, JsonNode max) {
        return in.isTextual() && in.textValue().length() > max.intValue()
                ? TextNode.valueOf(Text.cut(in.textValue(), max.intValue()))
                : in;
    }

    /** As {@code abbreviate}, with one space for each run of line breaks. */
    private static JsonNode oneLine(JsonNode in, JsonNode max) throws JsonQueryException {
        String text = text(in, "one_line");
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? abbreviate(in, max)
                : abbreviate(TextNode.valueOf(LINE_BREAKS.matcher(text).replaceAll(" ")), max);
    }

    /** By the number of hexadecimal digits: md5, sha1, sha224, sha256, sha384, sha512; null for anything else. */
    static JsonNode hashAlgorithm(JsonNode in) {
        if (!in.isTextual() || !isHexadecimal(in.textValue())) {
            return NullNode.getInstance();
        }
        return switch (in.textValue().length()) {
            case 32 -> TextNode.valueOf("md5");
            case 40 -> TextNode.valueOf("sha1");
            case 56 -> TextNode.valueOf("sha224");
            case 64 -> TextNode.valueOf("sha256");
            case 96 -> TextNode.valueOf("sha384");
            case 128 -> TextNode.valueOf("sha512");
            default -> NullNode.getInstance();
        };
    }

    private static boolean isHexadecimal(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    }
}
