package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.TreeMap;

/** Threat intelligence sources with their indicators, and match lists with their items. One of each is there at start. */
final class SiemIntel {
    static final String SOURCE = "54";
    private static final String LIST = "166";

    private final SiemStore store;
    private final int most;
    private final TreeMap<Integer, ObjectNode> indicators = new TreeMap<>();
    private final TreeMap<Integer, ObjectNode> items = new TreeMap<>();

    SiemIntel(SiemStore store, Switches set) {
        this.store = store;
        this.most = set.number("max-limit");
    }

    void register(RouteTable routes) {
        routes.get("/threat-intel-sources", request -> SiemReplies.page(request.call(), List.of(source()), most));
        routes.post("/threat-intel-sources/{id}/items", this::addIndicators);
        routes.get("/threat-intel-indicators", this::indicators);
        routes.add("DELETE", "/threat-intel-indicators/{id}", this::deleteIndicator, false);
        routes.get("/match-lists", request -> SiemReplies.page(request.call(), List.of(list()), most));
        routes.post("/match-lists/{id}/items", this::addItems);
        routes.get("/match-list-items", request -> SiemReplies.page(request.call(), List.copyOf(items.values()), most));
    }

    private static ObjectNode source() {
        return Json.mapper()
                .createObjectNode()
                .put("id", SOURCE)
                .put("name", "soarbridge")
                .put("description", "Indicators from the bridge")
                .put("sourceType", "CUSTOM");
    }

    private static ObjectNode list() {
        return Json.mapper()
                .createObjectNode()
                .put("id", LIST)
                .put("name", "watched_hosts")
                .put("description", "")
                .put("targetColumn", "Hostname")
                .putNull("defaultTtl");
    }

    private Reply addIndicators(Request request) {
        if (!request.id().equals(SOURCE)) {
            throw SiemReplies.refuse(404, "There is no source " + request.id() + ".");
        }
        return add(request.json().path("indicators"), "indicators", indicators);
    }

    private Reply addItems(Request request) {
        if (!request.id().equals(LIST)) {
            throw SiemReplies.refuse(404, "There is no match list " + request.id() + ".");
        }
        return add(request.json().path("items"), "items", items);
    }

    /** The same value again changes the one that is there. */
    private static Reply add(JsonNode rows, String name, TreeMap<Integer, ObjectNode> all) {
        if (!rows.isArray() || rows.isEmpty()) {
            throw SiemReplies.refuse(400, name + " is required.");
        }
        for (JsonNode row : rows) {
            if (row.path("value").asText("").isEmpty()) {
                throw SiemReplies.refuse(400, name + ".value is required.");
            }
        }
        for (JsonNode row : rows) {
            int known = all.values().stream()
                    .filter(one -> one.path("value").equals(row.path("value")))
                    .mapToInt(one -> one.path("id").asInt())
                    .findFirst()
                    .orElse(all.isEmpty() ? 1 : all.lastKey() + 1);
            ObjectNode one = Json.mapper().createObjectNode().put("id", Integer.toString(known));
            one.set("value", row.get("value"));
            one.put("active", row.path("active").asBoolean(true));
            one.put(
                    "expiration",
                    row.path("expiration").isNull()
                            ? null
                            : row.path("expiration").asText(null));
            one.putObject("meta").put("description", row.path("description").asText(""));
            all.put(known, one);
        }
        return SiemReplies.yes();
    }

    private Reply indicators(Request request) {
        SiemQuery query = SiemQuery.read(request.call().query().get("q"), store.clock.instant());
        String value = request.call().query().get("value");
        return SiemReplies.page(
                request.call(),
                indicators.values().stream()
                        .filter(one -> value == null
                                || value.isEmpty()
                                || one.path("value").asText().equals(value))
                        .filter(query::matches)
                        .toList(),
                most);
    }

    private Reply deleteIndicator(Request request) {
        String id = request.id();
        if (!id.matches("\\d{1,9}") || indicators.remove(Integer.parseInt(id)) == null) {
            throw SiemReplies.refuse(404, "There is no indicator " + id + ".");
        }
        return SiemReplies.yes();
    }

    ArrayNode allIndicators() {
        ArrayNode all = Json.mapper().createArrayNode();
        indicators.values().forEach(all::add);
        return all;
    }

    ArrayNode allItems() {
        ArrayNode all = Json.mapper().createArrayNode();
        items.values().forEach(all::add);
        return all;
    }

    void clear() {
        indicators.clear();
        items.clear();
    }
}
