package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.support.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statuses and resolutions in the shape of published answers, and the lists of content, which are empty here. */
final class SiemVocabulary {
    static final Map<String, String> STATUSES = new LinkedHashMap<>();
    static final Map<String, String> RESOLUTIONS = new LinkedHashMap<>();

    /** Made in the product, or by a tenant; nothing of it has an effect on insights of the simulator. */
    private static final List<String> CONTENT = List.of(
            "automations",
            "context-actions",
            "custom-entity-types",
            "custom-insights",
            "custom-match-list-columns",
            "entity-criticality-configs",
            "log-mappings",
            "network-blocks",
            "rule-tuning-expressions",
            "rules",
            "tag-schemas");

    static {
        STATUSES.put("inprogress", "In Progress");
        STATUSES.put("closed", "Closed");
        STATUSES.put("new", "New");
        RESOLUTIONS.put("Resolved", "An incident occurred and was resolved.");
        RESOLUTIONS.put("False Positive", "The activity is legitimate.");
        RESOLUTIONS.put("No Action", "Neither an incident nor a false positive.");
        RESOLUTIONS.put("Duplicate", "The same entity has had it before.");
    }

    private final int most;

    SiemVocabulary(int most) {
        this.most = most;
    }

    void register(RouteTable routes) {
        routes.get("/insight-status", request -> statuses());
        routes.get("/insight-status/{id}", request -> SiemReplies.data(one(STATUSES, request.id())));
        routes.get("/insight-resolutions", request -> SiemReplies.page(request.call(), resolutions(), most));
        routes.get("/insight-resolutions/{id}", request -> SiemReplies.data(one(RESOLUTIONS, request.id())));
        for (String path : CONTENT) {
            routes.get("/" + path, request -> SiemReplies.page(request.call(), List.of(), most));
        }
    }

    /** A bare list, whose ids are texts. */
    private static Reply statuses() {
        ArrayNode all = Json.mapper().createArrayNode();
        for (int id = 1; id <= STATUSES.size(); id++) {
            all.add(one(STATUSES, Integer.toString(id)));
        }
        return SiemReplies.data(all);
    }

    private static List<ObjectNode> resolutions() {
        return List.of("1", "2", "3", "4").stream()
                .map(id -> one(RESOLUTIONS, id))
                .toList();
    }

    private static ObjectNode one(Map<String, String> words, String id) {
        List<String> names = List.copyOf(words.keySet());
        int number = id.matches("[1-9]") ? Integer.parseInt(id) : 0;
        if (number < 1 || number > names.size()) {
            throw SiemReplies.refuse(404, "There is none of id " + id + ".");
        }
        String name = names.get(number - 1);
        ObjectNode one = Json.mapper().createObjectNode();
        if (words == STATUSES) {
            one.putNull("description");
            return one.put("displayName", words.get(name)).put("id", id).put("name", name);
        }
        one.put("description", words.get(name)).put("id", number).put("name", name);
        return one.putNull("parent").put("source", "sumo");
    }
}
