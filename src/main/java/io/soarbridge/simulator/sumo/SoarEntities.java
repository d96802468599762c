package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Observables of all incidents: one for each type and value. Making them by the API is a guess. */
final class SoarEntities {
    private static final int PAGE = 50;

    private final SoarStore store;
    private final TreeMap<Integer, ObjectNode> entities = new TreeMap<>();

    SoarEntities(SoarStore store) {
        this.store = store;
    }

    void register(RouteTable routes, RouteTable guessed) {
        routes.post("/entities/search/", this::search);
        routes.get("/entities/{id}/", request -> Reply.json(200, shown(get(request.id()))));
        routes.add("PATCH", "/entities/{id}/", this::change, false);
        guessed.post("/entities/", request -> Reply.json(201, shown(made(request.json()))));
        guessed.get("/incidents/{id}/entities/", this::ofIncident);
        guessed.post("/incidents/{id}/entities/", this::addToIncident);
    }

    private ObjectNode get(String id) {
        ObjectNode entity = id.matches("\\d{1,9}") ? entities.get(Integer.parseInt(id)) : null;
        if (entity == null) {
            throw store.errors.notFound("entity " + id);
        }
        return entity;
    }

    private Reply search(Request request) {
        JsonNode body = request.json();
        Predicate<Function<String, JsonNode>> filter = SoarFilter.read(
                body.path("filter").asText(""),
                name -> List.of("id", "value", "type", "resource").contains(name) ? name : null);
        long size = Math.max(1, body.path("page_size").asInt(PAGE));
        long number = Math.max(1, body.path("page_number").asInt(1));
        return SoarNotes.list(entities.values().stream()
                .filter(entity -> filter.test(key -> key == null ? entity.path("value") : entity.path(key)))
                .skip((number - 1) * size)
                .limit(size)
                .map(this::shown)
                .toList());
    }

    private Reply change(Request request) {
        ObjectNode entity = get(request.id());
        describe(entity, request.json());
        return Reply.json(200, Json.mapper().createObjectNode().put("detail", "Entity updated."));
    }

    private static void describe(ObjectNode entity, JsonNode body) {
        if (body.has("additional_info")) {
            entity.put("additional_info", body.path("additional_info").asText());
        }
        if (body.has("tag")) {
            ArrayNode tags = entity.putArray("tag");
            Pattern.compile(",")
                    .splitAsStream(body.path("tag").asText(""))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .forEach(tag -> tags.addObject().put("value", tag));
        }
    }

    private ObjectNode made(JsonNode body) {
        String value = body.path("value").asText("");
        String type = body.path("type").asText("");
        if (value.isEmpty()) {
            throw store.errors.field("value", "This field is required.");
        }
        if (!SoarTables.ENTITY_TYPES.contains(type)) {
            throw store.errors.field("type", "\"" + type + "\" is no type of an entity.");
        }
        for (ObjectNode known : entities.values()) {
            if (known.path("value").asText().equals(value)
                    && known.path("type").asText().equals(type)) {
                return known;
            }
        }
        ObjectNode entity = Json.mapper()
                .createObjectNode()
                .put("id", entities.isEmpty() ? 1 : entities.lastKey() + 1)
                .put("value", value)
                .put("resource", value)
                .put("type", type)
                .put("additional_info", "");
        entity.putArray("tag");
        describe(entity, body);
        entities.put(entity.path("id").asInt(), entity);
        return entity;
    }

    private ObjectNode shown(ObjectNode entity) {
        ObjectNode copy = entity.deepCopy();
        ArrayNode related = copy.putArray("related_incidents");
        int id = entity.path("id").asInt();
        store.all().stream().filter(one -> one.entities.contains(id)).forEach(one -> related.add(one.id()));
        return copy.put("has_attachment", false).put("deleted", false);
    }

    private Reply ofIncident(Request request) {
        List<ObjectNode> rows = new ArrayList<>();
        store.get(request.id()).entities.forEach(id -> rows.add(shown(entities.get(id))));
        return SoarNotes.list(rows);
    }

    private Reply addToIncident(Request request) {
        SoarIncident incident = store.get(request.id());
        ObjectNode entity = made(request.json());
        incident.entities.add(entity.path("id").asInt());
        return Reply.json(201, shown(entity));
    }

    ArrayNode all() {
        ArrayNode all = Json.mapper().createArrayNode();
        entities.values().forEach(entity -> all.add(shown(entity)));
        return all;
    }

    void clear() {
        entities.clear();
    }
}
