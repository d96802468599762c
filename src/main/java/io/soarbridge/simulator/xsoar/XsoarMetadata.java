package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.support.Json;
import java.util.List;

/** What a client reads about the server itself: version, health, who one is. Fixed answers. */
final class XsoarMetadata {
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
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
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
        return XsoarAccess.user(name, List.of("Administrator"));
    }
}
