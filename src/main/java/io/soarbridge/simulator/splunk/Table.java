package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The records of one type by id, as a client reads them. */
final class Table {
    private final String name;
    private final Map<String, Column> columns;
    private final TreeMap<Long, ObjectNode> rows = new TreeMap<>();
    private long last;

    Table(String name, Map<String, Column> columns) {
        this.name = name;
        this.columns = columns;
    }

    String name() {
        return name;
    }

    Map<String, Column> columns() {
        return columns;
    }

    /** The column by its read name or by its write name, which ends in {@code _id}; null when there is none. */
    String columnOf(String word) {
        if (columns.containsKey(word)) {
            return word;
        }
        String read = word.endsWith("_id") ? word.substring(0, word.length() - 3) : word;
        return columns.containsKey(read) ? read : null;
    }

    /** Gives it an id and every column, null where nothing is known. */
    ObjectNode insert(ObjectNode values) {
        ObjectNode row = Json.mapper().createObjectNode();
        columns.keySet().forEach(row::putNull);
        row.setAll(values);
        row.put("id", ++last);
        rows.put(last, row);
        return row;
    }

    /** With an id of one's choice, such as the 0 of the default tenant. */
    ObjectNode plant(long id, ObjectNode values) {
        last = id - 1;
        return insert(values);
    }

    /** The record, or null. */
    ObjectNode get(long id) {
        return rows.get(id);
    }

    /** By number or by digits; null when it is neither or there is none. */
    ObjectNode get(JsonNode id) {
        if (id == null || id.isNull() || !(id.isIntegralNumber() || id.isTextual())) {
            return null;
        }
        return get(id.asText());
    }

    ObjectNode get(String id) {
        return id.matches("\\d{1,18}") ? rows.get(Long.parseLong(id)) : null;
    }

    /** The first by name, or null. */
    ObjectNode named(String wanted) {
        return first(row -> row.path("name").asText().equalsIgnoreCase(wanted));
    }

    ObjectNode first(Predicate<ObjectNode> test) {
        return rows.values().stream().filter(test).findFirst().orElse(null);
    }

    List<ObjectNode> where(String column, long reference) {
        return rows.values().stream()
                .filter(row -> row.path(column).asLong(-1) == reference)
                .toList();
    }

    Collection<ObjectNode> all() {
        return rows.values();
    }

    void remove(long id) {
        rows.remove(id);
    }

    void removeWhere(String column, long reference) {
        rows.values().removeIf(row -> row.path(column).asLong(-1) == reference);
    }
}
