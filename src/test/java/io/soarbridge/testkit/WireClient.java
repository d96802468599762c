package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plain HTTP client that sends the same headers with each request. */
public final class WireClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final List<String> headers;

    public WireClient(String base, String... headers) {
        this.base = base;
        this.headers = List.of(headers);
    }

    public record Answer(int status, String body, Map<String, List<String>> headers) {
        public JsonNode json() {
            try {
                return Json.read(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .get(0);
        }
    }

    public Answer get(String path, String... more) {
        return send(request(path, more).GET());
    }

    public Answer post(String path, String json, String... more) {
        return send(
                request(path, more).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Any request; {@code body} null for none. */
    public Answer call(String method, String path, String contentType, String body, String... more) {
        HttpRequest.Builder request = request(path, more);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public Answer postNothing(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer upload(String path, Map<String, String> fields, String fileName, String content) {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--b0undary\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        if (fileName != null) {
            body.append("--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                    .append(fileName)
                    .append("\"\r\nContent-Type: text/plain\r\n\r\n")
                    .append(content)
                    .append("\r\n");
        }
        body.append("--b0undary--\r\n");
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=b0undary")
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path, String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return all.isEmpty() ? builder : builder.headers(all.toArray(String[]::new));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes an incident and returns it. */
    public JsonNode create(String json) {
        return post("/incident", json).json();
    }

    /** Makes an incident with an open investigation and returns its id. */
    public String opened(String name) {
        return create("{\"name\":\"" + name + "\",\"createInvestigation\":true}")
                .get("id")
                .asText();
    }
}
