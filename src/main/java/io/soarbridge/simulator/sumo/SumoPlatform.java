package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers of the platform's gateway, which stands before every product. */
final class SumoPlatform {
    static final String PAGE = "<!doctype html><html><body><h1>Sumo Logic</h1><p>simulated fault</p></body></html>";

    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(301, "moved"),
            Map.entry(400, "bad.request"),
            Map.entry(401, "unauthorized"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "notfound"),
            Map.entry(405, "method.unsupported"),
            Map.entry(413, "request.too.large"),
            Map.entry(415, "contenttype.invalid"),
            Map.entry(429, "rate.limit.exceeded"),
            Map.entry(500, "internal.error"),
            Map.entry(503, "service.unavailable"));

    private SumoPlatform() {}

    static Reply error(int status, String message) {
        ObjectNode body = Json.mapper().createObjectNode().put("id", "S1MUL-AT3DX-ERR0R");
        body.putArray("errors")
                .addObject()
                .put("code", CODES.getOrDefault(status, status >= 500 ? "internal.error" : "bad.request"))
                .put("message", message);
        return Reply.json(status, body);
    }

    /** @param most requests at a time, 0 for no limit */
    static boolean isCrowded(int atOnce, int most) {
        return most > 0 && atOnce > most;
    }

    static SumoFailure refuse(int status, String message) {
        return new SumoFailure(error(status, message));
    }

    static Reply unauthorized() {
        return error(401, "The credential could not be verified.");
    }

    /** As a request to the wrong deployment is answered. */
    static Reply moved(String deployment, Call call) {
        String base = deployment.endsWith("/") ? deployment.substring(0, deployment.length() - 1) : deployment;
        return error(301, "The requested resource has moved.").with("Location", base + call.path() + query(call));
    }

    static String query(Call call) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> one : call.query()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(encoded(one.getKey()))
                    .append('=')
                    .append(encoded(one.getValue()));
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
