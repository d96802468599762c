package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts what clients send into incidents, and holds the rules that every way of writing has to keep. */
final class IncidentWriter {
    private final SimulatorClock clock;
    private final String bareFormat;
    private final boolean refuseUnknown;
    private final String closeMissing;
    private final Optional<Pattern> refuseRule;

    IncidentWriter(Switches set, SimulatorClock clock) {
        this.clock = clock;
        this.bareFormat = set.choice("bare-text-format", "unknown", "text", "html");
        this.refuseUnknown = set.choice("unknown-field", "refuse", "ignore").equals("refuse");
        this.closeMissing = set.text("close-missing-text");
        this.refuseRule = set.pattern("refuse-rule");
    }

    long now() {
        return clock.instant().toEpochMilli();
    }

    String bareFormat() {
        return bareFormat;
    }

    /** @throws QradarFailure 400; nothing is stored then */
    ObjectNode made(Org org, ObjectNode body) {
        ObjectNode incident = IncidentShape.blank(org, now());
        for (Field field : org.fields.requiredTo("always")) {
            if (!body.hasNonNull(field.name()) && !field.name().equals("workspace")) {
                throw QradarStatus.fieldRequired(field.name().replace('_', ' '));
            }
        }
        ObjectNode writable = body.deepCopy();
        writable.remove(List.copyOf(Fields.READ_ONLY));
        fill(org, incident, writable);
        check(org, incident, NullNode.instance);
        return incident;
    }

    /** The incident as it would be with all that the body says; the stored one stays untouched. */
    ObjectNode replaced(Org org, ObjectNode stored, ObjectNode body) {
        ObjectNode incident = stored.deepCopy();
        ObjectNode writable = body.deepCopy();
        writable.remove(List.copyOf(Fields.READ_ONLY));
        fill(org, incident, writable);
        check(org, incident, stored.path(Field.STATUS));
        return incident;
    }

    private void fill(Org org, ObjectNode incident, ObjectNode body) {
        for (Map.Entry<String, JsonNode> one : body.properties()) {
            Field field = org.fields.find(one.getKey());
            if (one.getKey().equals("properties")) {
                custom(org, incident, one.getValue());
            } else if (field != null && !field.custom()) {
                IncidentShape.set(incident, field, field.read(one.getValue(), bareFormat));
            } else if (refuseUnknown
                    && !incident.has(one.getKey())
                    && !one.getKey().matches("id|sequence_code")) {
                throw QradarStatus.badRequest();
            }
        }
    }

    private void custom(Org org, ObjectNode incident, JsonNode properties) {
        for (Map.Entry<String, JsonNode> one : properties.properties()) {
            Field field = org.fields.find(one.getKey());
            if (field != null && field.custom()) {
                IncidentShape.set(incident, field, field.read(one.getValue(), bareFormat));
            } else if (refuseUnknown) {
                throw QradarStatus.failure(400, "Unable to find field %s.".formatted(one.getKey()));
            }
        }
    }

    /** What must hold after a write, and what the server sets by itself. */
    void check(Org org, ObjectNode incident, JsonNode statusBefore) {
        String title = incident.path("name").asText();
        if (title.isBlank()) {
            throw QradarStatus.fieldRequired("name");
        }
        if (refuseRule.isPresent() && refuseRule.get().matcher(title).find()) {
            throw QradarStatus.failure(400, "The value is not valid for field name.");
        }
        boolean closed = incident.path(Field.STATUS).asText().equals("C");
        if (closed && !statusBefore.asText().equals("C")) {
            for (Field field : org.fields.requiredTo("close")) {
                if (IncidentShape.value(incident, field).isNull()) {
                    throw QradarStatus.failure(400, closeMissing.replace("{field}", field.text()));
                }
            }
            incident.set("end_date", LongNode.valueOf(now()));
        } else if (!closed) {
            incident.putNull("end_date");
        }
    }

    /** A write has happened. */
    void touch(ObjectNode incident) {
        incident.put("vers", incident.path("vers").asInt() + 1);
        touchTime(incident);
    }

    /** Something below the incident has changed: its version stays. */
    void touchTime(ObjectNode incident) {
        incident.put("inc_last_modified_date", now());
    }

    ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
