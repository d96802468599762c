package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Threat intelligence sources with their indicators, and match lists with their items. One of each is there at start. */
final class SiemIntel {
    static final String SOURCE = "54";
    private static final String LIST = "166";
    private static final String USER = "simulator@example.com";

    private final SiemStore store;
    private final int most;
    private final Map<String, ObjectNode> sources = new LinkedHashMap<>();
    private final Map<String, ObjectNode> lists = new LinkedHashMap<>();
    private final Map<String, ObjectNode> indicators = new LinkedHashMap<>();
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();

    SiemIntel(SiemStore store, Switches set) {
        this.store = store;
        this.most = set.number("max-limit");
        clear();
    }

    void register(RouteTable routes) {
        routes.get("/threat-intel-sources", request -> page(request, sources));
        routes.post("/threat-intel-sources", this::createSource);
        routes.get("/threat-intel-sources/{id}", request -> SiemReplies.data(known(sources, "source", request.id())));
        routes.post("/threat-intel-sources/{id}/items", this::addIndicators);
        routes.get("/threat-intel-indicators", this::indicators);
        routes.get(
                "/threat-intel-indicators/{id}",
                request -> SiemReplies.data(shown(request, known(indicators, "indicator", request.id()))));
        routes.add("PUT", "/threat-intel-indicators/{id}", this::changeIndicator, false);
        routes.add("DELETE", "/threat-intel-indicators/{id}", this::deleteIndicator, false);
        routes.get("/match-lists", request -> page(request, lists));
        routes.get("/match-lists/{id}", request -> SiemReplies.data(known(lists, "match list", request.id())));
        routes.post("/match-lists/{id}/items", this::addItems);
        routes.get("/match-list-items", request -> page(request, items));
    }

    private Reply page(Request request, Map<String, ObjectNode> all) {
        return SiemReplies.page(request.call(), List.copyOf(all.values()), most);
    }

    private static ObjectNode known(Map<String, ObjectNode> all, String kind, String id) {
        ObjectNode one = all.get(id);
        if (one == null) {
            throw SiemReplies.refuse(404, "There is no " + kind + " " + id + ".");
        }
        return one;
    }

    /** With the marks of who made it, whose times have an offset, unlike those of insights. */
    private ObjectNode made(String id, String name, String description) {
        String now = SiemReplies.time(store.clock.instant()) + "+00:00";
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("description", description)
                .put("created", now)
                .put("createdBy", USER)
                .put("lastUpdated", now)
                .put("lastUpdatedBy", USER);
    }

    private Reply createSource(Request request) {
        JsonNode fields = request.json().path("fields");
        String name = fields.path("name").asText("");
        if (name.isEmpty()) {
            throw SiemReplies.refuse(400, "fields.name is required.");
        }
        String id = Integer.toString(Integer.parseInt(SOURCE) + sources.size());
        ObjectNode source = made(id, name, fields.path("description").asText(null));
        sources.put(id, source.put("sourceType", "CUSTOM"));
        return SiemReplies.data(source);
    }

    private Reply addIndicators(Request request) {
        ObjectNode source = known(sources, "source", request.id());
        for (JsonNode row : rows(request, "indicators")) {
            String id = indicatorId(source, row.path("value").asText());
            ObjectNode one = entry(id, row);
            one.put("sourceId", source.path("id").asText());
            indicators.put(id, one);
        }
        return SiemReplies.yes();
    }

    /** Of the value and the source's name, as in published samples. */
    private static String indicatorId(ObjectNode source, String value) {
        String hash = UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        String name = "threat_" + source.path("name").asText().replace(' ', '_');
        return hash + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }

    private Reply addItems(Request request) {
        known(lists, "match list", request.id());
        for (JsonNode row : rows(request, "items")) {
            String id = items.values().stream()
                    .filter(one -> one.path("value").equals(row.path("value")))
                    .map(one -> one.path("id").asText())
                    .findFirst()
                    .orElse(Integer.toString(items.size() + 1));
            items.put(id, entry(id, row));
        }
        return SiemReplies.yes();
    }

    private static JsonNode rows(Request request, String name) {
        JsonNode rows = request.json().path(name);
        if (!rows.isArray() || rows.isEmpty()) {
            throw SiemReplies.refuse(400, name + " is required.");
        }
        for (JsonNode row : rows) {
            if (row.path("value").asText("").isEmpty()) {
                throw SiemReplies.refuse(400, name + ".value is required.");
            }
        }
        return rows;
    }

    /** The same value again changes the one that is there. */
    private ObjectNode entry(String id, JsonNode row) {
        ObjectNode one = Json.mapper().createObjectNode().put("id", id);
        one.set("value", row.get("value"));
        one.put("active", row.path("active").asBoolean(true));
        one.put("expiration", row.path("expiration").asText(null));
        ObjectNode meta = one.putObject("meta");
        meta.putObject("created").put("username", USER).put("when", SiemReplies.time(store.clock.instant()));
        meta.put("description", row.path("description").asText("")).putNull("updated");
        return one;
    }

    private ObjectNode shown(Request request, ObjectNode indicator) {
        ObjectNode copy = indicator.deepCopy();
        String source = copy.remove("sourceId").asText();
        if (String.valueOf(request.call().query().get("expand")).contains("source")) {
            copy.set("source", sources.get(source));
        }
        return copy;
    }

    private Reply indicators(Request request) {
        SiemQuery query = SiemQuery.read(request.call().query().get("q"), store.clock.instant());
        String value = request.call().query().get("value");
        List<String> wanted = request.call().query().getAll("sourceIds");
        return SiemReplies.page(
                request.call(),
                indicators.values().stream()
                        .filter(one -> value == null
                                || value.isEmpty()
                                || one.path("value").asText().equals(value))
                        .filter(one -> wanted.isEmpty()
                                || wanted.contains(one.path("sourceId").asText()))
                        .filter(query::matches)
                        .map(one -> shown(request, one))
                        .toList(),
                most);
    }

    private Reply changeIndicator(Request request) {
        ObjectNode one = known(indicators, "indicator", request.id());
        JsonNode fields = request.json().path("fields");
        one.put("active", fields.path("active").asBoolean(one.path("active").asBoolean()));
        if (fields.has("expiration")) {
            one.put("expiration", fields.path("expiration").asText(null));
        }
        ObjectNode meta = (ObjectNode) one.get("meta");
        if (fields.has("description")) {
            meta.put("description", fields.path("description").asText());
        }
        meta.putObject("updated").put("username", USER).put("when", SiemReplies.time(store.clock.instant()));
        return SiemReplies.data(shown(request, one));
    }

    private Reply deleteIndicator(Request request) {
        known(indicators, "indicator", request.id());
        indicators.remove(request.id());
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
        sources.clear();
        sources.put(
                SOURCE, made(SOURCE, "soarbridge", "Indicators from the bridge").put("sourceType", "CUSTOM"));
        lists.clear();
        lists.put(
                LIST,
                made(LIST, "watched_hosts", "").put("targetColumn", "Hostname").putNull("defaultTtl"));
    }
}
