package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What an organization and the server say of themselves: versions, words, people. */
final class Catalog {
    /** Collections that this organization has nothing in, with what one of each is called. */
    private static final Map<String, String> EMPTY = Map.of(
            "functions", "Function",
            "actions", "Action",
            "workflows", "Workflow",
            "scripts", "Script",
            "message_destinations", "Message Destination");

    private final boolean oldVersion;
    private final int mostRows;

    Catalog(Switches set) {
        this.oldVersion = set.choice("server-version-shape", "new", "old").equals("old");
        this.mostRows = set.number("max-page-size");
    }

    void register(OrgRoutes routes) {
        routes.get("", Catalog::organization);
        routes.get(
                "/incident_types",
                ask -> Reply.json(200, byName(ask.org().fields.words().of("incident_type_ids"))));
        routes.get("/artifact_types", Catalog::artifactTypes);
        routes.get("/artifact_types/{type}", Catalog::artifactType);
        routes.get("/users", ask -> Reply.json(200, users()));
        routes.get("/groups", ask -> Reply.json(200, groups()));
        routes.get("/phases", Catalog::phases);
        routes.get("/phases/{phase}", Catalog::phase);
        EMPTY.forEach((name, one) -> {
            routes.get("/" + name, ask -> none());
            routes.get("/" + name + "/{one}", ask -> {
                throw absent(one, ask.ids().get(0));
            });
        });
        playbooks(routes);
    }

    /** There are none, so none was run. The collection itself has no GET. */
    private static void playbooks(OrgRoutes routes) {
        routes.get("/playbooks/utility_functions", ask -> none());
        routes.get("/playbooks/{playbook}", ask -> {
            throw absent("Playbook", ask.ids().get(0));
        });
        for (String asked : List.of("", "/execution", "/execution/workspace/{space}", "/execution/incident/{id}")) {
            routes.post("/playbooks" + asked + "/query_paged", ask -> Reply.json(200, Query.answer(List.of(), 0)));
        }
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
        ObjectNode groups = org.putObject("groups");
        groups().forEach(one -> groups.set(one.path("name").asText(), one));
        org.set("org_info", ask.org().summary());
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
                .orElseThrow(() -> absent("ArtifactType", wanted));
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
        List<Named> all = ask.org().fields.words().phases();
        all.forEach(one -> answer.withArray("entities").add(phase(all, one)));
        return Reply.json(200, answer);
    }

    /** By number or name. */
    private static Reply phase(Ask ask) {
        String wanted = ask.ids().get(0);
        List<Named> all = ask.org().fields.words().phases();
        return all.stream()
                .filter(one ->
                        Integer.toString(one.id()).equals(wanted) || one.name().equals(wanted))
                .findFirst()
                .map(one -> Reply.json(200, phase(all, one)))
                .orElseThrow(() -> absent("Phase", wanted));
    }

    private static ObjectNode phase(List<Named> all, Named one) {
        return Json.mapper()
                .createObjectNode()
                .put("id", one.id())
                .put("name", one.name())
                .put("order", all.indexOf(one) + 1)
                .put("enabled", true);
    }

    static Reply none() {
        ObjectNode none = Json.mapper().createObjectNode();
        none.putArray("entities");
        return Reply.json(200, none);
    }

    private static QradarFailure absent(String kind, String id) {
        return QradarStatus.failure(404, "Unable to find %s with ID %s".formatted(kind, id));
    }

    private static ArrayNode users() {
        ArrayNode list = Json.mapper().createArrayNode();
        list.add(user(Vocabulary.ADMIN));
        return list.add(user(Vocabulary.ANALYST));
    }

    /** A person of {@link Vocabulary#PRINCIPALS}; without names when it is a group. */
    static ObjectNode user(int id) {
        ObjectNode user = Json.mapper().createObjectNode().put("id", id);
        if (id != Vocabulary.ADMIN && id != Vocabulary.ANALYST) {
            return user;
        }
        String first = id == Vocabulary.ADMIN ? "Ada" : "Ann";
        String last = id == Vocabulary.ADMIN ? "Admin" : "Analyst";
        return user.put("fname", first)
                .put("lname", last)
                .put("display_name", first + " " + last)
                .put("email", Vocabulary.PRINCIPALS.get(id - 1).name())
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
