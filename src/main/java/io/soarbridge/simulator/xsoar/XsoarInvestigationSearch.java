package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finding investigations. Version 6 lists the playground, type 9; version 8 does not. */
final class XsoarInvestigationSearch {
    private final XsoarServer server;
    private final IncidentStore incidents;
    private final XsoarInvestigations investigations;

    XsoarInvestigationSearch(XsoarServer server, IncidentStore incidents, XsoarInvestigations investigations) {
        this.server = server;
        this.incidents = incidents;
        this.investigations = investigations;
    }

    void register(RouteTable routes) {
        routes.post("/investigations/search", this::search);
    }

    /** The body is the filter, or has it as {@code filter}: clients in use send both. */
    private Reply search(Request request) {
        ObjectNode inside = AnyCase.object(request.json(), "filter");
        JsonNode filter = inside.isEmpty() ? request.json() : inside;
        List<ObjectNode> found = new ArrayList<>();
        if (!server.isVersion8()) {
            found.add(XsoarInvestigations.playground());
        }
        incidents.all().stream()
                .filter(XsoarIncident::isOpened)
                .map(investigations::describe)
                .forEach(found::add);
        found.removeIf(one -> !isWanted(filter, one));
        Collections.reverse(found);
        int size = (int) Math.min(1000, AnyCase.number(filter, "size", server.options().defaultSearchSize));
        long from = Math.min(found.size(), AnyCase.number(filter, "page", 0) * size);
        List<ObjectNode> page = found.subList((int) from, (int) Math.min(found.size(), from + size));
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", found.size());
        ArrayNode data = Json.mapper().createArrayNode().addAll(page);
        answer.set("data", data.isEmpty() ? Json.mapper().nullNode() : data);
        return Reply.json(200, answer);
    }

    /** Without a wanted type it is any but the playground. */
    private static boolean isWanted(JsonNode filter, ObjectNode investigation) {
        List<String> types = AnyCase.texts(filter, "type");
        boolean ofType = types.isEmpty()
                ? investigation.get("type").asInt() != XsoarInvestigations.PLAYGROUND_TYPE
                : types.contains(investigation.get("type").asText());
        return ofType
                && List.of("id", "name", "status", "category").stream()
                        .allMatch(field -> isOneOf(AnyCase.texts(filter, field), investigation.get(field)));
    }

    private static boolean isOneOf(List<String> wanted, JsonNode value) {
        return wanted.isEmpty() || wanted.contains(value.asText());
    }
}
