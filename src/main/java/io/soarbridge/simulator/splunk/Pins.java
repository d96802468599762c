package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;

/** {@code /rest/container_pin}: what is shown at the top of a container. */
final class Pins {
    private final Database database;

    Pins(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.post("/container_pin", request -> Answers.ok(pin(request.json())));
        routes.post("/container_pin/{id}", this::change);
    }

    private ObjectNode pin(JsonNode body) {
        ObjectNode row = Answers.object().put("pin_type", "card").put("pin_style", "white");
        Input input = new Input(database, body, row);
        row.set("container", input.container().get("id"));
        input.require("message");
        fill(input);
        String now = database.now();
        row.put("author", database.actor()).put("create_time", now).put("modify_time", now);
        return Answers.success(
                database.table("container_pin").insert(row).path("id").asLong());
    }

    private static void fill(Input input) {
        input.texts("name", "message", "data", "pin_type", "pin_style");
    }

    private Reply change(Request request) {
        ObjectNode stored = database.table("container_pin").get(request.id());
        if (stored == null) {
            throw SplunkFailure.notFound("Container pin");
        }
        fill(new Input(database, request.json(), stored));
        stored.put("modify_time", database.now());
        return Answers.ok(Answers.success(stored.path("id").asLong()));
    }
}
