package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Types of incidents and indicators, and the fields of incidents. */
final class XsoarTypes {
    private static final List<String> TYPES = List.of("Unclassified", "Phishing", "Malware", "Access", "Network");
    private static final List<String> INDICATOR_TYPES =
            List.of("IP", "IPv6", "Domain", "URL", "File", "Email", "CVE", "Account", "Host");

    /** What the server decides, whatever a client sends. */
    private static final Set<String> GIVEN = Set.of("id", "version", "name", "cliName", "system");

    private final Map<String, ObjectNode> types = new LinkedHashMap<>();
    private final Map<String, ObjectNode> fields = new LinkedHashMap<>();

    XsoarTypes() {
        clear();
    }

    void register(RouteTable routes) {
        routes.get("/incidenttype", request -> Reply.json(200, rows(types)));
        routes.post("/incidenttype", this::saveType);
        routes.post("/incidenttypes/import", request -> imported(request, this::saved));
        routes.post("/incidenttype/delete", request -> removed(types, AnyCase.text(request.json(), "id")));
        routes.get("/incidentfields", request -> Reply.json(200, rows(fields)));
        routes.get("/incidentfields/associatedTypes/{type}", request -> Reply.json(200, rows(fields)));
        routes.post("/incidentfield", this::saveField);
        routes.post("/incidentfields/import", request -> imported(request, this::savedField));
        routes.add("DELETE", "/incidentfield/{id}", request -> removed(fields, request.id()), true);
        routes.get("/reputation", request -> Reply.json(200, indicatorTypes()));
    }

    private static ArrayNode rows(Map<String, ObjectNode> from) {
        ArrayNode rows = Json.mapper().createArrayNode();
        from.values().forEach(rows::add);
        return rows;
    }

    private Reply saveType(Request request) {
        return Reply.json(200, saved(request.json()));
    }

    private ObjectNode saved(JsonNode body) {
        return save(types, type(AnyCase.text(body, "name")), body);
    }

    private Reply saveField(Request request) {
        return Reply.json(200, savedField(request.json()));
    }

    /** A JSON file: one of them, an array, or an object with an array. */
    private static Reply imported(Request request, Function<JsonNode, ObjectNode> save) {
        JsonNode file = EntryFiles.uploaded(request.call()).json();
        JsonNode rows = file.isObject() && !file.has("name") && !file.isEmpty()
                ? file.elements().next()
                : file;
        ArrayNode made = Json.mapper().createArrayNode();
        if (rows.isArray()) {
            rows.forEach(row -> made.add(save.apply(row)));
        } else {
            made.add(save.apply(rows));
        }
        return Reply.json(200, made);
    }

    private ObjectNode savedField(JsonNode body) {
        String name = AnyCase.text(body, "name");
        String cliName = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        ObjectNode field = field("incident_" + cliName, cliName, name, "shortText");
        field.put("system", false);
        return save(fields, field, body);
    }

    private static ObjectNode save(Map<String, ObjectNode> into, ObjectNode made, JsonNode body) {
        if (made.get("name").asText().isEmpty()) {
            throw XsoarErrors.failed(400, "name is required");
        }
        String id = AnyCase.text(body, "id");
        ObjectNode known = into.get(id.isEmpty() ? made.get("id").asText() : id);
        if (known != null) {
            made.put("version", known.get("version").asInt() + 1);
        }
        body.fields().forEachRemaining(sent -> {
            if (!GIVEN.contains(sent.getKey()) && !sent.getValue().isNull()) {
                made.set(sent.getKey(), sent.getValue());
            }
        });
        into.put(made.get("id").asText(), made);
        return made;
    }

    private static Reply removed(Map<String, ObjectNode> from, String id) {
        if (from.remove(id) == null) {
            throw XsoarErrors.itemNotFound();
        }
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private static ObjectNode type(String name) {
        ObjectNode type = Json.mapper().createObjectNode();
        type.put("id", name);
        type.put("version", 1);
        type.put("name", name);
        type.put("playbookId", "");
        type.put("color", "#777777");
        type.put("sla", 0);
        type.put("disabled", false);
        type.put("system", true);
        return type;
    }

    private static ObjectNode field(String id, String cliName, String name, String type) {
        ObjectNode field = Json.mapper().createObjectNode();
        field.put("id", id);
        field.put("version", 1);
        field.put("cliName", cliName);
        field.put("name", name);
        field.put("type", type);
        field.put("associatedToAll", true);
        field.putNull("associatedTypes");
        field.put("group", 0);
        field.put("required", false);
        field.put("system", true);
        return field;
    }

    private static ArrayNode indicatorTypes() {
        ArrayNode rows = Json.mapper().createArrayNode();
        INDICATOR_TYPES.forEach(
                name -> rows.addObject().put("id", name).put("details", name).put("version", 1));
        return rows;
    }

    void clear() {
        types.clear();
        fields.clear();
        TYPES.forEach(name -> types.put(name, type(name)));
        List.of(
                        field("incident_name", "name", "Name", "shortText"),
                        field("incident_severity", "severity", "Severity", "number"),
                        field("incident_dbotmirrorid", "dbotMirrorId", "Dbot Mirror ID", "shortText"),
                        field("incident_detectionsla", "detectionsla", "Detection SLA", "timer"),
                        field("incident_remediationsla", "remediationsla", "Remediation SLA", "timer"),
                        field("incident_soarbridgeuid", "soarbridgeuid", "Soarbridge UID", "shortText"))
                .forEach(one -> fields.put(one.get("id").asText(), one));
    }
}
