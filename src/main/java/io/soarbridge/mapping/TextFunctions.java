package io.soarbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Text functions that replace slow or lossy ones of the engine ({@code ascii_downcase}, {@code ascii_upcase}, {@code tojson},
 * {@code fromjson}), that it lacks ({@code trim}, {@code ltrim}, {@code rtrim}, {@code abbreviate}), and {@code hash_algorithm}.
 */
final class TextFunctions {
    private TextFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("ascii_downcase", 0, NativeFunction.of(in -> shifted(in, "ascii_downcase", 'A', 'Z', 32)));
        scope.addFunction("ascii_upcase", 0, NativeFunction.of(in -> shifted(in, "ascii_upcase", 'a', 'z', -32)));
        scope.addFunction("tojson", 0, NativeFunction.of(in -> TextNode.valueOf(Json.text(Numbers.settled(in)))));
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

    /** Text of at most so many characters, with an ellipsis when something was cut off. Other values pass. */
    private static JsonNode abbreviate(JsonNode in, JsonNode max) {
        return in.isTextual() && in.textValue().length() > max.intValue()
                ? TextNode.valueOf(Text.cut(in.textValue(), max.intValue()))
                : in;
    }

    /** By the number of hexadecimal digits: md5, sha1, sha224, sha256, sha384, sha512; null for anything else. */
    private static JsonNode hashAlgorithm(JsonNode in) {
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
