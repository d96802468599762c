package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Things of one kind by number, in the order they were made. */
final class Rows {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final String kind;
    private final long first;
    private final String notFound;
    private final Map<Long, ObjectNode> rows = new LinkedHashMap<>();
    private long next;

    /** @param notFound wording, with {@code {type}} and {@code {id}} */
    Rows(String kind, long first, String notFound) {
        this.kind = kind;
        this.first = first;
        this.notFound = notFound;
        this.next = first;
    }

    ObjectNode add(ObjectNode content) {
        ObjectNode row = Json.mapper().createObjectNode();
        row.put("id", next);
        row.setAll(content);
        row.put("id", next);
        rows.put(next, row);
        next++;
        return row;
    }

    /** @throws QradarFailure 404 */
    ObjectNode need(String id) {
        ObjectNode row = NUMBER.matcher(id).matches() ? rows.get(Long.valueOf(id)) : null;
        if (row == null) {
            throw absent(id);
        }
        return row;
    }

    /** Those of a list of numbers, written as numbers or texts. */
    List<ObjectNode> needAll(JsonNode ids) {
        List<ObjectNode> all = new ArrayList<>();
        ids.forEach(id -> all.add(need(id.asText())));
        return all;
    }

    /** The 404 for a number that is none of these. */
    QradarFailure absent(String id) {
        return QradarStatus.failure(404, notFound.replace("{type}", kind).replace("{id}", id));
    }

    /** One of an incident's own. */
    ObjectNode need(ObjectNode incident, String id) {
        ObjectNode row = need(id);
        if (row.path("inc_id").asLong() != incident.path("id").asLong()) {
            throw absent(id);
        }
        return row;
    }

    List<ObjectNode> of(ObjectNode incident) {
        long id = incident.path("id").asLong();
        return rows.values().stream()
                .filter(row -> row.path("inc_id").asLong() == id)
                .toList();
    }

    void remove(ObjectNode row) {
        rows.remove(row.path("id").asLong());
    }

    void removeOf(ObjectNode incident) {
        of(incident).forEach(this::remove);
    }

    Collection<ObjectNode> all() {
        return rows.values();
    }

    void clear() {
        rows.clear();
        next = first;
    }
}
