package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;

/** The kinds of objects of an organization, and the fields that each kind has. */
final class Types {
    static final String TABLE = "observed_hosts";
    static final int TABLE_ID = 1001;

    private static final int FIRST_COLUMN = 2001;

    /** Fields as {@code name input_type [required]}; those of incidents and of the table are told elsewhere. */
    private record Kind(String name, int id, String label, List<String> parents, String fields) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("incident", 0, "Incident", List.of(), ""),
            new Kind(
                    "task",
                    1,
                    "Task",
                    List.of("incident"),
                    "name text always|phase_id select|owner_id select_owner|due_date datepicker|instructions textarea"
                            + "|description text|required boolean|init_date datetimepicker|closed_date datetimepicker"),
            new Kind("note", 2, "Note", List.of("incident", "task"), "text textarea always|create_date datetimepicker"),
            new Kind(
                    "milestone",
                    3,
                    "Milestone",
                    List.of("incident"),
                    "title text always|date datepicker always|description textarea"),
            new Kind(
                    "artifact",
                    4,
                    "Artifact",
                    List.of("incident"),
                    "type select always|value textarea always|description textarea|relating boolean|created datetimepicker"),
            new Kind(
                    "attachment",
                    5,
                    "Attachment",
                    List.of("incident", "task"),
                    "name text always|content_type text|size number|description text|created datetimepicker"),
            new Kind("actioninvocation", 6, "Action Invocation", List.of(), ""),
            new Kind("__function", 11, "Function", List.of(), ""),
            new Kind(TABLE, TABLE_ID, "Observed hosts", List.of("incident"), ""));

    private final List<String> columns;

    Types(Switches set) {
        this.columns = set.words("table-columns");
    }

    void register(OrgRoutes routes) {
        routes.get("/types", this::all);
        routes.get("/types/{type}", ask -> Reply.json(200, shown(ask.org(), need(ask))));
        routes.get("/types/{type}/fields", ask -> Reply.json(200, list(ask)));
        routes.get("/types/{type}/fields/{field}", this::one);
    }

    private static Kind need(Ask ask) {
        String asked = ask.ids().get(0);
        return KINDS.stream()
                .filter(one ->
                        one.name().equals(asked) || Integer.toString(one.id()).equals(asked))
                .findFirst()
                .orElseThrow(() -> QradarStatus.failure(404, "Unable to find Type with ID %s".formatted(asked)));
    }

    private Reply all(Ask ask) {
        ObjectNode all = Json.mapper().createObjectNode();
        KINDS.forEach(kind -> all.set(kind.name(), shown(ask.org(), kind)));
        return Reply.json(200, all);
    }

    private ObjectNode shown(Org org, Kind kind) {
        ObjectNode type = Json.mapper().createObjectNode();
        boolean table = kind.name().equals(TABLE);
        type.put("id", kind.id()).put("type_id", table ? 8 : kind.id()).put("type_name", kind.name());
        type.put("display_name", kind.label()).put("uuid", Ids.uuid("type" + kind.name()));
        for (String name : List.of("actions", "playbooks", "scripts", "tags")) {
            type.putArray(name);
        }
        for (String name : List.of("for_actions", "for_custom_fields", "for_notifications", "for_workflows")) {
            type.put(name, kind.name().equals("incident") || table);
        }
        kind.parents().forEach(type.putArray("parent_types")::add);
        type.putObject("properties");
        ObjectNode fields = type.putObject("fields");
        fields(org, kind).forEach(field -> fields.set(field.name(), field.definition(kind.id())));
        return type;
    }

    private List<Field> fields(Org org, Kind kind) {
        if (kind.name().equals("incident")) {
            return List.copyOf(org.fields.all());
        }
        if (kind.name().equals(TABLE)) {
            return columns.stream()
                    .map(name -> new Field(column(columns, name), name, name, "text", null, false, List.of()))
                    .toList();
        }
        List<Field> fields = new ArrayList<>();
        for (String one :
                kind.fields().isEmpty() ? new String[0] : kind.fields().split("\\|")) {
            String[] parts = one.split(" ");
            int id = 3000 + 100 * kind.id() + fields.size();
            String required = parts.length > 2 ? parts[2] : null;
            fields.add(new Field(id, parts[0], parts[0], parts[1], required, false, values(org, parts[0])));
        }
        return fields;
    }

    private static List<Named> values(Org org, String field) {
        return field.equals("type")
                ? org.fields.words().artifactTypes()
                : org.fields.words().of(field);
    }

    /** The number of a column of the table. */
    static int column(List<String> columns, String name) {
        return FIRST_COLUMN + columns.indexOf(name);
    }

    private ArrayNode list(Ask ask) {
        Kind kind = need(ask);
        ArrayNode list = Json.mapper().createArrayNode();
        fields(ask.org(), kind).forEach(field -> list.add(field.definition(kind.id())));
        return list;
    }

    private Reply one(Ask ask) {
        String wanted = ask.ids().get(1);
        for (JsonNode field : list(ask)) {
            if (field.path("name").asText().equals(wanted)
                    || field.path("id").asText().equals(wanted)) {
                return Reply.json(200, field);
            }
        }
        throw QradarStatus.failure(404, "Unable to find Field with ID %s".formatted(wanted));
    }
}
