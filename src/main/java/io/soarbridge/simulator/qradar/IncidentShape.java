package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.List;

/** What an incident looks like: kept with numbers and formatted texts, shown as a caller wants it. */
final class IncidentShape {
    private static final List<String> PARTIAL = List.of(
            "id",
            "name",
            "description",
            "plan_status",
            "phase_id",
            "severity_code",
            "owner_id",
            "create_date",
            "discovered_date",
            "due_date",
            "inc_training",
            "sequence_code");
    private static final List<String> NULLS = List.of(
            "addr",
            "admin_id",
            "artifacts",
            "city",
            "comments",
            "country",
            "creator",
            "crimestatus_id",
            "data_compromised",
            "due_date",
            "end_date",
            "exposure_dept_id",
            "exposure_individual_name",
            "exposure_vendor_id",
            "jurisdiction_name",
            "jurisdiction_reg_id",
            "reporter",
            "resolution_id",
            "resolution_summary",
            "score",
            "severity_code",
            "start_date",
            "state",
            "tasks",
            "zip",
            "inc_start",
            "org_handle",
            "owner_id",
            "description",
            "jurisdiction_id");
    private static final List<String> FALSE =
            List.of("employee_involved", "hard_liability_known", "inc_training", "is_scenario", "negative_pr_likely");
    private static final List<String> PERMS = List.of(
            "read",
            "write",
            "comment",
            "assign",
            "close",
            "change_members",
            "attach_file",
            "read_attachments",
            "delete_attachments",
            "delete",
            "change_workspace",
            "list_milestones",
            "create_milestones",
            "list_artifacts",
            "create_artifacts",
            "manage");

    private IncidentShape() {}

    /** Without anything of a client's. */
    static ObjectNode blank(Org org, long now) {
        ObjectNode all = Json.mapper().createObjectNode();
        NULLS.forEach(all::putNull);
        FALSE.forEach(name -> all.put(name, false));
        all.put("assessment", "")
                .put("confirmed", true)
                .put("draft", false)
                .put("exposure", 0)
                .put("exposure_type_id", 1);
        all.put("hard_liability", 0).put("plan_status", "A").put("workspace", 1);
        all.put("phase_id", org.fields.words().phases().get(0).id());
        all.put("create_date", now).put("inc_last_modified_date", now).put("org_id", org.id);
        all.put("creator_id", Vocabulary.ADMIN)
                .put("owner_id", Vocabulary.ADMIN)
                .put("vers", 1);
        all.putObject("creator_principal")
                .put("id", Vocabulary.ADMIN)
                .put("type", "user")
                .put("name", "admin@example.com")
                .put("display_name", "Ada Admin");
        for (String name : List.of("actions", "incident_type_ids", "members", "nist_attack_vectors", "playbooks")) {
            all.putArray(name);
        }
        all.putArray("timer_field_summarized_incident_data");
        for (String name : List.of("dtm", "gdpr", "hipaa", "pii", "regulator_risk")) {
            all.putObject(name);
        }
        all.putObject("cm").put("unassigneds", 0).put("total", 0).putObject("geo_counts");
        all.putObject("regulators").putArray("ids");
        all.putObject("task_changes").withArray("added");
        all.withObject("/task_changes").putArray("removed");
        ObjectNode perms = all.putObject("perms");
        PERMS.forEach(name -> perms.put(name, true));
        ObjectNode properties = all.putObject("properties");
        org.fields.all().stream().filter(Field::custom).forEach(field -> properties.putNull(field.name()));
        return all;
    }

    static JsonNode value(ObjectNode incident, Field field) {
        JsonNode value = field.custom() ? incident.path("properties").path(field.name()) : incident.path(field.name());
        return value.isMissingNode() ? NullNode.instance : value;
    }

    static void set(ObjectNode incident, Field field, JsonNode value) {
        ObjectNode holder = field.custom() ? incident.withObject("/properties") : incident;
        JsonNode kept = field.isMultiple() && value.isNull() ? Json.mapper().createArrayNode() : value;
        holder.set(field.name(), kept);
    }

    static ObjectNode full(Org org, ObjectNode incident, Form form) {
        ObjectNode shown = incident.deepCopy();
        for (Field field : org.fields.all()) {
            set(shown, field, shown(value(incident, field), field, form));
        }
        shown.set("creator_id", form.handle(Vocabulary.PRINCIPALS, IntNode.valueOf(Vocabulary.ADMIN)));
        return shown;
    }

    static JsonNode shown(JsonNode value, Field field, Form form) {
        if (field.isText()) {
            return form.text(value);
        }
        return field.isSelection() || field.isMultiple() ? form.handle(field.values(), value) : value;
    }

    static ObjectNode partial(Org org, ObjectNode incident, Form form) {
        ObjectNode all = full(org, incident, form);
        return all.retain(PARTIAL);
    }
}
