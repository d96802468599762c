package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.util.List;

/** What happened to an incident. Only what was made is told, as changes are not kept. */
final class Story {
    void register(OrgRoutes routes) {
        routes.get("/incidents/{id}/newsfeed", Story::newsfeed);
        routes.get("/incidents/{id}/history", Story::history);
        for (String name : List.of("workflow_instances", "action_invocations")) {
            routes.get("/incidents/{id}/" + name, ask -> {
                ask.incident();
                return Catalog.none();
            });
        }
        routes.get("/incidents/{id}/related_ex", Story::related);
    }

    private static Reply newsfeed(Ask ask) {
        ObjectNode incident = ask.incident();
        ArrayNode rows = Json.mapper().createArrayNode();
        for (ObjectNode artifact : ask.org().artifacts.of(incident)) {
            row(
                    rows,
                    "ARTIFACT",
                    artifact,
                    artifact.path("created").asLong(),
                    artifact.path("value").asText());
        }
        row(
                rows,
                "INCIDENT",
                incident,
                incident.path("create_date").asLong(),
                incident.path("name").asText());
        return Reply.json(200, rows);
    }

    private static void row(ArrayNode rows, String kind, ObjectNode made, long time, String name) {
        ObjectNode row = rows.addObject().put("entry_type", "CREATE").put("object_type", kind);
        row.set("object_id", made.path("id"));
        row.put("name", name).putNull("before").putNull("user");
        row.set("after", kind.equals("ARTIFACT") ? made.deepCopy() : row.nullNode());
        row.set("parent_id", Artifacts.nullable(made.path("inc_id")));
        row.set("parent_name", Artifacts.nullable(made.path("inc_name")));
        row.set("principal", made.path("creator_principal"));
        row.put("revision_number", 1).put("simulation", false).put("timestamp", time);
    }

    private static Reply history(Ask ask) {
        ask.incident();
        ObjectNode all = Json.mapper().createObjectNode();
        all.putArray("incident_detail_history");
        for (String kind : List.of("artifact", "attachment", "data_type", "milestone", "record_count", "task")) {
            all.putNull(kind + "_history");
        }
        return Reply.json(200, all);
    }

    /** Incidents that have an artifact of the same type and value. */
    private static Reply related(Ask ask) {
        Org org = ask.org();
        ObjectNode incident = ask.incident();
        List<ObjectNode> own = org.artifacts.of(incident);
        boolean wantsArtifacts = "true".equals(ask.call().query().get("want_artifacts"));
        ArrayNode found = Json.mapper().createArrayNode();
        for (ObjectNode other : org.incidents.all()) {
            List<ObjectNode> shared = other == incident
                    ? List.of()
                    : org.artifacts.of(other).stream()
                            .filter(one -> own.stream().anyMatch(mine -> relates(mine, one)))
                            .toList();
            if (!shared.isEmpty()) {
                ObjectNode row = IncidentShape.partial(org, other, ask.form());
                row.putArray("artifacts");
                if (wantsArtifacts) {
                    shared.forEach(one -> row.withArray("artifacts").add(Artifacts.show(ask, one)));
                }
                found.add(row);
            }
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("incidents", found);
        return Reply.json(200, answer);
    }

    private static boolean relates(ObjectNode one, ObjectNode other) {
        boolean wanted =
                one.path("relating").asBoolean(true) && other.path("relating").asBoolean(true);
        return wanted
                && one.path("type").equals(other.path("type"))
                && one.path("value").equals(other.path("value"));
    }
}
