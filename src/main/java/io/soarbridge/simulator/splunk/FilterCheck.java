package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.splunk.Column.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One lookup with its value, as a test of what a record holds. Missing values pass only {@code isnull}. */
final class FilterCheck {
    private final FieldPath path;
    private final JsonNode value;
    private final String statusFilter;

    private FilterCheck(FieldPath path, JsonNode value, String statusFilter) {
        this.path = path;
        this.value = value;
        this.statusFilter = statusFilter;
    }

    /**
     * @param statusFilter the switch {@code status-filter}
     * @throws SplunkFailure when the value is not of the column's type
     */
    static Predicate<JsonNode> of(FieldPath path, JsonNode value, String statusFilter) {
        return new FilterCheck(path, value, statusFilter).test();
    }

    private Predicate<JsonNode> test() {
        return switch (path.lookup()) {
            case "", "exact" -> exact();
            case "isnull" -> isNull();
            case "in" -> in();
            case "range" -> range();
            case "gt" -> ordered(order -> order > 0, value);
            case "gte" -> ordered(order -> order >= 0, value);
            case "lt" -> ordered(order -> order < 0, value);
            case "lte" -> ordered(order -> order <= 0, value);
            case "year", "month", "day", "hour" -> partOfTime();
            default -> text();
        };
    }

    private Predicate<JsonNode> exact() {
        if (value.isNull()) {
            return JsonNode::isMissingNode;
        }
        if (path.kind() == Kind.TRUTH && !path.lookup().isEmpty()) {
            throw mismatch(value);
        }
        return equal(value);
    }

    private Predicate<JsonNode> equal(JsonNode wanted) {
        if (path.isInsideJson()) {
            return found -> found.isNumber() && wanted.isNumber()
                    ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
                    : found.isTextual() == wanted.isTextual() && found.asText().equals(wanted.asText());
        }
        return switch (path.kind()) {
            case NUMBER, REFERENCE -> {
                long number = number(wanted);
                yield found -> !found.isMissingNode() && found.asLong() == number;
            }
            case TRUTH -> {
                if (!wanted.isBoolean()) {
                    throw mismatch(wanted);
                }
                yield found -> found.asBoolean() == wanted.asBoolean();
            }
            case TIME -> {
                Instant time = time(wanted);
                yield found -> !found.isMissingNode() && time.equals(Times.read(found.asText()));
            }
            case NAMED -> named(wanted);
            case TEXT -> {
                String words = wanted.isTextual() ? wanted.asText() : wanted.toString();
                yield found -> !found.isMissingNode() && found.asText().equals(words);
            }
            case JSON -> found -> PythonText.of(found).equals(wanted.isTextual() ? wanted.asText() : wanted.toString());
        };
    }

    /** By name, or by the id that the name has in its own list. */
    private Predicate<JsonNode> named(JsonNode wanted) {
        boolean byId = wanted.isNumber()
                || statusFilter.equals("id") && wanted.asText().matches("\\d+");
        if (byId && statusFilter.equals("name") || !byId && statusFilter.equals("id")) {
            throw mismatch(wanted);
        }
        return found -> {
            JsonNode listed = byId ? path.names().named(found.asText()) : null;
            return byId
                    ? listed != null && listed.path("id").asLong() == wanted.asLong()
                    : found.asText().equalsIgnoreCase(wanted.asText());
        };
    }

    private Predicate<JsonNode> isNull() {
        if (!value.isBoolean()) {
            throw mismatch(value);
        }
        return found -> found.isMissingNode() == value.asBoolean();
    }

    private Predicate<JsonNode> in() {
        if (!value.isArray()) {
            throw mismatch(value);
        }
        Predicate<JsonNode> any = found -> false;
        for (JsonNode one : value) {
            any = any.or(one.isNull() ? JsonNode::isMissingNode : equal(one));
        }
        return any;
    }

    private Predicate<JsonNode> range() {
        if (!value.isArray() || value.size() != 2) {
            throw mismatch(value);
        }
        return ordered(order -> order >= 0, value.get(0)).and(ordered(order -> order <= 0, value.get(1)));
    }

    /** A number in quotes is refused here, though not in an equality. */
    private Predicate<JsonNode> ordered(Predicate<Integer> order, JsonNode bound) {
        boolean numeric = path.kind() == Kind.NUMBER || path.kind() == Kind.REFERENCE;
        if (numeric && !bound.isNumber() || !numeric && !path.isInsideJson() && !bound.isTextual()) {
            throw mismatch(bound);
        }
        if (path.kind() == Kind.TIME) {
            Instant time = time(bound);
            return found -> !found.isMissingNode()
                    && order.test(Times.read(found.asText()).compareTo(time));
        }
        if (bound.isNumber()) {
            return found -> found.isNumber() && order.test(found.decimalValue().compareTo(bound.decimalValue()));
        }
        return found -> found.isTextual() && order.test(found.asText().compareTo(bound.asText()));
    }

    private Predicate<JsonNode> partOfTime() {
        if (path.kind() != Kind.TIME) {
            throw mismatch(value);
        }
        long wanted = number(value);
        return found ->
                !found.isMissingNode() && part(Times.read(found.asText()).atOffset(ZoneOffset.UTC)) == wanted;
    }

    private int part(OffsetDateTime time) {
        return switch (path.lookup()) {
            case "year" -> time.getYear();
            case "month" -> time.getMonthValue();
            case "day" -> time.getDayOfMonth();
            default -> time.getHour();
        };
    }

    private Predicate<JsonNode> text() {
        if (!value.isTextual() && !value.isNumber()) {
            throw mismatch(value);
        }
        String words = value.asText();
        String lower = words.toLowerCase(Locale.ROOT);
        return switch (path.lookup()) {
            case "contains" -> found -> words(found).contains(words);
            case "icontains" -> found -> words(found).toLowerCase(Locale.ROOT).contains(lower);
            case "startswith" -> found -> words(found).startsWith(words);
            case "istartswith" -> found -> words(found).toLowerCase(Locale.ROOT).startsWith(lower);
            case "endswith" -> found -> words(found).endsWith(words);
            case "iendswith" -> found -> words(found).toLowerCase(Locale.ROOT).endsWith(lower);
            case "iexact" -> found -> words(found).equalsIgnoreCase(words);
            default -> regex(words);
        };
    }

    private Predicate<JsonNode> regex(String expression) {
        try {
            Pattern pattern =
                    Pattern.compile(expression, path.lookup().equals("iregex") ? Pattern.CASE_INSENSITIVE : 0);
            return found ->
                    !found.isMissingNode() && pattern.matcher(words(found)).find();
        } catch (PatternSyntaxException e) {
            throw SplunkFailure.badRequest("invalid regular expression: " + e.getDescription());
        }
    }

    private static String words(JsonNode found) {
        return found.isContainerNode() ? PythonText.of(found) : found.asText();
    }

    private long number(JsonNode wanted) {
        if (wanted.isNumber() || wanted.isTextual() && wanted.asText().matches("-?\\d{1,18}")) {
            return wanted.isNumber() ? wanted.asLong() : Long.parseLong(wanted.asText());
        }
        throw mismatch(wanted);
    }

    private Instant time(JsonNode wanted) {
        Instant time = wanted.isTextual() ? Times.read(wanted.asText()) : null;
        if (time == null) {
            throw mismatch(wanted);
        }
        return time;
    }

    private SplunkFailure mismatch(JsonNode wanted) {
        return SplunkFailure.badRequest("Invalid value " + wanted + " for filter on " + path.name());
    }
}
