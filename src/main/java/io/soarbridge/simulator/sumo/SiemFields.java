package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a field of the query language means in an object. */
final class SiemFields {
    private static final Map<String, String> PATHS = Map.of(
            "status", "status.name",
            "assignee", "assignee.username",
            "tag", "tags",
            "insightId", "id",
            "ruleId", "signals.ruleId",
            "type", "entityType",
            "whitelisted", "isWhitelisted");

    private SiemFields() {}

    /** All values of it; none for a field that is not there. */
    static List<JsonNode> of(JsonNode object, String field) {
        for (String kind : List.of("ip", "hostname", "username", "type")) {
            if (field.equals("entity." + kind) || (field.equals(kind) && object.has("entityType"))) {
                return ofEntity(object.has("entityType") ? object : object.path("entity"), kind);
            }
        }
        List<JsonNode> values = new ArrayList<>();
        String path = object.has(field) && !object.get(field).isObject() ? field : PATHS.getOrDefault(field, field);
        collect(object, path.split("\\."), 0, values);
        return values;
    }

    /** Types are said with and without their leading underscore. */
    private static List<JsonNode> ofEntity(JsonNode entity, String kind) {
        String type = entity.path("entityType").asText();
        if (kind.equals("type")) {
            var nodes = Json.mapper().getNodeFactory();
            return List.of(nodes.textNode(type), nodes.textNode(type.replace("_", "")));
        }
        return type.equals("_" + kind) ? List.of(entity.path("value")) : List.of();
    }

    private static void collect(JsonNode node, String[] path, int at, List<JsonNode> values) {
        if (node.isArray()) {
            node.forEach(one -> collect(one, path, at, values));
        } else if (at == path.length) {
            if (node.isValueNode() && !node.isNull()) {
                values.add(node);
            }
        } else if (node.has(path[at])) {
            collect(node.get(path[at]), path, at + 1, values);
        }
    }
}
