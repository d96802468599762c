package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.splunk.Column.Kind;
import io.soarbridge.support.Json;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a list: filters, sort, page, and what {@code pretty} and {@code include_expensive} add. */
final class ListQuery {
    private static final String FILTER = "_filter_";
    private static final String EXCLUDE = "_exclude_";
    private static final int DEFAULT_PAGE_SIZE = 10;

    private final Database database;
    private final RowView view;

    ListQuery(Database database, RowView view) {
        this.database = database;
        this.view = view;
    }

    /** {@code {"count":…,"num_pages":…,"data":[…]}} of these rows. */
    ObjectNode envelope(Table table, Collection<ObjectNode> rows, MultiMap query) {
        List<ObjectNode> found = rows.stream()
                .filter(filter(table, query))
                .sorted(order(table, query))
                .toList();
        int size = pageSize(query);
        int page = number(query, "page", 0);
        int pages = size == 0 ? Math.min(1, found.size()) : (found.size() + size - 1) / size;
        if (page > 0 && page >= pages) {
            throw SplunkFailure.of(database.switches().number("page-past-end-status"), "That page contains no results");
        }
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.put("count", found.size());
        envelope.put("num_pages", pages);
        ArrayNode data = envelope.putArray("data");
        found.stream()
                .skip((long) page * size)
                .limit(size == 0 ? Long.MAX_VALUE : size)
                .forEach(row -> data.add(view.listed(table, row, query)));
        return envelope;
    }

    private int pageSize(MultiMap query) {
        int size = number(query, "page_size", DEFAULT_PAGE_SIZE);
        int most = database.switches().number("max-page-size");
        return most > 0 && (size == 0 || size > most) ? most : size;
    }

    static int number(MultiMap query, String name, int fallback) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        if (text.matches("\"\\d+\"")) {
            // a client quotes every text among its parameters
            text = text.substring(1, text.length() - 1);
        }
        if (!text.matches("\\d{1,9}")) {
            throw SplunkFailure.badRequest("Invalid " + name + " \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private Predicate<ObjectNode> filter(Table table, MultiMap query) {
        Predicate<ObjectNode> all = row -> true;
        for (Map.Entry<String, String> parameter : query) {
            String name = parameter.getKey();
            if (name.startsWith(FILTER)) {
                all = all.and(one(table, name.substring(FILTER.length()), parameter.getValue()));
            } else if (name.startsWith(EXCLUDE)) {
                all = all.and(one(table, name.substring(EXCLUDE.length()), parameter.getValue())
                        .negate());
            }
        }
        return all;
    }

    private Predicate<ObjectNode> one(Table table, String name, String text) {
        try {
            Table below = below(table, name);
            if (below != null) {
                return throughRows(table, below, name.substring(below.name().length() + 2), text);
            }
            FieldPath path = new FieldPath(database, table, name);
            Predicate<JsonNode> check = FilterCheck.of(
                    path, PythonLiteral.read(text), database.switches().text("status-filter"));
            return row -> check.test(path.read(row));
        } catch (IllegalArgumentException e) {
            throw SplunkFailure.of(
                    database.switches().number("filter-error-status"),
                    "Invalid filter _filter_" + name + ": " + e.getMessage());
        } catch (SplunkFailure e) {
            throw SplunkFailure.of(
                    database.switches().number("filter-error-status"),
                    e.body().path("message").asText());
        }
    }

    /** The table whose rows refer to this one and by which the filter begins, such as a container's artifacts; else null. */
    private Table below(Table table, String name) {
        int end = name.indexOf("__");
        Table below = end < 0 || table.columnOf(name.substring(0, end)) != null
                ? null
                : database.tables().get(name.substring(0, end));
        return below != null && below.columns().containsKey(table.name()) ? below : null;
    }

    /** Where one of the rows below is such. */
    private Predicate<ObjectNode> throughRows(Table table, Table below, String name, String text) {
        Predicate<ObjectNode> such = one(below, name, text);
        Set<Long> found = below.all().stream()
                .filter(such)
                .map(row -> row.path(table.name()).asLong())
                .collect(Collectors.toSet());
        return row -> found.contains(row.path("id").asLong());
    }

    /** Rows that sort alike come in order of id, as nothing better is known. */
    private Comparator<ObjectNode> order(Table table, MultiMap query) {
        String sort = query.get("sort");
        Comparator<ObjectNode> byId =
                Comparator.comparingLong(row -> row.path("id").asLong());
        if (sort == null || sort.isEmpty()) {
            boolean newest =
                    database.switches().choice("default-order", "asc", "desc").equals("desc");
            return newest ? byId.reversed() : byId;
        }
        FieldPath path = new FieldPath(database, table, sort.replaceFirst("^custom_fields\\.", "custom_fields__"));
        Comparator<ObjectNode> wanted = (left, right) -> compare(path, path.read(left), path.read(right));
        boolean falling = "desc".equalsIgnoreCase(query.get("order"));
        return (falling ? wanted.reversed() : wanted).thenComparing(byId);
    }

    /** Nothing comes last when rising, as in the product's database. */
    private static int compare(FieldPath path, JsonNode left, JsonNode right) {
        if (left.isMissingNode() || right.isMissingNode()) {
            return Boolean.compare(left.isMissingNode(), right.isMissingNode());
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        if (path.kind() == Kind.TIME) {
            return Times.read(left.asText()).compareTo(Times.read(right.asText()));
        }
        return left.asText().compareTo(right.asText());
    }
}
