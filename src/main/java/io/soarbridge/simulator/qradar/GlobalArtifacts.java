package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the artifacts of all incidents that have one type and value have in common; its number is that of the first. */
final class GlobalArtifacts {
    private static final Query.Columns PLAIN = new Query.Columns() {
        @Override
        public JsonNode value(ObjectNode row, String field) {
            return Artifacts.nullable(row.path(field));
        }

        @Override
        public JsonNode operand(String field, JsonNode written) {
            return written;
        }
    };

    private final int mostRows;

    GlobalArtifacts(int mostRows) {
        this.mostRows = mostRows;
    }

    void register(OrgRoutes routes) {
        routes.post("/artifacts/query_paged", ask -> paged(ask, all(ask)));
        routes.get("/artifacts/{artifact}", ask -> Reply.json(200, shown(ask, same(ask))));
        routes.post("/artifacts/{artifact}/related_incident_artifacts/query_paged", this::artifacts);
        routes.post("/artifacts/{artifact}/related_incidents/query_paged", this::incidents);
    }

    private Reply paged(Ask ask, List<ObjectNode> rows) {
        Query query = new Query(ask.json(), PLAIN);
        List<ObjectNode> found = query.matches(rows);
        return Reply.json(200, Query.answer(query.page(found, mostRows), found.size()));
    }

    private static List<ObjectNode> all(Ask ask) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        for (ObjectNode one : ask.org().artifacts.all()) {
            String key = one.path("type") + " " + one.path("value").asText();
            found.computeIfAbsent(key, first -> shown(ask, same(ask.org(), one)));
        }
        return new ArrayList<>(found.values());
    }

    private static List<ObjectNode> same(Ask ask) {
        return same(ask.org(), ask.org().artifacts.need(ask.ids().get(0)));
    }

    /** All artifacts of this one's type and value, in the order they were made. */
    private static List<ObjectNode> same(Org org, ObjectNode artifact) {
        return org.artifacts.all().stream()
                .filter(one -> one.path("type").equals(artifact.path("type"))
                        && one.path("value").equals(artifact.path("value")))
                .toList();
    }

    private Reply artifacts(Ask ask) {
        return paged(
                ask, same(ask).stream().map(one -> Artifacts.show(ask, one)).toList());
    }

    private Reply incidents(Ask ask) {
        Org org = ask.org();
        return paged(
                ask,
                same(ask).stream()
                        .map(one -> org.incidents.need(one.path("inc_id").asText()))
                        .distinct()
                        .map(one -> IncidentShape.partial(org, one, ask.form()))
                        .toList());
    }

    /** Puts into a shown artifact what it has in common with others. */
    static void put(Ask ask, ObjectNode artifact, ObjectNode shown) {
        ObjectNode common = shown(ask, same(ask.org(), artifact));
        shown.putArray("global_artifact").add(common);
        shown.set("global_info", common);
        boolean counted = "true".equals(ask.call().query().get("include_related_incident_count"));
        shown.set("related_incident_count", counted ? common.path("related_incident_count") : shown.nullNode());
    }

    private static ObjectNode shown(Ask ask, List<ObjectNode> same) {
        ObjectNode first = same.get(0);
        ObjectNode last = same.get(same.size() - 1);
        ObjectNode one = Json.mapper().createObjectNode();
        one.set("id", first.path("id"));
        one.set("type", ask.form().handle(ask.org().fields.words().artifactTypes(), first.path("type")));
        one.set("value", first.path("value"));
        one.putNull("description").putNull("summary").putNull("properties");
        one.set("created", first.path("created"));
        one.set("creator", first.path("creator_principal"));
        one.set("last_modified_time", last.path("last_modified_time"));
        one.set("last_modified_by", last.path("creator_principal"));
        one.set("first_related_inc_id", first.path("inc_id"));
        one.set("last_related_inc_id", last.path("inc_id"));
        one.put("relating", true).put("version", 1);
        for (String list : List.of("hit_threat_sources", "last_scan_hits", "tags")) {
            one.putArray(list);
        }
        long incidents =
                same.stream().map(each -> each.path("inc_id")).distinct().count();
        return one.put("related_incident_count", incidents - 1);
    }
}
