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
import java.util.Map;

/** Lists: named texts. */
final class XsoarLists {
    private final XsoarServer server;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    XsoarLists(XsoarServer server) {
        this.server = server;
    }

    void register(RouteTable routes) {
        routes.get("/lists", request -> Reply.json(200, all()));
        routes.post("/lists/save", this::save);
        routes.post("/lists/delete", this::delete);
        routes.get("/lists/download/{id}", this::download);
    }

    private JsonNode all() {
        ArrayNode rows = Json.mapper().createArrayNode();
        rows.addAll(List.copyOf(byId.values()));
        return rows.isEmpty() ? Json.mapper().nullNode() : rows;
    }

    private Reply save(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        String id = AnyCase.text(body, "id");
        ObjectNode list = id.isEmpty() ? created(body) : updated(id, body);
        list.put("data", AnyCase.text(body, "data"));
        list.put("description", AnyCase.text(body, "description"));
        list.put("modified", XsoarTimes.text(server.clock().instant()));
        return Reply.json(200, list);
    }

    private ObjectNode created(JsonNode body) {
        String name = AnyCase.text(body, "name");
        if (name.isEmpty()) {
            throw XsoarErrors.failed(400, "name is required");
        }
        if (byId.containsKey(name)) {
            throw server.conflict();
        }
        String type = AnyCase.text(body, "type");
        ObjectNode list = Json.mapper().createObjectNode();
        list.put("id", name);
        list.put("version", 1);
        list.put("name", name);
        list.put("type", type.isEmpty() ? "plain_text" : type);
        list.put("data", "");
        list.put("description", "");
        list.put("allRead", true);
        list.put("allReadWrite", true);
        list.put("modified", "");
        list.put("truncated", false);
        byId.put(name, list);
        return list;
    }

    private ObjectNode updated(String id, JsonNode body) {
        ObjectNode list = get(id);
        long version = AnyCase.number(body, "version", 0);
        if (version != -1 && version < list.get("version").asLong()) {
            throw server.conflict();
        }
        list.put("version", list.get("version").asLong() + 1);
        return list;
    }

    private ObjectNode get(String id) {
        ObjectNode list = byId.get(id);
        if (list == null) {
            throw XsoarErrors.itemNotFound();
        }
        return list;
    }

    private Reply delete(Request request) {
        get(AnyCase.text(request.json(), "id"));
        byId.remove(AnyCase.text(request.json(), "id"));
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply download(Request request) {
        ArrayNode lines = Json.mapper().createArrayNode();
        get(request.id()).get("data").asText().lines().forEach(lines::add);
        return Reply.json(200, lines);
    }

    List<ObjectNode> rows() {
        return List.copyOf(byId.values());
    }

    void clear() {
        byId.clear();
    }
}
