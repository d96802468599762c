package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.TreeMap;

/** A tenant's lists, its playbooks, and the rows of a saved view. */
final class SoarMetadata {
    private final SoarStore store;
    private final String templateForm;
    private final TreeMap<String, ObjectNode> playbooks = new TreeMap<>();

    SoarMetadata(SoarStore store, Switches set) {
        this.store = store;
        this.templateForm = set.choice("template-form", "list", "data", "types");
        clear();
    }

    void register(RouteTable routes, RouteTable guessed, RouteTable legacy) {
        routes.get("/folders/", request -> Reply.json(200, SoarTables.rows(SoarTables.FOLDERS)));
        routes.get("/incident_templates/", this::templates);
        routes.add("PUT", "/playbook/", this::putPlaybook, false);
        routes.add("DELETE", "/playbook/", this::deletePlaybook, false);
        guessed.get("/users/", request -> Reply.json(200, SoarTables.rows(SoarTables.USERS)));
        guessed.get("/incidents/columns/", request -> columns());
        legacy.get("/kpi/", this::kpi);
    }

    private Reply templates(Request request) {
        ArrayNode rows = SoarTables.rows(SoarTables.TEMPLATES);
        return templateForm.equals("list")
                ? Reply.json(200, rows)
                : Reply.json(200, Json.mapper().createObjectNode().set(templateForm, rows));
    }

    private static Reply columns() {
        ArrayNode all = Json.mapper().createArrayNode();
        SoarTables.LABELS.forEach((key, label) -> {
            ObjectNode column = all.addObject().put("id", key).put("name", label);
            if (key.equals("status")) {
                column.set("values", SoarTables.rows(SoarTables.STATUSES));
            } else if (key.equals("restriction")) {
                column.set("values", SoarTables.rows(SoarTables.RESTRICTIONS));
            }
        });
        return Reply.json(200, all);
    }

    /** Playbooks are made by people; the API only changes them. */
    private Reply putPlaybook(Request request) {
        JsonNode body = request.json();
        String name = body.path("name").asText();
        ObjectNode playbook = playbooks.remove(name);
        if (playbook == null) {
            throw store.errors.notFound("playbook " + name);
        }
        body.properties().stream()
                .filter(one -> !one.getKey().equals("updated_name"))
                .forEach(one -> playbook.set(one.getKey(), one.getValue()));
        if (body.hasNonNull("updated_name")) {
            playbook.set("name", body.get("updated_name"));
        }
        playbook.put("last_updated", store.clock.instant().getEpochSecond()).put("updated_by", 3);
        playbooks.put(playbook.path("name").asText(), playbook);
        return Reply.json(200, playbook);
    }

    private Reply deletePlaybook(Request request) {
        String name = request.call().query().get("name");
        if (name == null || playbooks.remove(name) == null) {
            throw store.errors.notFound("playbook " + name);
        }
        return Reply.empty(204);
    }

    private Reply kpi(Request request) {
        if (request.call().query().get("output_set") == null) {
            throw store.errors.field("output_set", "This field is required.");
        }
        ArrayNode rows = Json.mapper().createArrayNode();
        for (SoarIncident incident : store.all()) {
            ObjectNode row = rows.addObject();
            row.put("[INCIDENT] Incident ID", text(incident, "incidentid"))
                    .put("[INCIDENT] Status", text(incident, "status"))
                    .put("[INCIDENT] Owner", text(incident, "owner"))
                    .put("[INCIDENT] Kind", text(incident, "incident_kind"))
                    .put("[INCIDENT] Category", text(incident, "incident_category"))
                    .put("[INCIDENT] Type", text(incident, "type"))
                    .put("[INCIDENT] Opening time", store.dates.row(incident.dates.get("openingtime")))
                    .put("[INCIDENT] Closing time", store.dates.row(incident.dates.get("closingtime")));
            row.putArray("[OBSERVABLES] EMAIL");
        }
        return Reply.json(200, rows);
    }

    private String text(SoarIncident incident, String key) {
        JsonNode value = incident.value(key, store.dates);
        if (!value.isArray()) {
            return value.asText();
        }
        StringBuilder joined = new StringBuilder();
        value.forEach(one -> joined.append(joined.isEmpty() ? "" : ", ").append(one.asText()));
        return joined.toString();
    }

    ArrayNode playbooks() {
        ArrayNode all = Json.mapper().createArrayNode();
        playbooks.values().forEach(all::add);
        return all;
    }

    void clear() {
        playbooks.clear();
        ObjectNode playbook = Json.mapper().createObjectNode().put("name", "Phishing triage");
        playbook.put("description", "").put("tags", "").put("type", "General");
        playbook.put("is_deleted", false)
                .put("draft", false)
                .put("is_published", true)
                .put("nested", false);
        playbook.put("is_enabled", true).put("created_by", 1).put("updated_by", 1);
        playbook.put("last_updated", 1_700_000_000);
        playbook.putArray("nodes");
        playbook.putArray("links");
        playbooks.put("Phishing triage", playbook);
    }
}
