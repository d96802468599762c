package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.function.Supplier;

/** Searches in incidents, and in everything at once. */
final class XsoarSearches {
    private final XsoarServer server;
    private final IncidentStore store;
    private final IndicatorStore indicators;
    private final XsoarEvidence evidence;

    XsoarSearches(XsoarServer server, IncidentStore store, IndicatorStore indicators, XsoarEvidence evidence) {
        this.server = server;
        this.store = store;
        this.indicators = indicators;
        this.evidence = evidence;
    }

    void register(RouteTable routes) {
        routes.post("/incidents/search", this::search);
        routes.post("/search", this::searchEverything);
    }

    private Reply search(Request request) {
        if (server.isVersion8() && server.quirks().multiTenant) {
            return XsoarErrors.status(400, "incidents/search is not supported in a multi-tenant environment");
        }
        ObjectNode filter = AnyCase.object(XsoarIncidents.requireObject(request.json()), "filter");
        List<IncidentRow> rows = readable(server.quirks(), () -> find(filter)).stream()
                .map(IncidentRow::new)
                .toList();
        ObjectNode answer = new ResultPage(filter, server).answer(rows, "data");
        if (answer.get("data").isNull() && server.quirks().emptyPageIsArray) {
            answer.putArray("data");
        }
        return Reply.json(200, answer);
    }

    /** What a search finds whose query or dates may be unreadable. */
    static <T> List<T> readable(XsoarQuirks quirks, Supplier<List<T>> search) {
        try {
            return search.get();
        } catch (XsoarFailure unreadable) {
            return switch (quirks.badQuery) {
                case "empty" -> List.of();
                case "500" -> throw XsoarErrors.failed(500, "the query cannot be read");
                default -> throw unreadable;
            };
        }
    }

    private Reply searchEverything(Request request) {
        ObjectNode filter = AnyCase.object(XsoarIncidents.requireObject(request.json()), "filter");
        ArrayNode result = Json.mapper().createArrayNode();
        readable(server.quirks(), () -> find(filter))
                .forEach(found -> add(result, "incident", "incidentResult", found.full()));
        XsoarQuery query = XsoarQueryParser.parse(
                AnyCase.text(filter, "query"), server.clock().instant());
        for (ObjectNode indicator : indicators.all()) {
            if (query.matches(new IndicatorDocument(indicator))) {
                add(result, "indicator", "insightResult", indicator);
            }
        }
        for (ObjectNode one : evidence.about(query)) {
            add(result, "evidence", "evidenceResult", one);
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("result", result.isEmpty() ? Json.mapper().nullNode() : result);
        return Reply.json(200, answer);
    }

    private static void add(ArrayNode result, String type, String key, JsonNode found) {
        ObjectNode wrapped = result.addObject().put("type", type).putObject(key);
        wrapped.set(type.equals("indicator") ? "insight" : type, found);
        wrapped.putObject("highlights");
    }

    /** @throws XsoarFailure 400 when the query or a date cannot be read */
    List<XsoarIncident> find(ObjectNode filter) {
        return new IncidentFilter(store, filter, server).find();
    }

    /** An incident in a list. */
    record IncidentRow(XsoarIncident incident) implements ResultPage.Row {
        @Override
        public JsonNode sortField(String name) {
            String canonical = incident.shape().canonical(name);
            if (canonical == null) {
                return AnyCase.get(incident.field("CustomFields"), name);
            }
            return canonical.equals("id")
                    ? Json.mapper().getNodeFactory().numberNode(incident.number())
                    : incident.field(canonical);
        }

        @Override
        public long number() {
            return incident.number();
        }

        @Override
        public ObjectNode show() {
            return incident.full();
        }
    }
}
