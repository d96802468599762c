package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.PythonJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pairs of a form or query, as Python's requests makes them of JSON: a list repeats its key, an object counts as the list of its keys. */
final class FormEncoding {
    private FormEncoding() {}

    /** {@code application/x-www-form-urlencoded}. */
    static String encoded(List<Map.Entry<String, String>> pairs) {
        StringBuilder form = new StringBuilder();
        pairs.forEach(pair -> form.append(form.isEmpty() ? "" : "&")
                .append(quoted(pair.getKey()))
                .append('=')
                .append(quoted(pair.getValue())));
        return form.toString();
    }

    /** @throws CallFailure when the value has no pairs */
    static List<Map.Entry<String, String>> pairs(String input, JsonNode value) throws CallFailure {
        return pairs(input, value, true);
    }

    /** Of {@code multipart/form-data}, where what lies deeper than one level is JSON. */
    static List<Map.Entry<String, String>> parts(String input, JsonNode value) throws CallFailure {
        return pairs(input, value, false);
    }

    private static List<Map.Entry<String, String>> pairs(String input, JsonNode value, boolean deep)
            throws CallFailure {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(member -> add(pairs, member.getKey(), member.getValue(), deep));
            return pairs;
        }
        for (JsonNode pair : value) {
            if (!pair.isArray() || pair.size() != 2 || pair.get(0).isContainerNode()) {
                throw CallFailure.forGood(
                        "%s is a list, but not one of pairs such as [[\"a\", \"1\"], [\"b\", \"2\"]], so it cannot become a form."
                                .formatted(input));
            }
            add(pairs, python(pair.get(0)), pair.get(1), deep);
        }
        return pairs;
    }

    private static void add(List<Map.Entry<String, String>> pairs, String key, JsonNode value, boolean deep) {
        each(value)
                .forEach(one -> (deep ? each(one) : List.of(one)).forEach(text -> {
                    if (!text.isNull() || one.isArray()) {
                        pairs.add(Map.entry(key, python(text)));
                    }
                }));
    }

    private static List<JsonNode> each(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> (JsonNode) TextNode.valueOf(member.getKey()))
                    .toList();
        }
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else {
            all.add(value);
        }
        return all;
    }

    /** As Python's {@code str} shows it. */
    static String python(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL -> "None";
            case NUMBER -> PythonJson.spaced(value).replace("NaN", "nan").replace("Infinity", "inf");
            default -> PythonJson.spaced(value);
        };
    }

    /** As Python's {@code quote_plus}. */
    static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
