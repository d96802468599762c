package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Incidents by condition, and by words. */
final class IncidentQueries {
    private final int mostRows;
    private final boolean byModified;
    private final boolean byKey;

    IncidentQueries(Switches set) {
        this.mostRows = set.number("max-page-size");
        this.byModified = set.on("last-modified-queryable");
        this.byKey = set.on("custom-fields-queryable");
    }

    void register(OrgRoutes routes) {
        routes.post("/incidents/query", this::query);
        routes.post("/incidents/query_paged", this::paged);
    }

    /** Queries over all organizations. */
    void registerGlobal(RouteTable routes, Map<Integer, Org> orgs) {
        routes.post("/search_ex", request -> search(request.json(), orgs.values()));
        routes.post("/incidents/query_paged", request -> {
            Org first = orgs.values().iterator().next();
            return paged(new Ask(first, Form.of(request.call()), List.of(), request.json(), request.call()));
        });
    }

    private Reply query(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        new Query(ask.json(), columns(ask.org()))
                .matches(ask.org().incidents.all())
                .forEach(one -> list.add(shown(ask, one)));
        return Reply.json(200, list);
    }

    private Reply paged(Ask ask) {
        Query query = new Query(ask.json(), columns(ask.org()));
        List<ObjectNode> all = query.matches(ask.org().incidents.all());
        List<ObjectNode> page =
                query.page(all, mostRows).stream().map(one -> shown(ask, one)).toList();
        return Reply.json(200, Query.answer(page, all.size()));
    }

    private static ObjectNode shown(Ask ask, ObjectNode incident) {
        String level = ask.call().query().get("return_level");
        if (level == null || level.equals("partial")) {
            return IncidentShape.partial(ask.org(), incident, ask.form());
        }
        if (!level.equals("normal") && !level.equals("full")) {
            throw QradarStatus.badRequest();
        }
        return IncidentShape.full(ask.org(), incident, ask.form());
    }

    private Query.Columns columns(Org org) {
        return new Query.Columns() {
            @Override
            public JsonNode value(ObjectNode row, String name) {
                return name.equals("id") ? row.path("id") : IncidentShape.value(row, field(name));
            }

            @Override
            public JsonNode operand(String name, JsonNode written) {
                Field field = name.equals("id") ? null : field(name);
                if (field == null || !(field.isSelection() || field.isMultiple())) {
                    return written;
                }
                if (written.isArray()) {
                    ArrayNode all = Json.mapper().createArrayNode();
                    written.forEach(one -> all.add(handle(field, one)));
                    return all;
                }
                return handle(field, written);
            }

            private Field field(String name) {
                Field field = org.fields.need(Json.mapper().getNodeFactory().textNode(name));
                boolean hidden = (!byModified && name.equals("inc_last_modified_date")) || (!byKey && field.custom());
                if (hidden) {
                    throw QradarStatus.failure(400, "Field %s cannot be queried.".formatted(name));
                }
                return field;
            }
        };
    }

    /** A number that nothing has is asked for in vain, and is no error. */
    private static JsonNode handle(Field field, JsonNode written) {
        return written.isNumber() || written.isNull() || written.isMissingNode()
                ? IntNode.valueOf(written.asInt(-1))
                : field.handle(written);
    }

    /** Words in what an incident is or has below it; {@code filters.incident} says of which incidents. */
    private Reply search(JsonNode body, Collection<Org> orgs) {
        String words = body.path("query").asText().toLowerCase(Locale.ROOT).replaceAll("[\"\\\\]", "");
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (Org org : orgs) {
            if (!body.hasNonNull("org_id") || body.path("org_id").asInt() == org.id) {
                ObjectNode query = Json.mapper().createObjectNode();
                query.set("filters", body.path("filters").path("incident"));
                for (ObjectNode incident : new Query(query, columns(org)).matches(org.incidents.all())) {
                    found(org, incident, body.path("types"), words).forEach(results::add);
                }
            }
        }
        return Reply.json(200, answer.put("total_results", results.size()));
    }

    private static List<ObjectNode> found(Org org, ObjectNode incident, JsonNode types, String words) {
        Map<String, List<ObjectNode>> all = new LinkedHashMap<>();
        all.put("incident", List.of(incident));
        all.put("task", org.tasks.of(incident));
        all.put("note", org.comments.of(incident));
        all.put("milestone", org.milestones.of(incident));
        all.put("artifact", org.artifacts.of(incident));
        all.put("attachment", org.attachments.of(incident));
        all.put("datatable", org.tableRows.of(incident));
        Set<String> wanted = new HashSet<>();
        types.forEach(type -> wanted.add(type.asText()));
        List<ObjectNode> results = new ArrayList<>();
        all.forEach((type, rows) -> rows.stream()
                .filter(row -> wanted.isEmpty() || wanted.contains(type))
                .filter(row -> row.toString().toLowerCase(Locale.ROOT).contains(words))
                .forEach(row -> results.add(result(org, incident, type, row))));
        return results;
    }

    private static ObjectNode result(Org org, ObjectNode incident, String type, ObjectNode row) {
        ObjectNode one = Json.mapper().createObjectNode();
        one.put("org_id", org.id).put("type_id", type);
        one.set("inc_id", incident.path("id"));
        one.set("inc_name", incident.path("name"));
        one.set("obj_id", row.path("id"));
        one.set("obj_name", row.path(type.equals("artifact") ? "value" : "name"));
        one.put("score", 1);
        Form plain = new Form("default", "default");
        one.set("result", row == incident ? IncidentShape.partial(org, incident, plain) : row.deepCopy());
        return one;
    }
}
