package io.soarbridge.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal, in the one error shape of the front door: RFC 9457 problem details. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad request",
            401, "Not authenticated",
            403, "Forbidden",
            404, "Not found",
            405, "Method not allowed",
            408, "Too slow",
            413, "Too large",
            415, "Unsupported media type",
            422, "Not understood",
            503, "Not now");

    private final int status;
    private final String type;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private ArrayNode errors;

    private Problem(int status, String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    static Problem of(int status, String type, String detail) {
        return new Problem(status, type, detail);
    }

    Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Problem errors(ArrayNode each) {
        this.errors = each;
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "urn:soarbridge:problem:" + type);
        json.put("title", TITLES.getOrDefault(status, "Failed"));
        json.put("status", status);
        json.put("detail", getMessage());
        if (errors != null) {
            json.set("errors", errors);
        }
        return json;
    }
}
