package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries marked as evidence. */
final class XsoarEvidence {
    private final SimulatorClock clock;
    private final EntryStore entries;
    private final XsoarAuth auth;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private long lastNumber;

    XsoarEvidence(SimulatorClock clock, EntryStore entries, XsoarAuth auth) {
        this.clock = clock;
        this.entries = entries;
        this.auth = auth;
    }

    void register(RouteTable routes) {
        routes.post("/evidence", this::create);
        routes.post("/evidence/search", this::search);
        routes.post("/evidence/delete", this::delete);
    }

    private Reply create(Request request) {
        JsonNode body = XsoarIncidents.requireObject(request.json());
        ObjectNode entry = entries.get(AnyCase.text(body, "entryId"));
        String now = XsoarTimes.text(clock.instant());
        String occurred = AnyCase.text(body, "occurred");
        String markedBy = AnyCase.text(body, "markedBy");
        ObjectNode evidence = Json.mapper().createObjectNode();
        evidence.put("id", Long.toString(++lastNumber));
        evidence.put("version", 1);
        evidence.set("entryId", entry.get("id"));
        evidence.set("incidentId", entry.get("investigationId"));
        evidence.put("description", AnyCase.text(body, "description"));
        evidence.put("occurred", occurred.isEmpty() ? now : occurred);
        evidence.put("markedBy", markedBy.isEmpty() ? auth.userOf(request.call()) : markedBy);
        evidence.put("markedDate", now);
        EntryStore.tag(evidence, AnyCase.texts(body, "tags"));
        byId.put(evidence.get("id").asText(), evidence);
        return Reply.json(200, evidence);
    }

    private Reply search(Request request) {
        String incident = AnyCase.text(request.json(), "incidentID");
        ArrayNode found = Json.mapper().createArrayNode();
        for (ObjectNode evidence : byId.values()) {
            if (incident.isEmpty() || evidence.get("incidentId").asText().equals(incident)) {
                found.add(evidence);
            }
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", found.size());
        answer.set("evidences", found.isEmpty() ? Json.mapper().nullNode() : found);
        return Reply.json(200, answer);
    }

    /** Evidence whose description or tags have what the query asks for. */
    List<ObjectNode> about(XsoarQuery query) {
        return byId.values().stream()
                .filter(one -> query.matches(new EvidenceDocument(one)))
                .toList();
    }

    private record EvidenceDocument(ObjectNode evidence) implements XsoarQuery.Document {
        @Override
        public List<JsonNode> values(String field) {
            JsonNode value = AnyCase.get(evidence, field);
            return value.isMissingNode() ? List.of() : List.of(value);
        }

        @Override
        public List<JsonNode> searchable() {
            List<JsonNode> texts = new ArrayList<>(List.of(evidence.get("description")));
            evidence.path("tags").forEach(texts::add);
            return texts;
        }

        @Override
        public boolean isProse(String field) {
            return true;
        }
    }

    private Reply delete(Request request) {
        String named = AnyCase.text(request.json(), "evidenceID");
        if (byId.remove(named.isEmpty() ? AnyCase.text(request.json(), "id") : named) == null) {
            throw XsoarErrors.itemNotFound();
        }
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    void clear() {
        byId.clear();
        lastNumber = 0;
    }
}
