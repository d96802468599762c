package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody else who works at the simulated Cortex XSOAR 8, with a standard key. */
public final class XsoarUser {
    private static final String PREFIX = "/xsoar/public/v1";

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public XsoarUser(Bed bed) {
        this.url = bed.simulator().url();
    }

    public void create(int count, String name) {
        for (int i = 0; i < count; i++) {
            ObjectNode incident = Json.mapper().createObjectNode().put("name", name + " " + i);
            require(send("POST", "/incident", incident.toString()));
        }
    }

    public ObjectNode load(String id) {
        return (ObjectNode)
                Bed.json(require(send("GET", "/incident/load/" + id, null)).body());
    }

    /** As loaded, changed and sent back; any status. */
    public HttpResponse<String> write(JsonNode incident) {
        return send("POST", "/incident", incident.toString());
    }

    public HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, Map.of("Authorization", Bed.API_KEY, "x-xdr-auth-id", "7"));
    }

    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + PREFIX + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> require(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
