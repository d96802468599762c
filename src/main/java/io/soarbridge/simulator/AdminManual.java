package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;

/** What {@code GET /_sim/} says about the admin port. */
final class AdminManual {
    private AdminManual() {}

    static ObjectNode json() {
        ObjectNode manual = Json.mapper().createObjectNode();
        manual.put(
                "about", "Admin port of a Soarbridge simulator. No authentication: keep it on the loopback address.");
        ObjectNode paths = manual.putObject("paths");
        paths.put("GET /_sim/", "this text");
        paths.put(
                "GET /_sim/requests?limit=100",
                "{total, requests:[{at,method,path,status,headers,body}]}, oldest first; status 0 = cut without an answer");
        paths.put("GET /_sim/state", "everything that is stored");
        paths.put("GET /_sim/faults", "the faults that are on, with their remaining count");
        paths.put("POST /_sim/faults", "adds one fault, or an array of them; see faults");
        paths.put("DELETE /_sim/faults", "switches all faults off and opens the port again");
        paths.put("POST /_sim/clock", "{\"offset\":\"PT10M\"} sets the simulator's clock wrong by that much");
        paths.put("POST /_sim/reset", "forgets stored things, requests and faults; clock right again");
        faults(manual.putObject("faults"));
        return manual;
    }

    private static void faults(ObjectNode faults) {
        faults.put("kind", String.join(", ", FaultJson.words()));
        faults.put("method", "optional, only requests with this method");
        faults.put("path", "optional regular expression, searched in the path without its query");
        faults.put("count", "how many requests it hits; 0 or absent = until cleared");
        faults.put("status", "of kind status, 200 to 599");
        faults.put("retryAfter", "optional, sent as it is: 3, or an HTTP date");
        faults.put("retryAfterDateSeconds", "optional, sent as an HTTP date that far ahead of the simulator's clock");
        faults.put("body", "optional text or JSON, instead of the vendor's own error body");
        faults.put("contentType", "of body, application/json when absent");
        faults.put("delayMs", "of the slow kinds, 1000 when absent");
        faults.put("applied", "true: the request takes effect although the answer is a failure");
        faults.put(
                "example", "{\"kind\":\"status\",\"status\":429,\"retryAfter\":3,\"path\":\"/incident$\",\"count\":5}");
    }
}
