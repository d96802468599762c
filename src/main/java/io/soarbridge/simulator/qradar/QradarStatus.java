package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;

/** The answer that says how it went: {@code StatusDTO} in the vendor's reference. */
final class QradarStatus {
    static final String PAGE = "<!DOCTYPE html><html><head><title>SOAR</title></head><body>Sign in</body></html>";

    private QradarStatus() {}

    static Reply error(int status, String message) {
        return Reply.json(status, body(false, message).put("error_code", "generic"));
    }

    static QradarFailure failure(int status, String message) {
        return new QradarFailure(error(status, message));
    }

    static QradarFailure badRequest() {
        return failure(400, "Bad Request");
    }

    static QradarFailure fieldRequired(String field) {
        ObjectNode body = body(false, "Field %s is required.".formatted(field));
        body.withArray("hints").add("field_defs");
        return new QradarFailure(Reply.json(400, body.put("error_code", "generic")));
    }

    static Reply done() {
        return Reply.json(200, body(true, null));
    }

    static ObjectNode body(boolean success, String message) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("success", success).putNull("title").put("message", message).putArray("hints");
        return body;
    }
}
