package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.support.Json;
import java.util.List;

/** What a client reads about the server itself: version, health, users, types, fields, settings. Fixed answers. */
final class XsoarMetadata {
    private static final List<String> TYPES = List.of("Unclassified", "Phishing", "Malware", "Access", "Network");
    private static final List<String> INDICATOR_TYPES =
            List.of("IP", "IPv6", "Domain", "URL", "File", "Email", "CVE", "Account", "Host");

    private final CortexXsoarOptions options;
    private final XsoarAuth auth;

    XsoarMetadata(CortexXsoarOptions options, XsoarAuth auth) {
        this.options = options;
        this.auth = auth;
    }

    void register(RouteTable routes) {
        routes.get("/about", request -> about());
        routes.get("/health", request -> Reply.text(200, "OK"));
        routes.get("/health/server", request -> Reply.json(200, object().put("status", "ok")));
        routes.get("/health/containers", request -> Reply.json(200, containers()));
        routes.get("/workers/status", request -> Reply.json(200, workers()));
        routes.get("/user", request -> Reply.json(200, user(auth.userOf(request.call()))));
        routes.get("/incidenttype", request -> Reply.json(200, incidentTypes()));
        routes.get("/incidentfields", request -> Reply.json(200, incidentFields()));
        routes.get("/incidentfields/associatedTypes/{type}", request -> Reply.json(200, incidentFields()));
        routes.get("/reputation", request -> Reply.json(200, indicatorTypes()));
        routes.get("/layouts", request -> Reply.json(200, nothing()));
        routes.get("/preprocess/rules", request -> Reply.json(200, nothing()));
        routes.get("/contentpacks/metadata/installed", request -> Reply.json(200, array()));
        routes.post("/classifier/search", request -> Reply.json(200, found("classifiers")));
        routes.post("/automation/search", request -> Reply.json(200, found("scripts")));
        routes.post("/settings/audits", request -> Reply.json(200, found("audits")));
        routes.post("/settings/integration/search", request -> Reply.json(200, integrations()));
        routes.get("/public_api/v1/healthcheck", request -> Reply.json(200, object().put("status", "available")));
        routes.postBodyless(
                "/public_api/v1/indicators/delete",
                request -> XsoarErrors.gateway(402, "A license is required for this feature"));
        routes.post("/public_api/v1/rbac/get_users", request -> Reply.json(200, users()));
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static ArrayNode array() {
        return Json.mapper().createArrayNode();
    }

    private static JsonNode nothing() {
        return Json.mapper().nullNode();
    }

    private static ObjectNode found(String rows) {
        ObjectNode answer = object().put("total", 0);
        answer.putNull(rows);
        return answer;
    }

    /** Version 6 sends this JSON as text/plain. */
    private Reply about() {
        ObjectNode about = object();
        about.put("demistoVersion", options.isVersion8() ? "8.9.0" : "6.14.0");
        about.put("buildNum", options.isVersion8() ? "1500000" : "987654");
        about.put("productMode", "xsoar");
        about.put("deploymentMode", options.isVersion8() ? "saas" : "opp");
        return options.isVersion8() ? Reply.json(200, about) : Reply.text(200, Json.text(about));
    }

    private static ObjectNode containers() {
        return object().put("all", 0).put("running", 0).put("inactive", 0);
    }

    private static ObjectNode workers() {
        ObjectNode workers = object().put("Total", 16).put("Busy", 0);
        workers.putNull("ProcessInfo");
        return workers;
    }

    private static ObjectNode user(String name) {
        ObjectNode user = object().put("id", name).put("username", name).put("name", name);
        user.putArray("roles").add("Administrator");
        return user;
    }

    private ObjectNode users() {
        ObjectNode answer = object();
        answer.putArray("reply")
                .addObject()
                .put("user_email", "analyst@example.com")
                .put("role_name", "Administrator");
        return answer;
    }

    private static ArrayNode incidentTypes() {
        ArrayNode types = array();
        for (String name : TYPES) {
            ObjectNode type = types.addObject();
            type.put("id", name);
            type.put("version", 1);
            type.put("name", name);
            type.put("playbookId", "");
            type.put("color", "#777777");
            type.put("sla", 0);
            type.put("disabled", false);
            type.put("system", true);
        }
        return types;
    }

    private static ArrayNode incidentFields() {
        ArrayNode fields = array();
        field(fields, "incident_name", "name", "Name", "shortText");
        field(fields, "incident_severity", "severity", "Severity", "number");
        field(fields, "incident_dbotmirrorid", "dbotMirrorId", "Dbot Mirror ID", "shortText");
        field(fields, "incident_detectionsla", "detectionsla", "Detection SLA", "timer");
        field(fields, "incident_remediationsla", "remediationsla", "Remediation SLA", "timer");
        field(fields, "incident_soarbridgeuid", "soarbridgeuid", "Soarbridge UID", "shortText");
        return fields;
    }

    private static void field(ArrayNode fields, String id, String cliName, String name, String type) {
        ObjectNode field = fields.addObject();
        field.put("id", id);
        field.put("version", 1);
        field.put("cliName", cliName);
        field.put("name", name);
        field.put("type", type);
        field.put("associatedToAll", true);
        field.putNull("associatedTypes");
        field.put("required", false);
        field.put("system", true);
    }

    private static ArrayNode indicatorTypes() {
        ArrayNode types = array();
        INDICATOR_TYPES.forEach(
                name -> types.addObject().put("id", name).put("details", name).put("version", 1));
        return types;
    }

    private static ObjectNode integrations() {
        ObjectNode answer = object();
        answer.putNull("instances");
        answer.putNull("configurations");
        answer.putNull("health");
        return answer;
    }
}
