package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;

/** Errors of the application, in the form that the simulator is set to. */
final class SoarErrors {
    private final String form;

    SoarErrors(Switches set) {
        this.form = set.choice("error-form", "app", "django", "platform");
    }

    Reply reply(int status, String message) {
        return switch (form) {
            case "django" -> Reply.json(status, Json.mapper().createObjectNode().put("detail", message));
            case "platform" -> SumoPlatform.error(status, message);
            default ->
                Reply.json(
                        status,
                        Json.mapper()
                                .createObjectNode()
                                .put("error", message)
                                .put("description", status == 404 ? "Not found" : "Request failed"));
        };
    }

    SumoFailure notFound(String thing) {
        return new SumoFailure(reply(404, "There is no " + thing + "."));
    }

    SumoFailure refuse(String message) {
        return new SumoFailure(reply(400, message));
    }

    /** A value that cannot be taken. */
    SumoFailure field(String name, String reason) {
        if (!form.equals("django")) {
            return refuse(name + ": " + reason);
        }
        ObjectNode body = Json.mapper().createObjectNode();
        body.putArray(name).add(reason);
        return new SumoFailure(Reply.json(400, body));
    }
}
