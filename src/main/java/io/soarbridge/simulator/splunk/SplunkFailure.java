package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;

/** Ends a request, or one row of a bulk request, with an error answer. */
final class SplunkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode body;

    private SplunkFailure(int status, ObjectNode body) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** {@code {"failed":true,"message":…}}, the one form of all errors. */
    static SplunkFailure of(int status, String message) {
        return new SplunkFailure(status, body(message));
    }

    static SplunkFailure badRequest(String message) {
        return of(400, message);
    }

    static SplunkFailure notFound(String what) {
        return of(404, what + " not found");
    }

    /** With the id of what is there already, which is what clients look for. */
    static SplunkFailure duplicate(int status, String message, String key, long id) {
        ObjectNode body = body(message);
        body.put(key, id);
        return new SplunkFailure(status, body);
    }

    static ObjectNode body(String message) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("failed", true);
        body.put("message", message);
        return body;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body;
    }
}
