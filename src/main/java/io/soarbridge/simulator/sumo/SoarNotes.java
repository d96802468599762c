package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;

/** Notes, the War Room's timeline, and external alerts of an incident. */
final class SoarNotes {
    private final SoarStore store;
    private int lastId;

    SoarNotes(SoarStore store) {
        this.store = store;
    }

    void register(RouteTable routes, RouteTable guessed) {
        routes.post("/incidents/{id}/notes/", this::add);
        routes.get("/incidents/{id}/timeline/", request -> list(store.get(request.id()).timeline));
        routes.get("/incidents/{id}/external_alerts/", this::alerts);
        routes.post("/incidents/{id}/external_alerts/", this::addAlert);
        routes.get("/incidents/{id}/external_alerts/{alert}/", this::alert);
        guessed.get("/incidents/{id}/notes/", request -> list(store.get(request.id()).notes));
    }

    private Reply add(Request request) {
        SoarIncident incident = store.get(request.id());
        JsonNode body = request.json();
        if (!body.path("additional_info").isTextual()) {
            throw store.errors.field("additional_info", "This field is required.");
        }
        String now = store.clock.instant().toString();
        ObjectNode note = Json.mapper()
                .createObjectNode()
                .put("id", ++lastId)
                .put("title", body.path("title").asText(""))
                .put(
                        "additional_info",
                        store.writer.html(body.path("additional_info").asText()))
                .put("created_on", body.path("created_on").asText(now))
                .put("created_by", body.path("created_by").asText("AUTOMATION ENGINE"));
        incident.notes.add(note);
        incident.log("Note added", store.clock.instant());
        return Reply.json(201, note);
    }

    private Reply alerts(Request request) {
        ArrayNode rows = Json.mapper().createArrayNode();
        for (ObjectNode alert : store.get(request.id()).alerts) {
            rows.addObject()
                    .put("id", alert.path("id").asInt())
                    .put("type", alert.path("type").asText());
        }
        return Reply.json(200, rows);
    }

    private Reply addAlert(Request request) {
        SoarIncident incident = store.get(request.id());
        JsonNode body = request.json();
        if (!body.path("type").isTextual()) {
            throw store.errors.field("type", "This field is required.");
        }
        if (!body.has("data")) {
            throw store.errors.field("data", "This field is required.");
        }
        ObjectNode alert = Json.mapper()
                .createObjectNode()
                .put("id", ++lastId)
                .put("type", body.path("type").asText());
        alert.set("data", body.get("data"));
        incident.alerts.add(alert);
        return Reply.json(201, alert);
    }

    /** The type has to be said besides the id. */
    private Reply alert(Request request) {
        String type = request.call().query().get("type");
        for (ObjectNode alert : store.get(request.id()).alerts) {
            if (alert.path("id").asText().equals(request.ids().get(1))
                    && alert.path("type").asText().equals(type)) {
                ObjectNode detail = Json.mapper()
                        .createObjectNode()
                        .put("id", alert.path("id").asInt())
                        .put("name", type)
                        .put("actions", "Create incident from template");
                detail.putArray("result").add(alert.get("data"));
                return Reply.json(200, detail);
            }
        }
        throw store.errors.notFound("external alert " + request.ids().get(1) + " of type " + type);
    }

    static Reply list(Iterable<ObjectNode> rows) {
        ArrayNode all = Json.mapper().createArrayNode();
        rows.forEach(all::add);
        return Reply.json(200, all);
    }

    void clear() {
        lastId = 0;
    }
}
