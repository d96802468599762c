package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One answer.
 *
 * @param contentType null when the answer has none
 * @param headers further headers in order, a name may repeat
 */
public record Reply(int status, String contentType, byte[] body, List<Map.Entry<String, String>> headers) {
    private static final byte[] NOTHING = new byte[0];

    public static Reply json(int status, JsonNode body) {
        return bytes(status, "application/json; charset=utf-8", Json.bytes(body));
    }

    public static Reply text(int status, String body) {
        return bytes(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String body) {
        return bytes(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply empty(int status) {
        return bytes(status, null, NOTHING);
    }

    public static Reply bytes(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, body, List.of());
    }

    public Reply with(String header, String value) {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        all.add(Map.entry(header, value));
        return new Reply(status, contentType, body, List.copyOf(all));
    }
}
