package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes of single fields. With the present version the old values are not looked at; with another one, or none, each must be what the
 * field has, else nothing is changed and the answer, a 200, says which were not.
 */
final class IncidentPatches {
    private static final Set<String> VALUE_KEYS =
            Set.of("object", "text", "textarea", "id", "ids", "date", "boolean", "number", "cells", "name", "names");

    private final IncidentWriter writer;
    private final int clashes;
    private final String goodMessage;
    private final Map<Long, Integer> clashed = new HashMap<>();

    IncidentPatches(Switches set, IncidentWriter writer) {
        this.writer = writer;
        this.clashes = set.number("patch-clashes");
        this.goodMessage = set.choice("patch-message", "empty", "null").equals("null") ? null : "";
    }

    void register(OrgRoutes routes) {
        routes.patch("/incidents/{id}", this::patch);
        routes.put("/incidents/{id}/patch", this::patch);
        routes.patch("/incidents", this::patchMany);
        routes.put("/incidents/patch", this::patchMany);
    }

    void clear() {
        clashed.clear();
    }

    private Reply patch(Ask ask) {
        ObjectNode incident = ask.incident();
        if (clashed.merge(incident.path("id").asLong(), 1, Integer::sum) <= clashes) {
            throw Incidents.conflict();
        }
        return Reply.json(200, patched(ask, incident, ask.json()));
    }

    private Reply patchMany(Ask ask) {
        ObjectNode answer = QradarStatus.body(true, goodMessage);
        ObjectNode failures = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> one : ask.json().path("patches").properties()) {
            ObjectNode status = patched(ask, ask.org().incidents.need(one.getKey()), one.getValue());
            if (!status.path("success").asBoolean()) {
                failures.set(one.getKey(), status);
            }
        }
        if (!failures.isEmpty()) {
            answer.put("success", false).set("failures", failures);
        }
        return Reply.json(200, answer);
    }

    private record Change(Field field, JsonNode before, JsonNode after, JsonNode reference) {}

    private ObjectNode patched(Ask ask, ObjectNode stored, JsonNode patch) {
        if (!patch.path("changes").isArray()) {
            throw QradarStatus.badRequest();
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode one : patch.path("changes")) {
            changes.add(change(ask.org(), one));
        }
        boolean current = patch.path("version").asInt(-1) == stored.path("vers").asInt();
        List<Change> wrong = current
                ? List.of()
                : changes.stream()
                        .filter(one -> !same(one.field(), one.before(), IncidentShape.value(stored, one.field())))
                        .toList();
        if (!wrong.isEmpty()) {
            return conflicting(ask, stored, wrong);
        }
        ObjectNode next = stored.deepCopy();
        for (Change one : changes) {
            IncidentShape.set(next, one.field(), one.field().read(one.after(), writer.bareFormat()));
        }
        writer.check(ask.org(), next, stored.path(Field.STATUS));
        stored.setAll(next);
        writer.touch(stored);
        return QradarStatus.body(true, goodMessage);
    }

    private static Change change(Org org, JsonNode one) {
        Field field = org.fields.need(one.path("field"));
        if (Fields.READ_ONLY.contains(field.name())) {
            throw QradarStatus.failure(400, "Field %s is read only.".formatted(field.name()));
        }
        return new Change(field, typed(one.path("old_value")), typed(one.path("new_value")), one.path("field"));
    }

    /** The value under its one typed key. */
    private static JsonNode typed(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isEmpty()) {
            return NullNode.instance;
        }
        Map.Entry<String, JsonNode> only = value.properties().iterator().next();
        if (!VALUE_KEYS.contains(only.getKey())) {
            throw QradarStatus.badRequest();
        }
        return only.getValue();
    }

    private boolean same(Field field, JsonNode said, JsonNode stored) {
        boolean nothing =
                said.isNull() || (said.isTextual() && said.asText().isEmpty()) || (said.isArray() && said.isEmpty());
        if (nothing || stored.isNull()) {
            return nothing && (stored.isNull() || stored.isEmpty() && !stored.isValueNode());
        }
        if (field.isText()) {
            return LongText.same(said, stored);
        }
        JsonNode read = field.read(said, writer.bareFormat());
        return field.isMultiple()
                ? new HashSet<>(list(read)).equals(new HashSet<>(list(stored)))
                : read.equals(sized(read, stored));
    }

    /** Numbers compare by value, however many bytes they were kept in. */
    private static JsonNode sized(JsonNode read, JsonNode stored) {
        return read.isNumber() && stored.isNumber() && read.asLong() == stored.asLong() ? read : stored;
    }

    private static List<Long> list(JsonNode array) {
        List<Long> all = new ArrayList<>();
        array.forEach(one -> all.add(one.asLong()));
        return all;
    }

    private static ObjectNode conflicting(Ask ask, ObjectNode stored, List<Change> wrong) {
        List<String> names = wrong.stream().map(one -> one.field().name()).toList();
        ObjectNode status = QradarStatus.body(
                false,
                "The changes could not be applied due to a conflicting edit by another user.  The following field(s) were in conflict:  %s."
                        .formatted(String.join(", ", names)));
        for (Change one : wrong) {
            JsonNode now = IncidentShape.value(stored, one.field());
            ObjectNode failure = status.withArray("field_failures").addObject();
            failure.set(
                    "field",
                    one.reference().isTextual() ? one.reference() : failure.textNode(names.get(wrong.indexOf(one))));
            failure.put("field_id", one.field().id());
            failure.set("your_original_value", one.before());
            failure.set("actual_current_value", IncidentShape.shown(now, one.field(), ask.form()));
        }
        return status;
    }
}
