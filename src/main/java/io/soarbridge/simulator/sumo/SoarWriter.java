package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes what a client writes into an incident: ids become labels, ISO dates instants. Unknown keys are left out. */
final class SoarWriter {
    private static final Pattern SCRIPT = Pattern.compile("(?is)<(script|style|iframe)\\b.*?(</\\1\\s*>|$)");
    private static final Pattern HANDLER =
            Pattern.compile("(?i)(<[^>]*?)\\s+on[a-z]+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)");
    private static final Pattern CUSTOM = Pattern.compile("opt_([1-9]|[1-9][0-9]|100)");

    private final SoarErrors errors;
    private final Pattern refused;
    private final boolean labels;
    private final boolean sanitize;

    SoarWriter(Switches set, SoarErrors errors) {
        this.errors = errors;
        this.refused = set.pattern("refuse-rule").orElse(null);
        this.labels = set.on("labels-on-write");
        this.sanitize = set.on("sanitize");
    }

    /** All of it or nothing: a value that cannot be taken ends the request. */
    void write(SoarIncident incident, JsonNode fields) {
        SoarIncident checked = new SoarIncident(incident.id(), incident.created());
        fields.properties().forEach(one -> put(checked, one.getKey(), one.getValue()));
        incident.values.setAll(checked.values);
        fields.fieldNames().forEachRemaining(name -> {
            if (SoarIncident.isDate(name)) {
                incident.dates.put(name, checked.dates.get(name));
            }
        });
    }

    private void put(SoarIncident incident, String key, JsonNode value) {
        switch (key) {
            case "incidentid", "description" -> {
                refuseByRule(key, value.asText());
                incident.values.put(key, text(key, value));
            }
            case "additional_info", "closing_note" -> incident.values.put(key, html(text(key, value)));
            case "status" -> incident.values.put(key, label(key, value, SoarTables.STATUSES));
            case "restriction" -> incident.values.put(key, label(key, value, SoarTables.RESTRICTIONS));
            case "owner" -> incident.values.put(key, owner(value));
            case "type" -> incident.values.set(key, many(value, SoarTables.TYPES));
            case "incident_kind" -> incident.values.set(key, many(value, SoarTables.KINDS));
            case "incident_category" -> incident.values.set(key, many(value, SoarTables.CATEGORIES));
            case "purpose" -> incident.values.set(key, many(value, SoarTables.PURPOSES));
            case "tags" -> incident.values.set(key, tags(value));
            case "openingtime", "starttime", "endtime", "closingtime" -> incident.dates.put(key, date(key, value));
            default -> {
                if (CUSTOM.matcher(key).matches()) {
                    incident.values.set(key, value);
                }
            }
        }
    }

    private void refuseByRule(String key, String title) {
        if (refused != null && refused.matcher(title).find()) {
            throw errors.field(key, "This value is not allowed here.");
        }
    }

    private String text(String key, JsonNode value) {
        if (value.isContainerNode()) {
            throw errors.field(key, "Not a valid string.");
        }
        return value.isNull() ? "" : value.asText();
    }

    String html(String text) {
        return sanitize ? HANDLER.matcher(SCRIPT.matcher(text).replaceAll("")).replaceAll("$1") : text;
    }

    private String label(String key, JsonNode value, Map<Integer, String> table) {
        String label = table.get(SoarTables.id(value));
        if (label == null && labels && value.isTextual()) {
            label = table.values().stream()
                    .filter(one -> one.equalsIgnoreCase(value.textValue()))
                    .findFirst()
                    .orElse(null);
        }
        if (label == null) {
            throw errors.field(key, "An id of the tenant's list is required, \"" + value.asText() + "\" is none.");
        }
        return label;
    }

    private String owner(JsonNode value) {
        if (value.isNull() || value.asText("").isEmpty()) {
            return "";
        }
        String name = SoarTables.USERS.get(SoarTables.id(value));
        if (name == null) {
            throw errors.field("owner", "A user's id is required.");
        }
        return name;
    }

    /** Ids where they are known, else the words themselves. */
    private static ArrayNode many(JsonNode value, Map<Integer, String> table) {
        ArrayNode many = Json.mapper().createArrayNode();
        for (JsonNode one :
                value.isArray() ? value : Json.mapper().createArrayNode().add(value)) {
            String known = table.get(SoarTables.id(one));
            many.add(known == null ? one.asText() : known);
        }
        return many;
    }

    private static ArrayNode tags(JsonNode value) {
        if (value.isArray()) {
            return value.deepCopy();
        }
        ArrayNode tags = Json.mapper().createArrayNode();
        Pattern.compile(",")
                .splitAsStream(value.asText(""))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .forEach(tags::add);
        return tags;
    }

    private Instant date(String key, JsonNode value) {
        if (value.isNull() || value.asText("").isEmpty()) {
            return null;
        }
        Instant instant = SoarDates.written(value.asText());
        if (instant == null) {
            throw errors.field(key, "An ISO 8601 date is required.");
        }
        return instant;
    }
}
