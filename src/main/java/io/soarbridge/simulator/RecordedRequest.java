package io.soarbridge.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * One request that reached a simulator.
 *
 * @param path as sent, with the query
 * @param headers last value of each; names as sent
 * @param body as text, cut at 64 KiB; empty for none
 * @param status of the answer, 0 when the connection was cut without one
 */
public record RecordedRequest(
        Instant at, String method, String path, Map<String, String> headers, String body, int status) {

    /** The header's value whatever its case, or null. */
    public String header(String name) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }
}
