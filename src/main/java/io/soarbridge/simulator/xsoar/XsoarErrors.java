package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;

/** Error bodies of Cortex XSOAR: the application server's envelope, and version 8's gateway reply. */
final class XsoarErrors {
    static final String PAGE =
            "<!doctype html><html><head><title>Cortex XSOAR</title></head><body><div id=\"app\"></div></body></html>";

    private XsoarErrors() {}

    static Reply envelope(String id, int status, String title, String detail, String error) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", id);
        body.put("status", status);
        body.put("title", title);
        body.put("detail", detail);
        body.put("error", error);
        body.put("encrypted", false);
        body.putNull("multires");
        return Reply.json(status, body);
    }

    static Reply gateway(int status, String message) {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode reply = body.putObject("reply");
        reply.put("err_code", status);
        reply.put("err_msg", message);
        reply.putNull("err_extra");
        return Reply.json(status, body);
    }

    static Reply unauthorized() {
        return gateway(401, "Public API request unauthorized");
    }

    static Reply forbidden() {
        return envelope("forbidden", 403, "Forbidden", "Issue with CSRF code", "http: named cookie not present");
    }

    static XsoarFailure badRequest(String error) {
        return new XsoarFailure(envelope(
                "bad_request", 400, "Bad request", "Request body is not well-formed. It must be JSON.", error));
    }

    static XsoarFailure failed(int status, String error) {
        return new XsoarFailure(status(status, error));
    }

    static XsoarFailure itemNotFound() {
        return itemNotFound(400);
    }

    static XsoarFailure itemNotFound(int status) {
        return new XsoarFailure(older(status, "Item not found"));
    }

    static XsoarFailure noInvestigation(int status, String id) {
        return new XsoarFailure(envelope(
                "noInv",
                status,
                "Could not find investigation",
                "Could not find investigations [" + id + "]",
                "Could not find investigations [" + id + "]"));
    }

    static Reply conflict(int status) {
        return envelope(
                status == 500 ? "internal" : "errOptimisticLock",
                status,
                "DB version conflict",
                "The item was changed since it was read",
                "DB Version does not match the stored version of the item");
    }

    static XsoarFailure exportTooLarge() {
        return new XsoarFailure(envelope(
                "limit_exceeded",
                413,
                "Limit Exceeded",
                "Output file exceeded limit",
                "Limit Exceeded. Output file exceeded limit. Exported incidents reach limit [10,000]."));
    }

    static Reply tooLarge() {
        return status(500, "the response is larger than 250 MB, narrow the search");
    }

    /**
     * The same error in another form.
     *
     * @param form {@code mixed} as it is, {@code envelope}, or {@code array} for the older {@code {"errors":[…]}}
     */
    static Reply inForm(String form, Reply reply) {
        if (form.equals("mixed") || reply.status() < 400 || reply.body().length == 0) {
            return reply;
        }
        try {
            JsonNode body = Json.read(reply.body());
            if (form.equals("array") && body.has("error")) {
                return older(reply.status(), body.path("error").asText());
            }
            String detail = body.at("/errors/0/detail").asText("");
            return form.equals("envelope") && body.has("errors") ? status(reply.status(), detail) : reply;
        } catch (JsonProcessingException e) {
            return reply;
        }
    }

    private static Reply older(int status, String detail) {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode error = body.putArray("errors").addObject();
        error.putNull("SystemError");
        error.put("id", 8);
        error.put("detail", detail);
        return Reply.json(status, body);
    }

    static Reply status(int status, String error) {
        return switch (status) {
            case 400 -> envelope("bad_request", 400, "Bad request", "The request is not valid", error);
            case 403 -> envelope("forbidden", 403, "Forbidden", "Insufficient permissions", error);
            case 402 -> envelope("payment_required", 402, "Payment required", "No licence for this", error);
            case 404 -> envelope("not_found", 404, "Not found", "The item does not exist", error);
            case 412 -> envelope("closed", 412, "Precondition failed", "The investigation is closed", error);
            case 429 -> envelope("too_many_requests", 429, "Too many requests", "Slow down", error);
            case 500 ->
                envelope("internal", 500, "Internal error", "unified status for API communication type errors", error);
            default -> envelope("error", status, "Error", "HTTP " + status, error);
        };
    }
}
