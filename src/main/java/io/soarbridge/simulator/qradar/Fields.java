package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Switches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of incidents that an organization has, with what can be chosen in each. Never changes. */
final class Fields {
    static final Set<String> READ_ONLY = Set.of("create_date", "inc_last_modified_date", "inc_training");

    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final Map<Integer, Field> byId = new LinkedHashMap<>();
    private final Vocabulary words;
    private int next = 101;

    Fields(Switches set) {
        this.words =
                new Vocabulary(set.choice("value-ids", "standard", "shifted").equals("shifted"));
        standard();
        String key = set.text("external-key-field");
        if (!key.isEmpty()) {
            custom(key, "text", null);
        }
        set.words("custom-fields").forEach(name -> custom(name, "text", null));
        set.words("close-fields").forEach(name -> custom(name, "text", "close"));
    }

    private void standard() {
        add("name", "Name", "text", "always");
        add("description", "Description", "textarea", null);
        add("discovered_date", "Date Discovered", "datetimepicker", "always");
        add("start_date", "Date Occurred", "datetimepicker", null);
        add("create_date", "Date Created", "datetimepicker", null);
        add("due_date", "Next Due Date", "datetimepicker", null);
        add("end_date", "Date Closed", "datetimepicker", null);
        add("inc_last_modified_date", "Last Modified", "datetimepicker", null);
        add(Field.STATUS, "Status", "select", null);
        add("severity_code", "Severity", "select", null);
        add("incident_type_ids", "Incident Type", "multiselect", null);
        add("nist_attack_vectors", "NIST Attack Vectors", "multiselect", null);
        add("resolution_id", "Resolution", "select", "close");
        add("resolution_summary", "Resolution Summary", "textarea", "close");
        add("owner_id", "Owner", "select_owner", null);
        add("members", "Members", "multiselect_members", null);
        add("phase_id", "Phase", "select", null);
        add("workspace", "Workspace", "select", "always");
        add("inc_training", "Simulation", "boolean", null);
        add("confirmed", "Incident Disposition", "boolean", null);
        add("negative_pr_likely", "Negative PR", "boolean", null);
        add("employee_involved", "Was an employee involved?", "boolean", null);
        for (String name : List.of("reporter", "addr", "city", "country", "state", "zip", "jurisdiction_name")) {
            add(name, name, "text", null);
        }
    }

    private void add(String name, String text, String type, String required) {
        put(new Field(next++, name, text, type, required, false, words.of(name)));
    }

    private void custom(String name, String type, String required) {
        put(new Field(next++, name, name, type, required, true, List.of()));
    }

    private void put(Field field) {
        byName.put(field.name(), field);
        byId.put(field.id(), field);
    }

    Vocabulary words() {
        return words;
    }

    Collection<Field> all() {
        return byName.values();
    }

    List<Field> requiredTo(String step) {
        List<Field> found = new ArrayList<>();
        byName.values().stream().filter(field -> step.equals(field.required())).forEach(found::add);
        return found;
    }

    /** By name, with or without the prefix of custom fields, by number, or by an object with either; null when there is none. */
    Field find(JsonNode reference) {
        JsonNode plain = reference.isObject()
                ? (reference.hasNonNull("name") ? reference.get("name") : reference.path("id"))
                : reference;
        if (plain.isNumber()) {
            return byId.get(plain.asInt());
        }
        return find(plain.asText());
    }

    Field find(String name) {
        return byName.get(name.startsWith("properties.") ? name.substring("properties.".length()) : name);
    }

    /** @throws QradarFailure 400 */
    Field need(JsonNode reference) {
        Field field = find(reference);
        if (field == null) {
            String said = reference.isObject() ? reference.path("name").asText() : reference.asText();
            throw QradarStatus.failure(400, "Unable to find field %s.".formatted(said));
        }
        return field;
    }
}
