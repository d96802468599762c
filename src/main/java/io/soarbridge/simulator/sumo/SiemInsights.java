package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reading: insights, signals and entities, by offset or by tokens that grow old. */
final class SiemInsights {
    private static final int ALL_PAGE = 20;

    /** Where a list goes on. */
    private record Token(int offset, Instant until) {}

    private final SiemStore store;
    private final int most;
    private final boolean needFields;
    private final boolean tokenInData;
    private final Duration tokenLife;
    private final Map<String, Token> tokens = new HashMap<>();

    SiemInsights(SiemStore store, Switches set) {
        this.store = store;
        this.most = set.number("max-limit");
        this.needFields = set.on("need-record-summary-fields");
        this.tokenInData = set.choice("token-place", "data", "top").equals("data");
        this.tokenLife = set.duration("token-life");
    }

    void register(RouteTable routes) {
        routes.get("/insights", request -> list(request, store.insights.values(), "created"));
        routes.get("/insights/all", this::all);
        routes.get("/insights/{id}", request -> SiemReplies.data(shown(request.call(), store.insight(request.id()))));
        routes.get("/signals", request -> list(request, store.signals.values(), "timestamp"));
        routes.get("/signals/{id}", request -> SiemReplies.data(known(store.signals, "signal", request.id())));
        routes.get("/entities", request -> list(request, store.entities.values(), "id"));
        routes.get(
                "/entities/{id}",
                request -> SiemReplies.data(shown(request.call(), known(store.entities, "entity", request.id()))));
    }

    private static ObjectNode known(Map<String, ObjectNode> all, String kind, String id) {
        ObjectNode known = all.get(id);
        if (known == null) {
            throw SiemReplies.refuse(404, "There is no " + kind + " " + id + ".");
        }
        return known;
    }

    private Reply list(Request request, Iterable<ObjectNode> objects, String standard) {
        return SiemReplies.page(request.call(), found(request.call(), objects, standard), most);
    }

    private List<JsonNode> found(Call call, Iterable<ObjectNode> objects, String standard) {
        SiemQuery query = SiemQuery.read(call.query().get("q"), store.clock.instant());
        String sorts = call.query().get("sorts");
        boolean ascending = sorts != null && !sorts.startsWith("-");
        String field = sorts == null ? standard : sorts.replace("-", "");
        return store.sorted(objects, field, ascending).stream()
                .filter(query::matches)
                .map(one -> shown(call, one))
                .toList();
    }

    private static JsonNode shown(Call call, ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (object.has("entityType")
                && String.valueOf(call.query().get("expand")).contains("inventory")) {
            inventory(copy.putArray("inventory").addObject(), object);
        }
        if (String.valueOf(call.query().get("exclude")).contains("signals.allRecords")) {
            copy.path("signals").forEach(signal -> ((ObjectNode) signal).remove("allRecords"));
        }
        return copy;
    }

    /** What a directory told of it. */
    private static void inventory(ObjectNode entry, ObjectNode entity) {
        entry.set("hostname", entity.get("hostname"));
        entry.set("normalizedHostname", entity.get("hostname"));
        entry.put("os", "Windows 11 Enterprise").put("source", "Active Directory");
        entry.putArray("ip");
        entry.putArray("groups");
        entry.putObject("metadata").put("operatingSystem", "Windows 11 Enterprise");
    }

    private Reply all(Request request) {
        Call call = request.call();
        if (needFields && call.query().get("recordSummaryFields") == null) {
            throw SiemReplies.refuse(400, "recordSummaryFields is required.");
        }
        int from = offset(call.query().get("nextPageToken"));
        List<JsonNode> found = found(call, store.insights.values(), "created");
        ObjectNode data = Json.mapper().createObjectNode();
        var objects = data.putArray("objects");
        boolean signals = String.valueOf(call.query().get("expand")).contains("signals");
        found.stream()
                .skip(from)
                .limit(ALL_PAGE)
                .forEach(one -> objects.add(signals ? one : ((ObjectNode) one).without("signals")));
        String next = from + ALL_PAGE < found.size() ? token(from + ALL_PAGE) : null;
        if (tokenInData) {
            data.put("nextPageToken", next);
        }
        ObjectNode body = Json.mapper().createObjectNode();
        body.set("data", data);
        body.putArray("errors");
        if (!tokenInData) {
            body.put("nextPageToken", next);
        }
        return Reply.json(200, body);
    }

    private String token(int offset) {
        String token = UUID.randomUUID().toString();
        tokens.put(token, new Token(offset, store.clock.instant().plus(tokenLife)));
        return token;
    }

    private int offset(String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        Token known = tokens.get(token);
        if (known == null || known.until().isBefore(store.clock.instant())) {
            throw SiemReplies.refuse(400, "nextPageToken is not valid or has expired.");
        }
        return known.offset();
    }

    void clear() {
        tokens.clear();
    }
}
