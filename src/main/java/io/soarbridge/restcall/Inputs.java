package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The inputs of one call, as they were given but for the forms in which a platform wraps them. Immutable. */
final class Inputs {
    private static final Set<String> SELECT = Set.of("id", "name");
    private static final Set<String> TEXT_AREA = Set.of("format", "content");
    /** An object is a value of its own there, unless it looks exactly as a platform's. */
    private static final Set<String> DATA = InputSpec.ALL.stream()
            .filter(spec -> spec.type() == InputSpec.Type.DATA)
            .map(InputSpec::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final String MASK = "******";
    private static final BigDecimal LARGEST = new BigDecimal(Integer.MAX_VALUE);
    private static final BigDecimal LONGEST_TIMEOUT = new BigDecimal(86_400);

    private final ObjectNode flat;

    private Inputs(ObjectNode flat) {
        this.flat = flat;
    }

    static Inputs of(ObjectNode given) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(input -> flat.set(input.getKey(), flattened(input.getKey(), input.getValue())));
        return new Inputs(flat);
    }

    private static JsonNode flattened(String input, JsonNode value) {
        if (value.isObject() && !DATA.contains(input)) {
            return value.has("name") ? value.get("name") : value.has("content") ? value.get("content") : value;
        }
        if (value.isObject()) {
            if (value.size() != SELECT.size()) {
                return value;
            }
            Set<String> keys = Set.copyOf(
                    value.properties().stream().map(Map.Entry::getKey).toList());
            if (keys.equals(SELECT)) {
                return value.get("name");
            }
            return keys.equals(TEXT_AREA) ? value.get("content") : value;
        }
        if (value.isArray()) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> names.add(flattened(input, each)));
            return names;
        }
        return value;
    }

    /** As the result repeats them: not filled in, and without what a caller wrote in clear where a credential belongs. */
    ObjectNode echo() {
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        echo.setAll(flat);
        for (InputSpec spec : InputSpec.ALL) {
            String name = spec.name();
            JsonNode value = spec.credential() ? echo.get(name) : null;
            if (value != null
                    && !value.isNull()
                    && !value.asText().isEmpty()
                    && !Substitution.isReference(value.asText())) {
                echo.put(name, MASK);
            }
        }
        if (echo.get(Names.BODY) instanceof BinaryNode exact) {
            echo.put(Names.BODY, "<%d bytes>".formatted(exact.binaryValue().length));
        }
        return echo;
    }

    Set<String> names() {
        return Set.copyOf(flat.properties().stream().map(Map.Entry::getKey).toList());
    }

    /** Null when it is absent, null or an empty text. */
    JsonNode get(String name) {
        JsonNode value = flat.get(name);
        boolean absent = value == null
                || value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty());
        return absent ? null : value;
    }

    /** Null when it is absent, null or empty. */
    String text(String name) throws CallFailure {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isContainerNode()) {
            throw CallFailure.forGood("%s has to be a text, not %s.".formatted(name, kind(value)));
        }
        return value.asText();
    }

    boolean flag(String name, boolean otherwise) throws CallFailure {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw CallFailure.forGood("%s has to be true or false, not %s.".formatted(name, kind(value)));
        }
        return value.booleanValue();
    }

    /** A whole number; what is absent, null or the number 0 counts as {@code otherwise}, and fractions are cut off. */
    int whole(String name, int otherwise, Substitution substitution) throws CallFailure {
        JsonNode value = get(name);
        if (value == null || (value.isNumber() && value.decimalValue().signum() == 0)) {
            return otherwise;
        }
        try {
            return value.isNumber()
                    ? bounded(value.decimalValue()).intValue()
                    : Integer.parseInt(Blanks.strip(substitution.apply(value.asText())));
        } catch (ArithmeticException | NumberFormatException e) {
            throw CallFailure.forGood("%s has to be a whole number, not %s.".formatted(name, shown(value)), e);
        }
    }

    /** Compared before it is written out, which for some exponents would take all memory. */
    private static BigDecimal bounded(BigDecimal number) {
        if (number.abs().compareTo(LARGEST) > 0) {
            throw new ArithmeticException("beyond an int");
        }
        return number;
    }

    /** Seconds; null when it is absent, null or 0. */
    Duration seconds(String name) throws CallFailure {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(LONGEST_TIMEOUT) > 0) {
            throw CallFailure.forGood(
                    "%s has to be a number of seconds, at most 86400, not %s.".formatted(name, shown(value)));
        }
        return value.decimalValue().signum() == 0
                ? null
                : Duration.ofMillis(
                        Math.max(1, value.decimalValue().movePointRight(3).longValue()));
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? "\"" + value.asText() + "\"" : value.toString();
        return text.length() > 40 ? kind(value) : text;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> value.asText();
            default -> "what it is";
        };
    }
}
