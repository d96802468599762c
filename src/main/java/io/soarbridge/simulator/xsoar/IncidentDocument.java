package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An incident as queries see it: its fields, its custom fields by their own names, its labels. */
record IncidentDocument(XsoarIncident incident, boolean mirrorIdIndexed) implements XsoarQuery.Document {
    private static final Set<String> PROSE =
            Set.of("name", "rawname", "details", "closenotes", "rawjson", "labels", "labels.value");
    private static final String CUSTOM = "customfields.";
    private static final String LABELS = "labels.";

    @Override
    public List<JsonNode> values(String field) {
        if (field.equals("labels")) {
            return labels(null, true);
        }
        if (field.startsWith(LABELS)) {
            return labelPart(field.substring(LABELS.length()));
        }
        if (field.startsWith(CUSTOM)) {
            return custom(field.substring(CUSTOM.length()));
        }
        String canonical = incident.shape().canonical(field);
        if (canonical == null) {
            return custom(field);
        }
        if (canonical.equals("dbotMirrorId") && !mirrorIdIndexed) {
            return List.of();
        }
        return each(incident.field(canonical));
    }

    private List<JsonNode> labelPart(String part) {
        return switch (part) {
            case "type" -> labels(null, false);
            case "value" ->
                labels(null, true).stream().filter(JsonNode::isTextual).toList();
            default -> labels(part, true);
        };
    }

    private List<JsonNode> labels(String type, boolean value) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode label : incident.field("labels")) {
            if (type == null || label.path("type").asText().equalsIgnoreCase(type)) {
                found.add(value ? label.path("value") : label.path("type"));
            }
        }
        return found;
    }

    private List<JsonNode> custom(String name) {
        JsonNode custom = incident.field("CustomFields");
        JsonNode exact = custom.get(name);
        return each(exact == null ? AnyCase.get(custom, name) : exact);
    }

    private static List<JsonNode> each(JsonNode value) {
        if (value.isArray()) {
            List<JsonNode> list = new ArrayList<>();
            value.forEach(list::add);
            return list;
        }
        return value.isMissingNode() || value.isNull() ? List.of() : List.of(value);
    }

    @Override
    public List<JsonNode> searchable() {
        List<JsonNode> all = new ArrayList<>(labels(null, true));
        for (String field : List.of("id", "name", "details", "type", "owner", "sourceBrand", "sourceInstance")) {
            all.add(incident.field(field));
        }
        incident.field("CustomFields").forEach(value -> {
            if (value.isValueNode()) {
                all.add(value);
            }
        });
        return all;
    }

    @Override
    public boolean isProse(String field) {
        return PROSE.contains(field.toLowerCase(Locale.ROOT));
    }
}
