package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Widgets, dashboards, classifiers and mappers: kept as clients send them, never used. There are no reports and no Docker images. */
final class XsoarDocuments {
    private final Map<String, ObjectNode> widgets = new LinkedHashMap<>();
    private final Map<String, ObjectNode> dashboards = new LinkedHashMap<>();
    private final Map<String, ObjectNode> classifiers = new LinkedHashMap<>();

    void register(RouteTable routes) {
        routes.get("/widgets", request -> Reply.json(200, rows(widgets)));
        routes.post("/widgets", request -> save(widgets, request));
        routes.post("/widgets/import", request -> save(widgets, request));
        routes.get("/widgets/{id}", request -> Reply.json(200, get(widgets, request.id())));
        routes.add("DELETE", "/widgets/{id}", request -> remove(widgets, request.id()), true);
        routes.get("/dashboards", request -> Reply.json(200, rows(dashboards)));
        routes.post("/dashboards/import", request -> save(dashboards, request));
        routes.post("/classifier", request -> save(classifiers, request));
        routes.post("/classifier/import", request -> save(classifiers, request));
        routes.post("/classifier/search", request -> Reply.json(200, found()));
        routes.add("DELETE", "/classifier/{id}", request -> remove(classifiers, request.id()), true);
        routes.get("/reports", request -> Reply.json(200, Json.mapper().nullNode()));
        routes.get("/reports/{id}", XsoarDocuments::noReport);
        routes.get("/reports/{id}/latest", XsoarDocuments::noReport);
        routes.get("/report/{id}/latest", XsoarDocuments::noReport);
        routes.postBodyless("/report/{id}/{request}/execute", XsoarDocuments::noReport);
        routes.get("/settings/docker-images", request -> Reply.json(200, noImages()));
    }

    private static JsonNode rows(Map<String, ObjectNode> from) {
        ArrayNode rows = Json.mapper().createArrayNode().addAll(from.values());
        return rows.isEmpty() ? Json.mapper().nullNode() : rows;
    }

    /** The document is the body, or the file of a form. */
    private static Reply save(Map<String, ObjectNode> into, Request request) {
        JsonNode sent = request.call().isMultipart()
                ? EntryFiles.uploaded(request.call()).json()
                : request.json();
        ObjectNode document = XsoarIncidents.requireObject(sent).deepCopy();
        String given = AnyCase.text(document, "id");
        String id = given.isEmpty() ? UUID.randomUUID().toString() : given;
        long stored = into.containsKey(id) ? into.get(id).get("version").asLong() : 0;
        document.put("id", id);
        document.put("version", stored + 1);
        into.put(id, document);
        return Reply.json(200, document);
    }

    private static ObjectNode get(Map<String, ObjectNode> from, String id) {
        ObjectNode document = from.get(id);
        if (document == null) {
            throw XsoarErrors.itemNotFound();
        }
        return document;
    }

    private static Reply remove(Map<String, ObjectNode> from, String id) {
        get(from, id);
        from.remove(id);
        return Reply.empty(200);
    }

    private ObjectNode found() {
        ObjectNode answer = Json.mapper().createObjectNode().put("total", classifiers.size());
        answer.putArray("classifiers").addAll(classifiers.values());
        return answer;
    }

    private static Reply noReport(Request request) {
        throw XsoarErrors.itemNotFound();
    }

    private static ObjectNode noImages() {
        return Json.mapper().createObjectNode().putNull("images");
    }

    void clear() {
        widgets.clear();
        dashboards.clear();
        classifiers.clear();
    }
}
