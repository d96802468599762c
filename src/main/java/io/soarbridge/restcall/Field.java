package io.soarbridge.restcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An input that is JSON, or lines of {@code key: value}, or just text, as fn_rest_api takes them. JSON is read before anything is
 * filled in, so a secret with quotes or line breaks stays one value.
 *
 * @param value what was understood; null for nothing
 * @param text the input as text, filled in; null when it was given as JSON by itself
 */
record Field(JsonNode value, String text) {
    private static final Field NOTHING = new Field(null, null);
    /** Python reads NaN and Infinity too. */
    private static final ObjectReader PYTHON = Json.mapper().reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

    /** @param given null for none */
    static Field of(JsonNode given, Substitution substitution) {
        if (given == null
                || given.isNull()
                || (given.isTextual() && given.textValue().isEmpty())) {
            return NOTHING;
        }
        if (!given.isTextual()) {
            return new Field(filledIn(given, substitution), null);
        }
        String text = given.textValue();
        if (Substitution.isReference(text)) {
            // the operator's own value decides by itself what it is
            String filled = substitution.apply(Blanks.strip(text));
            return new Field(understood(filled, null), filled);
        }
        return new Field(understood(text, substitution), substitution.apply(text));
    }

    /** @param substitution null when nothing is to be filled in */
    private static JsonNode understood(String text, Substitution substitution) {
        JsonNode json = json(text);
        if (json == null && substitution != null && Substitution.hasReference(text)) {
            JsonNode filled = json(substitution.apply(text));
            if (filled != null) {
                return nothingForNull(filled);
            }
        }
        if (json == null) {
            json = withoutBraces(text);
        }
        if (json != null) {
            return nothingForNull(filledIn(json, substitution));
        }
        return text.indexOf(':') >= 0 ? lines(text, substitution) : TextNode.valueOf(inPart(text, substitution));
    }

    private static JsonNode nothingForNull(JsonNode json) {
        return json.isNull() ? null : json;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode json = PYTHON.readTree(text);
            return json.isMissingNode() ? null : json;
        } catch (JsonProcessingException | NumberFormatException e) {
            return null;
        }
    }

    /**
     * The members of an object without its braces, as IBM's documentation prints them. Two at least, or one that is an object or a
     * list: a single {@code "a" : "b"} is a line to fn_rest_api, quotes and all.
     */
    private static JsonNode withoutBraces(String text) {
        if (!text.stripLeading().startsWith("\"")) {
            return null;
        }
        JsonNode json = json("{" + text + "}");
        boolean sure = json != null
                && (json.size() > 1
                        || (json.size() == 1 && json.elements().next().isContainerNode()));
        return sure ? json : null;
    }

    private static ObjectNode lines(String text, Substitution substitution) {
        ObjectNode pairs = JsonNodeFactory.instance.objectNode();
        for (String line : text.split("\r\n|\r|\n")) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                pairs.put(
                        Blanks.strip(inPart(Blanks.strip(line.substring(0, colon)), substitution)),
                        Blanks.strip(inPart(Blanks.strip(line.substring(colon + 1)), substitution)));
            }
        }
        return pairs;
    }

    private static JsonNode filledIn(JsonNode json, Substitution substitution) {
        if (substitution == null || !holds(json, Substitution::mayRefer)) {
            return json;
        }
        return rebuilt(json, substitution);
    }

    private static JsonNode rebuilt(JsonNode json, Substitution substitution) {
        if (json.isTextual()) {
            return TextNode.valueOf(substitution.applyToPart(json.textValue()));
        }
        if (json.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            json.forEach(each -> filled.add(rebuilt(each, substitution)));
            return filled;
        }
        if (json.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            json.properties()
                    .forEach(member -> filled.set(
                            substitution.applyToPart(member.getKey()), rebuilt(member.getValue(), substitution)));
            return filled;
        }
        return json;
    }

    /** Whether it counts for nothing in Python: besides nothing at all an empty text, list or object, 0 and false. */
    boolean isNothing() {
        return value == null
                || (value.isTextual()
                        && Blanks.withoutLineEnds(value.textValue()).isEmpty())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isBoolean() && !value.booleanValue());
    }

    /** Whether any text in it is one of those. */
    boolean holds(Predicate<String> wanted) {
        return (text != null && wanted.test(text)) || (value != null && holds(value, wanted));
    }

    private static boolean holds(JsonNode json, Predicate<String> wanted) {
        if (json.isTextual()) {
            return wanted.test(json.textValue());
        }
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                if (wanted.test(member.getKey()) || holds(member.getValue(), wanted)) {
                    return true;
                }
            }
            return false;
        }
        for (JsonNode each : json) {
            if (holds(each, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String inPart(String text, Substitution substitution) {
        return substitution == null ? text : substitution.applyToPart(text);
    }
}
