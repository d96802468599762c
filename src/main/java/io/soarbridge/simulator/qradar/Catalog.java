package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What an organization and the server say of themselves: versions, types, fields, people. */
final class Catalog {
    static final String TABLE = "observed_hosts";
    static final int TABLE_ID = 1001;

    private static final Map<String, Integer> TYPES = Map.of(
            "incident", 0, "task", 1, "note", 2, "milestone", 3, "artifact", 4, "attachment", 5, TABLE, TABLE_ID);
    private static final List<String> WRAPPED =
            List.of("functions", "actions", "workflows", "scripts", "message_destinations");

    private final boolean oldVersion;
    private final List<String> columns;
    private final int mostRows;

    Catalog(Switches set) {
        this.oldVersion = set.choice("server-version-shape", "new", "old").equals("old");
        this.columns = set.words("table-columns");
        this.mostRows = set.number("max-page-size");
    }

    void register(OrgRoutes routes) {
        routes.get("", Catalog::organization);
        routes.get("/types", this::types);
        routes.get("/types/{type}", ask -> Reply.json(200, type(ask, ask.ids().get(0))));
        routes.get("/types/{type}/fields", ask -> Reply.json(200, fields(ask)));
        routes.get("/types/{type}/fields/{field}", this::field);
        routes.get(
                "/incident_types",
                ask -> Reply.json(200, byName(ask.org().fields.words().of("incident_type_ids"))));
        routes.get("/artifact_types", Catalog::artifactTypes);
        routes.get("/artifact_types/{type}", Catalog::artifactType);
        routes.get("/users", ask -> Reply.json(200, users()));
        routes.get("/groups", ask -> Reply.json(200, groups()));
        routes.get("/phases", Catalog::phases);
        WRAPPED.forEach(name -> routes.get("/" + name, ask -> {
            ObjectNode none = Json.mapper().createObjectNode();
            none.putArray("entities");
            return Reply.json(200, none);
        }));
        routes.post("/playbooks/query_paged", ask -> Reply.json(200, Query.answer(List.of(), 0)));
    }

    void registerGlobal(RouteTable routes, Collection<Org> orgs) {
        routes.get("/const", request -> Reply.json(200, constants()));
        routes.get("/orgs", request -> {
            ArrayNode all = Json.mapper().createArrayNode();
            orgs.forEach(org -> all.add(org.summary()));
            return Reply.json(200, all);
        });
        routes.get(
                "/session/{org}/acl", request -> Reply.json(200, Json.mapper().createObjectNode()));
    }

    private ObjectNode constants() {
        ObjectNode all = Json.mapper().createObjectNode();
        ObjectNode version = all.putObject("server_version");
        if (oldVersion) {
            version.put("major", 36).put("minor", 2).put("build_number", 32).put("version", "36.2.32");
        } else {
            version.put("v", 51).put("r", 0).put("m", 9).put("f", 0).put("build_number", 20848);
            version.put("major", 0).put("minor", 0).put("version", "51.0.9.0.20848");
        }
        all.put("max_attachment_mb", 25).put("max_artifact_mb", 25).put("max_artifacts", 500);
        return all.put("max_page_size", mostRows == 0 ? 100 : mostRows);
    }

    private static Reply organization(Ask ask) {
        ObjectNode org = ask.org().summary();
        org.put("actions_framework_enabled", true);
        org.set("incident_types", byName(ask.org().fields.words().of("incident_type_ids")));
        org.set("incident_severities", byName(ask.org().fields.words().of("severity_code")));
        org.set("incident_artifact_types", byName(ask.org().fields.words().artifactTypes()));
        org.set("phases", byName(ask.org().fields.words().phases()));
        ObjectNode users = org.putObject("users");
        users().forEach(one -> users.set(one.path("email").asText(), one));
        org.set("groups", Json.mapper().createObjectNode());
        return Reply.json(200, org);
    }

    private static ObjectNode byName(List<Named> all) {
        ObjectNode map = Json.mapper().createObjectNode();
        for (Named one : all) {
            map.putObject(one.name())
                    .put("id", one.id())
                    .put("name", one.name())
                    .put("enabled", true)
                    .put("hidden", false)
                    .put("system", true)
                    .putArray("tags");
        }
        return map;
    }

    private Reply types(Ask ask) {
        ObjectNode all = Json.mapper().createObjectNode();
        TYPES.keySet().stream().sorted().forEach(name -> all.set(name, type(ask, name)));
        return Reply.json(200, all);
    }

    private ObjectNode type(Ask ask, String asked) {
        String name = TYPES.keySet().stream()
                .filter(one -> one.equals(asked) || TYPES.get(one).toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> QradarStatus.failure(404, "Unable to find Type with ID %s".formatted(asked)));
        ObjectNode type = Json.mapper().createObjectNode();
        int id = TYPES.get(name);
        type.put("id", id).put("type_id", name.equals(TABLE) ? 8 : id).put("type_name", name);
        type.put("display_name", name).put("uuid", Ids.uuid("type" + name));
        type.putArray("tags");
        ObjectNode fields = type.putObject("fields");
        if (name.equals("incident")) {
            ask.org().fields.all().forEach(field -> fields.set(field.name(), field.definition()));
        } else if (name.equals(TABLE)) {
            columns.forEach(column -> fields.set(
                    column,
                    new Field(2001 + columns.indexOf(column), column, column, "text", null, false, List.of())
                            .definition()));
        }
        return type;
    }

    private ArrayNode fields(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        type(ask, ask.ids().get(0)).path("fields").forEach(list::add);
        return list;
    }

    private Reply field(Ask ask) {
        String wanted = ask.ids().get(1);
        for (JsonNode field : fields(ask)) {
            if (field.path("name").asText().equals(wanted)
                    || field.path("id").asText().equals(wanted)) {
                return Reply.json(200, field);
            }
        }
        throw QradarStatus.failure(404, "Unable to find Field with ID %s".formatted(wanted));
    }

    private static Reply artifactTypes(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().fields.words().artifactTypes().forEach(one -> list.add(artifactType(ask.org(), one)));
        return Reply.json(200, list);
    }

    private static Reply artifactType(Ask ask) {
        String wanted = ask.ids().get(0);
        return ask.org().fields.words().artifactTypes().stream()
                .filter(one ->
                        Integer.toString(one.id()).equals(wanted) || one.name().equals(wanted))
                .findFirst()
                .map(one -> Reply.json(200, artifactType(ask.org(), one)))
                .orElseThrow(
                        () -> QradarStatus.failure(404, "Unable to find ArtifactType with ID %s".formatted(wanted)));
    }

    private static ObjectNode artifactType(Org org, Named one) {
        return Json.mapper()
                .createObjectNode()
                .put("id", one.id())
                .put("name", one.name())
                .put("desc", one.name())
                .put("enabled", true)
                .put("system", true)
                .put("multi_aware", org.fields.words().isSplit(one))
                .put("file", one.name().matches(".*(File|Attachment|Sample)"));
    }

    private static Reply phases(Ask ask) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode all = answer.putArray("entities");
        ask.org()
                .fields
                .words()
                .phases()
                .forEach(one -> all.addObject()
                        .put("id", one.id())
                        .put("name", one.name())
                        .put("order", all.size())
                        .put("enabled", true));
        return Reply.json(200, answer);
    }

    private static ArrayNode users() {
        ArrayNode list = Json.mapper().createArrayNode();
        user(list, Vocabulary.PRINCIPALS.get(0), "Ada", "Admin");
        user(list, Vocabulary.PRINCIPALS.get(1), "Ann", "Analyst");
        return list;
    }

    private static void user(ArrayNode list, Named one, String first, String last) {
        list.addObject()
                .put("id", one.id())
                .put("fname", first)
                .put("lname", last)
                .put("display_name", first + " " + last)
                .put("email", one.name())
                .put("status", "A")
                .put("locked", false)
                .put("is_external", false)
                .putNull("title");
    }

    private static ArrayNode groups() {
        ArrayNode list = Json.mapper().createArrayNode();
        Named group = Vocabulary.PRINCIPALS.get(2);
        list.addObject()
                .put("id", group.id())
                .put("name", group.name())
                .put("enabled", true)
                .putArray("members");
        return list;
    }
}
