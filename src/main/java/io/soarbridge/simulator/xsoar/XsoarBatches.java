package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changing, closing, deleting and exporting many incidents, chosen by ids or, with {@code all}, by a filter. */
final class XsoarBatches {
    private static final int MOST_EXPORTED = 10_000;

    private final IncidentStore store;
    private final XsoarIncidents incidents;
    private final XsoarSearches searches;
    private final XsoarAuth auth;
    private final Map<String, String> exports = new HashMap<>();

    XsoarBatches(IncidentStore store, XsoarIncidents incidents, XsoarSearches searches, XsoarAuth auth) {
        this.store = store;
        this.searches = searches;
        this.incidents = incidents;
        this.auth = auth;
    }

    void register(RouteTable routes) {
        routes.post("/incident/batch", this::update);
        routes.post("/incident/batchClose", this::close);
        routes.post("/incident/batchDelete", this::delete);
        routes.post("/incident/batch/exportToCsv", this::export);
        routes.get("/incident/csv/{id}", this::csv);
    }

    private List<XsoarIncident> chosen(JsonNode body) {
        if (AnyCase.flag(body, "all")) {
            return searches.find(AnyCase.object(body, "filter"));
        }
        List<XsoarIncident> chosen = new ArrayList<>();
        for (String id : AnyCase.texts(body, "ids")) {
            XsoarIncident incident = store.find(id);
            if (incident != null) {
                chosen.add(incident);
            }
        }
        return chosen;
    }

    private Reply update(Request request) {
        ObjectNode changes = store.shape().written(AnyCase.object(request.json(), "data"));
        ObjectNode custom = AnyCase.object(request.json(), "CustomFields");
        if (changes.remove("CustomFields") instanceof ObjectNode inData) {
            custom = custom.deepCopy().setAll(inData);
        }
        ObjectNode merged = custom;
        return each(request, before -> {
            ObjectNode own = before.own().deepCopy();
            own.setAll(changes);
            if (!merged.isEmpty()) {
                own.withObjectProperty("CustomFields").setAll(merged);
            }
            return store.replace(before, own);
        });
    }

    private Reply close(Request request) {
        String user = auth.userOf(request.call());
        return each(request, before -> incidents.close(before, request.json(), user));
    }

    private Reply delete(Request request) {
        return each(request, before -> {
            store.remove(before.id());
            return before;
        });
    }

    private Reply each(Request request, UnaryOperator<XsoarIncident> change) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        List<XsoarIncident> chosen = chosen(body);
        int asked = AnyCase.flag(body, "all")
                ? chosen.size()
                : AnyCase.texts(body, "ids").size();
        ArrayNode data = Json.mapper().createArrayNode();
        chosen.forEach(incident -> data.add(change.apply(incident).full()));
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", chosen.size());
        answer.put("notUpdated", asked - chosen.size());
        boolean quiet = AnyCase.flag(body, "excludeIncidentsResponseData") || data.isEmpty();
        answer.set("data", quiet ? Json.mapper().nullNode() : data);
        return Reply.json(200, answer);
    }

    private Reply export(Request request) {
        List<String> columns = AnyCase.texts(request.json(), "columns");
        List<String> names =
                columns.isEmpty() ? List.of("id", "name", "type", "severity", "status", "created") : columns;
        List<XsoarIncident> chosen = chosen(request.json());
        if (chosen.isEmpty()) {
            throw XsoarErrors.failed(400, "Incidents search returned no results");
        }
        if (chosen.size() > MOST_EXPORTED) {
            throw XsoarErrors.exportTooLarge();
        }
        StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
        for (XsoarIncident incident : chosen) {
            ObjectNode full = incident.full();
            csv.append(String.join(
                            ",",
                            names.stream()
                                    .map(name -> quoted(full.path(name).asText()))
                                    .toList()))
                    .append('\n');
        }
        String file = UUID.randomUUID() + ".csv";
        exports.put(file, csv.toString());
        return Reply.json(200, Json.mapper().getNodeFactory().textNode(file));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private Reply csv(Request request) {
        String csv = exports.get(request.id());
        if (csv == null) {
            throw XsoarErrors.itemNotFound();
        }
        return EntryFiles.download(request.id(), csv.getBytes(StandardCharsets.UTF_8));
    }
}
