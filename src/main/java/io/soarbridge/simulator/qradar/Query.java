package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Filters, order and page of a query, over rows of any kind. */
final class Query {
    /** What a row says about a field. */
    interface Columns {
        /** @throws QradarFailure 400 when nobody can ask for it */
        JsonNode value(ObjectNode row, String field);

        /** What is compared, from what the client wrote. */
        JsonNode operand(String field, JsonNode written);
    }

    private final JsonNode body;
    private final Columns columns;

    Query(JsonNode body, Columns columns) {
        this.body = body;
        this.columns = columns;
    }

    List<ObjectNode> matches(Collection<ObjectNode> rows) {
        List<ObjectNode> found =
                new ArrayList<>(rows.stream().filter(this::fits).toList());
        Comparator<ObjectNode> order = null;
        for (JsonNode sort : body.path("sorts")) {
            String field = sort.path("field_name").asText();
            Comparator<ObjectNode> by = (one, other) -> compare(columns.value(one, field), columns.value(other, field));
            by = sort.path("type").asText("asc").equalsIgnoreCase("desc") ? by.reversed() : by;
            order = order == null ? by : order.thenComparing(by);
        }
        if (order != null) {
            found.sort(order);
        }
        return found;
    }

    /** Those of the page that was asked for, with at most so many rows; 0 for no limit. */
    List<ObjectNode> page(List<ObjectNode> all, int most) {
        int start = Math.min(Math.max(0, body.path("start").asInt(0)), all.size());
        int length = body.path("length").asInt(0);
        int wanted = length <= 0 ? all.size() : length;
        int size = most == 0 ? wanted : Math.min(wanted, most);
        return all.subList(start, Math.min(all.size(), start + size));
    }

    private boolean fits(ObjectNode row) {
        JsonNode filters = body.path("filters");
        if (filters.isEmpty()) {
            return body.path("conditions").isEmpty() || filter(body, row);
        }
        boolean all = body.path("logic_type").asText("ANY").equalsIgnoreCase("ALL");
        return StreamSupport.stream(filters.spliterator(), false)
                .map(one -> filter(one, row))
                .reduce(all, (one, other) -> all ? one && other : one || other);
    }

    private boolean filter(JsonNode filter, ObjectNode row) {
        boolean any = filter.path("logic_type").asText("ALL").equalsIgnoreCase("ANY");
        boolean fits = !any;
        for (JsonNode condition : filter.path("conditions")) {
            boolean one = condition(condition, row);
            fits = any ? fits || one : fits && one;
        }
        return fits || filter.path("conditions").isEmpty();
    }

    private boolean condition(JsonNode condition, ObjectNode row) {
        String field = condition.path("field_name").asText();
        JsonNode value = columns.value(row, field);
        JsonNode operand = columns.operand(field, condition.path("value"));
        return switch (condition.path("method").asText()) {
            case "equals" -> equal(value, operand);
            case "not_equals" -> !equal(value, operand);
            case "contains" -> contains(value, operand);
            case "not_contains" -> !contains(value, operand);
            case "in" -> in(value, operand);
            case "not_in" -> !in(value, operand);
            case "lt" -> !value.isNull() && compare(value, operand) < 0;
            case "lte" -> !value.isNull() && compare(value, operand) <= 0;
            case "gt" -> !value.isNull() && compare(value, operand) > 0;
            case "gte" -> !value.isNull() && compare(value, operand) >= 0;
            case "has_a_value" -> isFilled(value);
            case "not_has_a_value" -> !isFilled(value);
            default -> throw QradarStatus.badRequest();
        };
    }

    private static boolean isFilled(JsonNode value) {
        return !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !value.asText("x").isEmpty();
    }

    private static boolean equal(JsonNode value, JsonNode operand) {
        if (value.isNumber() && operand.isNumber()) {
            return value.asLong() == operand.asLong();
        }
        return value.isNull() ? operand.isNull() : text(value).equals(text(operand));
    }

    private static boolean in(JsonNode value, JsonNode operand) {
        return elements(operand).stream().anyMatch(one -> equal(value, one));
    }

    private static boolean contains(JsonNode value, JsonNode operand) {
        if (value.isArray()) {
            List<JsonNode> wanted = elements(operand);
            return elements(value).stream().anyMatch(one -> wanted.stream().anyMatch(other -> equal(one, other)));
        }
        return !value.isNull()
                && text(value).toLowerCase(Locale.ROOT).contains(text(operand).toLowerCase(Locale.ROOT));
    }

    private static List<JsonNode> elements(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        } else {
            all.add(node);
        }
        return all;
    }

    private static String text(JsonNode value) {
        return value.isObject() ? value.path("content").asText() : value.asText();
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return Long.compare(one.asLong(), other.asLong());
        }
        return text(one).compareTo(text(other));
    }

    /** As paged queries answer. */
    static ObjectNode answer(List<ObjectNode> rows, int total) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode data = answer.putArray("data");
        rows.forEach(data::add);
        return answer.put("recordsTotal", total).put("recordsFiltered", total);
    }
}
