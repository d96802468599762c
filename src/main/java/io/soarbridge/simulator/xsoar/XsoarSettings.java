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

/** Integration instances and credentials, as far as tools that set up a tenant need them; they do nothing here. */
final class XsoarSettings {
    private final Map<String, ObjectNode> instances = new LinkedHashMap<>();
    private final Map<String, ObjectNode> credentials = new LinkedHashMap<>();

    void register(RouteTable routes) {
        routes.post("/settings/integration/search", request -> Reply.json(200, search()));
        routes.add("PUT", "/settings/integration", this::save, false);
        routes.post(
                "/settings/integration/test",
                request -> Reply.json(200, object().put("success", true).put("message", "")));
        routes.add("DELETE", "/settings/integration/{id}", this::delete, true);
        routes.get("/integration/instances", request -> Reply.json(200, rows(instances)));
        routes.post("/settings/credentials", request -> Reply.json(200, listed()));
        routes.add("PUT", "/settings/credentials", this::saveCredentials, false);
        routes.post("/settings/audits", request -> Reply.json(200, audits()));
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static ArrayNode rows(Map<String, ObjectNode> from) {
        ArrayNode rows = Json.mapper().createArrayNode();
        from.values().forEach(rows::add);
        return rows;
    }

    private ObjectNode search() {
        ObjectNode answer = object();
        answer.set("instances", rows(instances));
        answer.putArray("configurations");
        answer.putObject("health");
        return answer;
    }

    private Reply save(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        String given = AnyCase.text(body, "id");
        String id = given.isEmpty() ? UUID.randomUUID().toString() : given;
        ObjectNode instance = body.deepCopy();
        instance.put("id", id);
        instance.put("version", AnyCase.number(body, "version", 0) + 1);
        instances.put(id, instance);
        return Reply.json(200, instance);
    }

    private Reply delete(Request request) {
        if (instances.remove(request.id()) == null) {
            throw XsoarErrors.itemNotFound();
        }
        return Reply.json(200, object());
    }

    private ObjectNode listed() {
        ObjectNode answer = object().put("total", credentials.size());
        answer.set("credentials", rows(credentials));
        return answer;
    }

    private Reply saveCredentials(Request request) {
        String name = AnyCase.text(request.json(), "name");
        ObjectNode one = object().put("id", name).put("name", name).put("user", AnyCase.text(request.json(), "user"));
        credentials.put(name, one);
        return Reply.json(200, one);
    }

    private static ObjectNode audits() {
        ObjectNode answer = object().put("total", 0);
        answer.putNull("audits");
        return answer;
    }

    void clear() {
        instances.clear();
        credentials.clear();
    }
}
