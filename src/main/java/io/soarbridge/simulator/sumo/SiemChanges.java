package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writing to insights. */
final class SiemChanges {
    private static final Set<String> SEVERITIES = Set.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final String USER = "simulator@example.com";

    private final SiemStore store;
    private final Pattern refused;

    SiemChanges(SiemStore store, Switches set) {
        this.store = store;
        this.refused = set.pattern("refuse-rule").orElse(null);
    }

    void register(RouteTable routes) {
        routes.post("/insights", this::fromSignals);
        routes.add("PUT", "/insights/{id}/status", this::status, false);
        routes.add("PUT", "/insights/{id}/severity", this::severity, false);
        routes.add("PUT", "/insights/{id}/assignee", this::assign, false);
        routes.add("DELETE", "/insights/{id}/assignee", this::unassign, false);
        routes.get("/insights/{id}/comments", this::comments);
        routes.post("/insights/{id}/comments", this::comment);
        routes.post("/insights/{id}/tags", this::tag);
        routes.add("DELETE", "/insights/{id}/tags/{tag}", this::untag, false);
        routes.post("/insights/{id}/related-incidents", this::relate);
        routes.add("PUT", "/insights/{id}/enrichments/{type}", this::enrich, false);
        routes.get("/insights/{id}/enrichments", this::enrichments);
    }

    private ObjectNode changing(Request request) {
        ObjectNode insight = store.insight(request.id());
        if (refused != null && refused.matcher(insight.path("name").asText()).find()) {
            throw SiemReplies.refuse(400, "This insight does not allow that.");
        }
        return insight;
    }

    private Reply changed(ObjectNode insight) {
        insight.put("lastUpdated", SiemReplies.time(store.clock.instant())).put("lastUpdatedBy", USER);
        return SiemReplies.data(insight);
    }

    /** From signals that exist and are about one entity. */
    private Reply fromSignals(Request request) {
        List<ObjectNode> parts = new ArrayList<>();
        for (JsonNode id : request.json().path("signalIds")) {
            ObjectNode signal = store.signals.get(id.asText());
            if (signal == null) {
                throw SiemReplies.refuse(404, "There is no signal " + id.asText() + ".");
            }
            parts.add(signal);
        }
        if (parts.isEmpty()) {
            throw SiemReplies.refuse(400, "signalIds is required.");
        }
        if (parts.stream()
                        .map(part -> part.at("/entity/id").asText())
                        .distinct()
                        .count()
                > 1) {
            throw SiemReplies.refuse(400, "All signals must be about the same entity.");
        }
        String name =
                request.json().path("name").asText(parts.get(0).path("stage").asText());
        ObjectNode insight = store.newInsight(name, "MEDIUM", store.clock.instant(), parts);
        return SiemReplies.data(insight.put("source", "USER"));
    }

    private Reply status(Request request) {
        ObjectNode insight = changing(request);
        String wanted = request.json()
                .path("status")
                .asText("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        if (!SiemVocabulary.STATUSES.containsKey(wanted)) {
            throw SiemReplies.refuse(400, "status: there is none of that name.");
        }
        boolean closes = wanted.equals("closed");
        String resolution = request.json().path("resolution").asText("");
        if (closes && !resolution.isEmpty() && !SiemVocabulary.RESOLUTIONS.containsKey(resolution)) {
            throw SiemReplies.refuse(400, "resolution: there is none of that name.");
        }
        insight.putObject("status").put("name", wanted).put("displayName", SiemVocabulary.STATUSES.get(wanted));
        insight.put("resolution", closes && !resolution.isEmpty() ? resolution : null);
        insight.put("closed", closes ? SiemReplies.time(store.clock.instant()) : null)
                .put("closedBy", closes ? USER : null);
        return changed(insight);
    }

    private Reply severity(Request request) {
        ObjectNode insight = changing(request);
        String wanted = request.json().path("severity").asText("");
        if (!SEVERITIES.contains(wanted)) {
            throw SiemReplies.refuse(400, "severity: there is none of that name.");
        }
        return changed(insight.put("severity", wanted));
    }

    private Reply assign(Request request) {
        ObjectNode insight = changing(request);
        JsonNode assignee = request.json().path("assignee");
        String value = assignee.path("value").asText("");
        boolean team = assignee.path("type").asText("").equals("TEAM");
        if (value.isEmpty() || (!team && !assignee.path("type").asText("").equals("USER"))) {
            throw SiemReplies.refuse(400, "assignee: type USER or TEAM, and a value, are required.");
        }
        insight.putObject("assignee").put("username", value).put("displayName", value);
        return changed(insight.put(team ? "teamAssignedTo" : "assignedTo", value));
    }

    private Reply unassign(Request request) {
        return changed(
                changing(request).putNull("assignee").putNull("assignedTo").putNull("teamAssignedTo"));
    }

    private Reply comments(Request request) {
        ArrayNode all = Json.mapper().createArrayNode();
        String id = store.insight(request.id()).path("id").asText();
        store.comments.getOrDefault(id, List.of()).forEach(all::add);
        return SiemReplies.data(Json.mapper().createObjectNode().set("comments", all));
    }

    private Reply comment(Request request) {
        ObjectNode insight = changing(request);
        String body = request.json().path("body").asText("");
        if (body.isEmpty()) {
            throw SiemReplies.refuse(400, "body is required.");
        }
        ObjectNode comment = Json.mapper()
                .createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("body", body);
        comment.putObject("author").put("username", USER);
        comment.put("timestamp", SiemReplies.time(store.clock.instant()));
        store.comments
                .computeIfAbsent(insight.path("id").asText(), id -> new ArrayList<>())
                .add(comment);
        return SiemReplies.data(comment);
    }

    private Reply tag(Request request) {
        ObjectNode insight = changing(request);
        String name = request.json().path("tagName").asText("");
        if (name.isEmpty()) {
            throw SiemReplies.refuse(400, "tagName is required.");
        }
        ArrayNode tags = (ArrayNode) insight.get("tags");
        for (JsonNode tag : tags) {
            if (tag.asText().equals(name)) {
                return SiemReplies.data(insight);
            }
        }
        tags.add(name);
        return changed(insight);
    }

    private Reply untag(Request request) {
        ObjectNode insight = changing(request);
        ArrayNode tags = (ArrayNode) insight.get("tags");
        ArrayNode left = Json.mapper().createArrayNode();
        tags.forEach(tag -> {
            if (!tag.asText().equals(request.ids().get(1))) {
                left.add(tag);
            }
        });
        insight.set("tags", left);
        return changed(insight);
    }

    private Reply relate(Request request) {
        ObjectNode insight = changing(request);
        JsonNode fields = request.json().path("relatedIncidentFields");
        if (!fields.hasNonNull("id")) {
            throw SiemReplies.refuse(400, "relatedIncidentFields.id is required.");
        }
        ObjectNode link = Json.mapper()
                .createObjectNode()
                .put("insightId", insight.path("id").asText());
        link.setAll((ObjectNode) fields.deepCopy());
        store.relatedIncidents.add(link);
        return SiemReplies.data(link);
    }

    private Reply enrich(Request request) {
        ObjectNode insight = changing(request);
        String type = request.ids().get(1);
        String id = insight.path("id").asText();
        store.enrichments.removeIf(one -> one.path("insightId").asText().equals(id)
                && one.path("enrichmentType").asText().equals(type));
        ObjectNode one = Json.mapper().createObjectNode().put("insightId", id).put("enrichmentType", type);
        request.json().properties().forEach(field -> one.set(field.getKey(), field.getValue()));
        store.enrichments.add(one);
        return SiemReplies.data(one);
    }

    private Reply enrichments(Request request) {
        String id = store.insight(request.id()).path("id").asText();
        ArrayNode all = Json.mapper().createArrayNode();
        store.enrichments.stream()
                .filter(one -> one.path("insightId").asText().equals(id))
                .forEach(all::add);
        return SiemReplies.data(Json.mapper().createObjectNode().set("enrichments", all));
    }
}
