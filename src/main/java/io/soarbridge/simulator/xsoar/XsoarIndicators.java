package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Making, changing, finding, excluding, importing and exporting indicators. */
final class XsoarIndicators {
    /** Objects of STIX patterns and the indicator types that stand for them. */
    private static final Map<String, String> TYPES = Map.of(
            "ipv4-addr", "IP",
            "ipv6-addr", "IPv6",
            "domain-name", "Domain",
            "url", "URL",
            "email-addr", "Email",
            "file", "File");

    private static final Pattern STIX_VALUE = Pattern.compile("\\[([a-z0-9-]+):[^=\\]]*=\\s*'([^']+)'");

    private final XsoarServer server;
    private final IndicatorStore store;
    private final Map<String, String> exports = new HashMap<>();

    XsoarIndicators(XsoarServer server, IndicatorStore store) {
        this.server = server;
        this.store = store;
    }

    void register(RouteTable routes) {
        routes.post("/indicator/create", this::create);
        routes.post("/indicator/edit", this::edit);
        routes.post("/indicators/search", this::search);
        routes.post("/indicator/whitelist", this::exclude);
        routes.post("/indicators/batchDelete", this::batchDelete);
        routes.get("/indicators/whitelisted", request -> Reply.json(200, exclusions()));
        routes.postBodyless("/indicators/whitelist/remove", this::removeExclusions);
        routes.post("/indicators/whitelist/update", this::exclude);
        routes.post("/indicators/feed/json", this::feed);
        routes.post("/indicators/upload", this::upload);
        routes.post("/indicators/batch/exportToCsv", request -> export(request, ".csv"));
        routes.post("/indicators/batch/export/stix", request -> export(request, ".json"));
        routes.get("/indicators/csv/{id}", this::exported);
        routes.get("/indicators/stix/v2/{id}", this::exported);
    }

    private Reply create(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        ObjectNode wanted = AnyCase.object(body, "indicator");
        String value = AnyCase.text(wanted, "value");
        if (value.isEmpty()) {
            throw XsoarErrors.failed(400, "indicator.value is required");
        }
        if (store.isExcluded(value)) {
            return Reply.json(200, Json.mapper().nullNode());
        }
        ObjectNode indicator = store.put(wanted, server.userOf(request.call()));
        store.link(indicator, AnyCase.text(body, "investigationId"));
        return Reply.json(200, indicator);
    }

    private Reply edit(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        ObjectNode indicator = store.find(AnyCase.text(body, "id"));
        if (indicator == null) {
            throw XsoarErrors.itemNotFound();
        }
        long version = AnyCase.number(body, "version", 0);
        if (version != -1 && version < indicator.get("version").asLong()) {
            throw server.conflict();
        }
        return Reply.json(200, store.edit(indicator, body));
    }

    private Reply search(Request request) {
        ObjectNode filter = (ObjectNode) XsoarIncidents.requireObject(request.json());
        List<IndicatorDocument> found = XsoarSearches.readable(server.quirks(), () -> find(filter));
        return Reply.json(200, new ResultPage(filter, server).answer(found, "iocObjects"));
    }

    private List<IndicatorDocument> find(ObjectNode filter) {
        XsoarQuery query = XsoarQueryParser.parse(
                AnyCase.text(filter, "query"), server.clock().instant());
        XsoarQuery from = bound(filter, "fromDate", ">=");
        XsoarQuery to = bound(filter, "toDate", "<=");
        return store.all().stream()
                .map(IndicatorDocument::new)
                .filter(row -> query.matches(row) && from.matches(row) && to.matches(row))
                .toList();
    }

    private XsoarQuery bound(ObjectNode filter, String key, String operator) {
        String text = AnyCase.text(filter, key);
        return XsoarTimes.isNever(text)
                ? new XsoarQuery.All()
                : new XsoarQuery.Range(
                        "timestamp", operator, text, server.clock().instant());
    }

    private Reply exclude(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        String value = AnyCase.text(body, "value");
        if (!AnyCase.flag(body, "doNotWhitelist")) {
            store.exclude(value, AnyCase.text(body, "reason"));
        }
        List<String> ids = store.all().stream()
                .filter(row -> row.get("value").asText().equals(value))
                .map(row -> row.get("id").asText())
                .toList();
        ids.forEach(store::remove);
        return Reply.json(200, updated(ids, 0));
    }

    private ObjectNode updated(List<String> ids, int notUpdated) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ids.forEach(answer.putArray(server.quirks().batchDeleteAnswer)::add);
        answer.put("notUpdated", notUpdated);
        return answer;
    }

    private Reply batchDelete(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        if (server.options().batchDeleteNeedsQuery
                && AnyCase.get(body, "filter").isMissingNode()) {
            throw XsoarErrors.failed(500, "filter is missing");
        }
        List<String> asked = AnyCase.texts(body, "ids");
        if (AnyCase.flag(body, "all")) {
            asked = find(AnyCase.object(body, "filter")).stream()
                    .map(row -> row.indicator().get("id").asText())
                    .toList();
        }
        List<String> removed = asked.stream()
                .filter(id -> {
                    ObjectNode indicator = store.remove(id);
                    if (indicator != null && !AnyCase.flag(body, "doNotWhitelist")) {
                        store.exclude(indicator.get("value").asText(), AnyCase.text(body, "reason"));
                    }
                    return indicator != null;
                })
                .toList();
        return Reply.json(200, updated(removed, asked.size() - removed.size()));
    }

    private ArrayNode exclusions() {
        ArrayNode rows = Json.mapper().createArrayNode();
        rows.addAll(List.copyOf(store.exclusions()));
        return rows;
    }

    /** The body is not published: ids or values are taken from {@code ids}, {@code data} or {@code values}. */
    private Reply removeExclusions(Request request) {
        ArrayNode answer = Json.mapper().createArrayNode();
        for (String key : List.of("ids", "data", "values")) {
            store.removeExclusions(AnyCase.texts(request.json(), key)).forEach(answer::add);
        }
        return Reply.json(200, answer);
    }

    private Reply feed(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        boolean bypass = AnyCase.flag(body, "bypassExclusionList");
        for (JsonNode row : AnyCase.get(body, "indicators")) {
            String value = AnyCase.text(row, "value");
            if (!value.isEmpty() && (bypass || !store.isExcluded(value))) {
                ObjectNode indicator = store.put(row, server.userOf(request.call()));
                String brand = AnyCase.text(row, "sourceBrand");
                if (!brand.isEmpty()) {
                    indicator.putArray("sourceBrands").add(brand);
                }
                ObjectNode fields = AnyCase.object(row, "fields");
                if (!fields.isEmpty()) {
                    indicator.set("CustomFields", fields);
                }
            }
        }
        return Reply.empty(201);
    }

    /** STIX 2: one indicator for each object with a pattern of a single comparison. */
    private Reply upload(Request request) {
        ArrayNode made = Json.mapper().createArrayNode();
        String text = new String(EntryFiles.uploaded(request.call()).content(), StandardCharsets.UTF_8);
        try {
            for (JsonNode object : Json.read(text).path("objects")) {
                Matcher pattern = STIX_VALUE.matcher(object.path("pattern").asText());
                if (pattern.find()) {
                    ObjectNode wanted = Json.mapper().createObjectNode();
                    wanted.put("value", pattern.group(2));
                    wanted.put("indicator_type", typeOf(pattern.group(1)));
                    made.add(store.put(wanted, server.userOf(request.call())));
                }
            }
        } catch (JsonProcessingException e) {
            throw XsoarErrors.failed(400, "the file is no STIX 2 JSON");
        }
        return Reply.json(200, made);
    }

    private static String typeOf(String stix) {
        return TYPES.getOrDefault(stix, stix);
    }

    private static ObjectNode stix(ObjectNode indicator) {
        String type = indicator.get("indicator_type").asText();
        String object = TYPES.entrySet().stream()
                .filter(known -> known.getValue().equals(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(type);
        String value = indicator.get("value").asText();
        return Json.mapper()
                .createObjectNode()
                .put("type", "indicator")
                .put("name", value)
                .put("pattern", "[%s:value = '%s']".formatted(object, value));
    }

    private Reply export(Request request, String suffix) {
        List<String> ids = AnyCase.texts(request.json(), "ids");
        ArrayNode rows = Json.mapper().createArrayNode();
        StringBuilder csv = new StringBuilder("id,value,indicator_type,score\n");
        for (IndicatorDocument found : find(AnyCase.object(request.json(), "filter"))) {
            ObjectNode row = found.indicator();
            if (ids.isEmpty() || ids.contains(row.get("id").asText())) {
                rows.add(stix(row));
                csv.append(row.get("id").asText()).append(",\"");
                csv.append(row.get("value").asText().replace("\"", "\"\"")).append("\",");
                csv.append(row.get("indicator_type").asText()).append(',');
                csv.append(row.get("score").asText()).append('\n');
            }
        }
        ObjectNode bundle = Json.mapper().createObjectNode().put("type", "bundle");
        bundle.set("objects", rows);
        String file = UUID.randomUUID() + suffix;
        exports.put(file, suffix.equals(".csv") ? csv.toString() : Json.text(bundle));
        return Reply.json(200, Json.mapper().getNodeFactory().textNode(file));
    }

    private Reply exported(Request request) {
        String content = exports.get(request.id());
        if (content == null) {
            throw XsoarErrors.itemNotFound();
        }
        return EntryFiles.download(request.id(), content.getBytes(StandardCharsets.UTF_8));
    }
}
