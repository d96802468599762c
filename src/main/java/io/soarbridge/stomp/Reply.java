package io.soarbridge.stomp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.support.PythonJson;

/**
 * What the platform gets of a call.
 *
 * @param text JSON, of ASCII
 */
record Reply(String text) {
    private static ObjectNode of(int type, String message, boolean complete) {
        return Json.mapper()
                .createObjectNode()
                .put("message_type", type)
                .put("message", message)
                .put("complete", complete);
    }

    static Reply progress(String message) {
        return new Reply(PythonJson.spaced(of(0, message, false)));
    }

    static Reply error(String message) {
        return new Reply(PythonJson.spaced(of(1, "ERROR:\n\n" + message, true)));
    }

    /** @param payload of the function, version 2 */
    static Reply of(ObjectNode payload) {
        if (!payload.path("success").asBoolean()) {
            return error(payload.path("reason").asText("The call failed."));
        }
        ObjectNode reply = of(0, "Completed", true);
        reply.set("results", payload);
        return new Reply(PythonJson.indented(reply));
    }

    /** Stands for a reply that is too long to be kept. */
    static Reply notKept(ObjectNode payload) {
        return error(
                "The call was made and %s, with status %s, but its answer was too long to be kept when the connection to the platform broke. It was not made again."
                        .formatted(
                                payload.path("success").asBoolean() ? "succeeded" : "failed",
                                payload.path("content").path("status_code").asText("none")));
    }

    static Reply interrupted() {
        return error(
                "An earlier attempt at this call was interrupted. It may have had its effect, so the call was not made again. Look at the target before you repeat it.");
    }
}
