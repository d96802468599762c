package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of an incident: their order in an answer, their value when unset, and which of them a client may write. Stored
 * incidents hold only what differs from this.
 */
final class IncidentShape {
    private enum Kind {
        TEXT("string"),
        NUMBER("float64"),
        INTEGER("int64"),
        FLAG("bool"),
        TIME("time.Time"),
        LIST("slice"),
        OBJECT("map");

        private final String goType;

        Kind(String goType) {
            this.goType = goType;
        }
    }

    private record Field(String name, Kind kind, boolean writable) {}

    private static final List<String> TIMERS = List.of("detectionsla", "remediationsla");

    private static final Map<String, String> REPEATED = Map.of(
            "rawType", "type",
            "rawName", "name",
            "rawCloseReason", "closeReason",
            "rawPhase", "phase",
            "rawCategory", "category");

    private final ObjectNode template = Json.mapper().createObjectNode();
    private final ObjectNode timers = Json.mapper().createObjectNode();
    private final Map<String, Field> byName = new HashMap<>();
    private final IncidentWriter writer;
    private final boolean strict;

    /** @param strict whether a value of the wrong type is refused; else it counts as absent */
    IncidentShape(boolean version8, boolean strict) {
        this.strict = strict;
        server(Kind.TEXT, "id");
        server(Kind.INTEGER, "version cacheVersn sequenceNumber primaryTerm");
        server(Kind.TIME, "modified");
        server(Kind.INTEGER, "sizeInBytes");
        server(Kind.TEXT, "dbotCreatedBy");
        client(Kind.OBJECT, "CustomFields");
        client(Kind.TEXT, "account");
        server(Kind.INTEGER, "autime");
        client(Kind.TEXT, "type");
        server(Kind.TEXT, "rawType");
        client(Kind.TEXT, "name");
        server(Kind.TEXT, "rawName");
        client(Kind.INTEGER, "status");
        client(Kind.TEXT, "reason");
        server(Kind.TIME, "created");
        client(Kind.TIME, "occurred closed");
        client(Kind.INTEGER, "sla");
        client(Kind.NUMBER, "severity");
        server(Kind.TEXT, "investigationId");
        client(Kind.LIST, "labels attachment");
        client(Kind.TEXT, "details");
        server(Kind.INTEGER, "openDuration");
        server(Kind.TIME, "lastOpen");
        server(Kind.TEXT, "closingUserId");
        client(Kind.TEXT, "owner");
        server(Kind.TIME, "activated");
        client(Kind.TEXT, "closeReason");
        server(Kind.TEXT, "rawCloseReason");
        client(Kind.TEXT, "closeNotes playbookId");
        client(Kind.TIME, "dueDate reminder");
        server(Kind.TEXT, "runStatus");
        client(Kind.TIME, "notifyTime");
        client(Kind.TEXT, "phase");
        server(Kind.TEXT, "rawPhase");
        server(Kind.FLAG, "isPlayground");
        client(Kind.TEXT, "rawJSON parent category");
        server(Kind.TEXT, "rawCategory");
        server(Kind.LIST, "linkedIncidents");
        server(Kind.INTEGER, "linkedCount droppedCount");
        client(Kind.TEXT, "sourceInstance sourceBrand");
        server(Kind.LIST, "canvases");
        server(Kind.TIME, "lastJobRunTime");
        client(Kind.FLAG, "feedBased");
        client(Kind.TEXT, "dbotMirrorId dbotMirrorInstance dbotMirrorDirection");
        server(Kind.LIST, "dbotDirtyFields dbotCurrentDirtyFields");
        client(Kind.LIST, "dbotMirrorTags");
        client(Kind.TIME, "dbotMirrorLastSync");
        server(Kind.FLAG, "isDebug");
        server(Kind.TEXT, "changeStatus");
        server(Kind.INTEGER, "insights");
        if (version8) {
            addedByVersion8();
        }
        for (String name : TIMERS) {
            timers.set(name, idleTimer());
        }
        Map<String, JsonNode> timersByName = new LinkedHashMap<>();
        timers.fields().forEachRemaining(timer -> timersByName.put(timer.getKey(), timer.getValue()));
        writer = new IncidentWriter(template, timersByName, REPEATED);
    }

    private void addedByVersion8() {
        server(Kind.TEXT, "custom_status resolution_status parentXDRIncident syncHash indexName");
        server(Kind.FLAG, "retained allRead allReadWrite previousAllRead previousAllReadWrite xsoarHasReadOnlyRole");
        server(Kind.LIST, "todoTaskIds highlight xsoarReadOnlyRoles xsoarPreviousReadOnlyRoles");
        server(Kind.INTEGER, "numericId");
    }

    private void server(Kind kind, String names) {
        add(kind, names, false);
    }

    private void client(Kind kind, String names) {
        add(kind, names, true);
    }

    private void add(Kind kind, String names, boolean writable) {
        for (String name : names.split(" ")) {
            Field field = new Field(name, kind, writable);
            byName.put(name, field);
            byName.put(name.toLowerCase(Locale.ROOT), field);
            template.set(name, unset(kind));
        }
    }

    private static JsonNode unset(Kind kind) {
        return switch (kind) {
            case TEXT -> TextNode.valueOf("");
            case NUMBER, INTEGER -> IntNode.valueOf(0);
            case FLAG -> Json.mapper().getNodeFactory().booleanNode(false);
            case TIME -> TextNode.valueOf(XsoarTimes.NEVER);
            case LIST -> NullNode.getInstance();
            case OBJECT -> Json.mapper().createObjectNode();
        };
    }

    private static ObjectNode idleTimer() {
        ObjectNode timer = Json.mapper().createObjectNode();
        timer.put("accumulatedPause", 0);
        timer.put("breachTriggered", false);
        timer.put("dueDate", XsoarTimes.NEVER);
        timer.put("endDate", XsoarTimes.NEVER);
        timer.put("lastPauseDate", XsoarTimes.NEVER);
        timer.put("runStatus", "idle");
        timer.put("sla", 20);
        timer.put("slaStatus", -1);
        timer.put("startDate", XsoarTimes.NEVER);
        timer.put("totalDuration", 0);
        return timer;
    }

    /** The field's own spelling, or null when there is no such field. */
    String canonical(String anyCase) {
        Field field = byName.get(anyCase);
        if (field == null) {
            field = byName.get(anyCase.toLowerCase(Locale.ROOT));
        }
        return field == null ? null : field.name();
    }

    /** Value of a field that an incident does not hold. */
    JsonNode unset(String canonicalName) {
        return template.get(canonicalName);
    }

    /** The whole incident as clients see it; {@code own} is shared, not copied. */
    ObjectNode full(ObjectNode own) {
        ObjectNode full = Json.mapper().createObjectNode();
        full.setAll(template);
        full.setAll(own);
        ObjectNode custom = Json.mapper().createObjectNode();
        custom.setAll(timers);
        if (own.get("CustomFields") instanceof ObjectNode given) {
            custom.setAll(given);
        }
        full.set("CustomFields", custom);
        REPEATED.forEach((copy, source) -> full.set(copy, full.get(source)));
        return full;
    }

    /** The same as bytes, without building the tree. */
    byte[] fullBytes(ObjectNode own) {
        return writer.bytes(own);
    }

    /**
     * What a client wrote: known, writable fields under their own spelling, without nulls, empty lists and unset values.
     *
     * @throws XsoarFailure 400 when a value has the wrong type, as a typed JSON decoder does
     */
    ObjectNode written(JsonNode request) {
        ObjectNode own = Json.mapper().createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = request.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = fields.next();
            Field field = byName.get(entry.getKey());
            if (field == null) {
                field = byName.get(entry.getKey().toLowerCase(Locale.ROOT));
            }
            JsonNode value = entry.getValue();
            if (field == null || !field.writable() || value.isNull()) {
                continue;
            }
            if (!fits(field, value)) {
                if (strict) {
                    throw wrongType(field, value);
                }
                continue;
            }
            JsonNode kept = field.kind() == Kind.NUMBER ? shortest(value) : value;
            if (!kept.equals(template.get(field.name())) && !(kept instanceof ArrayNode list && list.isEmpty())) {
                own.set(field.name(), kept);
            }
        }
        return own;
    }

    /** Fields that only the server writes, taken over unchanged by an update. */
    ObjectNode serverFields(ObjectNode own) {
        ObjectNode kept = Json.mapper().createObjectNode();
        own.fields().forEachRemaining(entry -> {
            if (!byName.get(entry.getKey()).writable()) {
                kept.set(entry.getKey(), entry.getValue());
            }
        });
        return kept;
    }

    private static JsonNode shortest(JsonNode number) {
        BigDecimal value = number.decimalValue().stripTrailingZeros();
        return value.scale() <= 0 && value.precision() < 10 ? IntNode.valueOf(value.intValueExact()) : number;
    }

    private static boolean fits(Field field, JsonNode value) {
        return switch (field.kind()) {
            case TEXT -> value.isTextual();
            case NUMBER -> value.isNumber();
            case INTEGER -> value.isIntegralNumber();
            case FLAG -> value.isBoolean();
            case TIME -> value.isTextual() && isTime(value.textValue());
            case LIST -> value.isArray();
            case OBJECT -> value.isObject();
        };
    }

    private static XsoarFailure wrongType(Field field, JsonNode value) {
        return XsoarErrors.badRequest(
                "json: cannot unmarshal " + value.getNodeType().name().toLowerCase(Locale.ROOT)
                        + " into Go struct field Incident." + field.name() + " of type " + field.kind().goType);
    }

    private static boolean isTime(String text) {
        try {
            XsoarTimes.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
