package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Incidents: create by template or by type, read, search, change, close, folder. */
final class SoarIncidents {
    private static final List<String> COLUMNS =
            List.of("incidentid", "status", "openingtime", "owner", "description", "type");
    private static final int PAGE = 50;

    private final SoarStore store;
    private final String searchForm;
    private final boolean oldestFirst;

    SoarIncidents(SoarStore store, Switches set) {
        this.store = store;
        this.searchForm = set.choice("search-form", "list", "incidents", "results");
        this.oldestFirst = set.choice("search-order", "newest", "oldest").equals("oldest");
    }

    void register(RouteTable routes, RouteTable guessed, RouteTable legacy) {
        routes.get("/incidents/", this::list);
        routes.post("/incidents/", this::create);
        routes.post("/incidents/search/", this::search);
        routes.get("/incidents/{id}/", this::get);
        routes.add("PATCH", "/incidents/{id}/folder/", this::folder, false);
        guessed.add("PATCH", "/incidents/{id}/", this::change, false);
        guessed.post("/incidents/{id}/close/", this::close);
        legacy.add("PUT", "/incidents/{id}/", this::change, false);
    }

    private Reply list(Request request) {
        return Reply.json(200, page(request.json(), inOrder(), COLUMNS));
    }

    private Reply create(Request request) {
        JsonNode body = request.json();
        boolean byTemplate = body.hasNonNull("template_id");
        JsonNode template = byTemplate ? body.get("template_id") : body.at("/incident_type/id");
        if (template.isMissingNode() || template.isNull()) {
            throw store.errors.field("template_id", "This field is required.");
        }
        if (!SoarTables.TEMPLATES.containsKey(SoarTables.id(template))) {
            throw store.errors.field("template_id", "There is no template " + template.asText() + ".");
        }
        SoarIncident incident = store.next();
        store.writer.write(incident, defaults(body));
        store.writer.write(incident, body.path("fields"));
        incident.values.put("folder", SoarTables.FOLDERS.get(1)).put("created_by", "AUTOMATION ENGINE");
        store.add(incident);
        return Reply.json(200, incident.row(List.of("incidentid", "status", "folder"), store.dates));
    }

    /** What a template and the outer body give, before the fields. */
    private static ObjectNode defaults(JsonNode body) {
        ObjectNode first = Json.mapper().createObjectNode();
        first.put("status", 1).put("restriction", 1);
        first.putArray("incident_kind").add(1);
        first.putArray("incident_category").add(1);
        first.putArray("purpose").add(1);
        first.putArray("tags");
        first.putArray("type").add(1);
        if (body.hasNonNull("name")) {
            first.set("incidentid", body.get("name"));
        }
        if (body.hasNonNull("owner")) {
            first.set("owner", body.get("owner"));
        }
        return first;
    }

    private Reply get(Request request) {
        return Reply.json(200, store.get(request.id()).wrapped(store.dates));
    }

    private Reply search(Request request) {
        JsonNode body = request.json();
        List<String> columns = new ArrayList<>();
        body.path("columns").forEach(column -> columns.add(column.asText()));
        for (String column : columns) {
            if (SoarTables.column(column) == null) {
                throw store.errors.field("columns", "There is no column " + column + ".");
            }
        }
        Predicate<Function<String, JsonNode>> filter =
                SoarFilter.read(body.path("filter").asText(""), SoarTables::column);
        List<SoarIncident> found = inOrder();
        found.removeIf(incident -> !filter.test(key -> value(incident, key)));
        ArrayNode rows = page(body, found, columns.isEmpty() ? COLUMNS : columns);
        if (searchForm.equals("list")) {
            return Reply.json(200, rows);
        }
        return Reply.json(200, Json.mapper().createObjectNode().set(searchForm, rows));
    }

    private JsonNode value(SoarIncident incident, String key) {
        return key == null ? incident.wrapped(store.dates) : incident.value(key, store.dates);
    }

    private List<SoarIncident> inOrder() {
        List<SoarIncident> all = store.newestFirst();
        if (oldestFirst) {
            Collections.reverse(all);
        }
        return all;
    }

    private ArrayNode page(JsonNode body, List<SoarIncident> found, List<String> columns) {
        long size = Math.max(1, body.path("page_size").asInt(PAGE));
        long number = Math.max(1, body.path("page_number").asInt(1));
        ArrayNode rows = Json.mapper().createArrayNode();
        found.stream().skip((number - 1) * size).limit(size).forEach(one -> rows.add(one.row(columns, store.dates)));
        return rows;
    }

    private Reply change(Request request) {
        SoarIncident incident = store.get(request.id());
        store.writer.write(
                incident, request.json().has("fields") ? request.json().get("fields") : request.json());
        incident.log("Incident updated", store.clock.instant());
        return Reply.json(200, incident.wrapped(store.dates));
    }

    private Reply close(Request request) {
        SoarIncident incident = store.get(request.id());
        ObjectNode fields = Json.mapper().createObjectNode();
        if (request.json().has("closing_note")) {
            fields.set("closing_note", request.json().get("closing_note"));
        }
        store.writer.write(incident, fields);
        incident.values.put("status", SoarTables.CLOSED);
        incident.dates.put("closingtime", store.clock.instant());
        incident.log("Incident closed", store.clock.instant());
        return Reply.json(200, incident.wrapped(store.dates));
    }

    private Reply folder(Request request) {
        SoarIncident incident = store.get(request.id());
        String name = SoarTables.FOLDERS.get(SoarTables.id(request.json().path("folder_id")));
        if (name == null) {
            throw store.errors.field("folder_id", "There is no such folder.");
        }
        incident.values.put("folder", name);
        return Reply.json(200, incident.row(List.of("folder"), store.dates));
    }
}
