package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.app.Bridge;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.simulator.CortexXsoarOptions;
import io.soarbridge.simulator.CortexXsoarSimulator;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bridge with a ledger of its own and a simulated Cortex XSOAR behind it, both on real ports. */
public final class Bed implements AutoCloseable {
    public static final String TOKEN = "planted-sender-token-4711";
    public static final String API_KEY = "planted-api-key-0815";
    public static final String CONNECTION = "xsoar-prod";

    private final Path folder;
    private final CortexXsoarSimulator simulator;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Bridge bridge;

    private Bed(Path folder, CortexXsoarSimulator simulator) {
        this.folder = folder;
        this.simulator = simulator;
        settings.put("soarbridge.routes", Path.of("routes").toAbsolutePath().toString());
        settings.put("soarbridge.data", "data");
        settings.put("soarbridge.http.port", "0");
        settings.put("soarbridge.outbox.retry-delay", "50ms");
        settings.put("soarbridge.outbox.settle-delay", "50ms");
        source("elastic", "elastic");
        String connection = "soarbridge.connection." + CONNECTION + ".";
        settings.put(connection + "type", "cortex-xsoar");
        settings.put(connection + "url", simulator.url());
        settings.put(connection + "allow-http", "true");
        settings.put(connection + "api-key", API_KEY);
        settings.put(connection + "api-key-id", "7");
    }

    /** A further source, with the same bearer token. */
    public Bed source(String name, String format) {
        settings.put("soarbridge.source." + name + ".format", format);
        settings.put("soarbridge.source." + name + ".auth", "bearer");
        settings.put("soarbridge.source." + name + ".token", TOKEN);
        settings.put("soarbridge.source." + name + ".deliver-to", CONNECTION);
        return this;
    }

    /** With a simulator of version 8, or as the options say; call {@link #start()} next. */
    public static Bed with(Path folder, CortexXsoarOptions options) {
        return new Bed(
                folder, CortexXsoarSimulator.start(options.apiKey(API_KEY).apiKeyId("7"), InstantSource.system()));
    }

    /** A started one with defaults. */
    public static Bed started(Path folder) {
        return with(folder, CortexXsoarOptions.version8()).start();
    }

    public Bed set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public Bed unset(String key) {
        settings.remove(key);
        return this;
    }

    public Bed connection(String key, String value) {
        return set("soarbridge.connection." + CONNECTION + "." + key, value);
    }

    public Bed start() {
        bridge = Bridge.start(SettingsLoader.load(writeSettings(), Map.of()), InstantSource.system());
        return this;
    }

    /** The settings as a file, for a bridge in a process of its own. */
    public Path writeSettings() {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        try {
            return Files.writeString(folder.resolve("application.properties"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Stops the bridge in good order; the simulator stays. */
    public void stop() {
        bridge.close();
        bridge = null;
    }

    public CortexXsoarSimulator simulator() {
        return simulator;
    }

    public OutboxStore store() {
        return bridge.store();
    }

    public Path folder() {
        return folder;
    }

    public HttpResponse<String> post(String source, String json) {
        return post(source, json, Map.of("Content-Type", "application/json"));
    }

    public HttpResponse<String> post(String source, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/ingest/%s".formatted(bridge.port(), source)))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts an alert that must be accepted. */
    public String accepted(String source, String json) {
        HttpResponse<String> answer = post(source, json);
        if (answer.statusCode() != 202) {
            throw new AssertionError("expected 202, got %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return json(answer.body()).path("accepted").path(0).path("id").asText();
    }

    public static String alert(String id, String title) {
        return """
                {"@timestamp":"2026-11-22T10:00:00.000Z","kibana.alert.uuid":"%s","kibana.alert.rule.name":"%s",\
                "kibana.alert.severity":"high","kibana.alert.workflow_status":"open",\
                "source":{"ip":"198.51.100.7"},"host":{"name":"ws-17"},\
                "threat":[{"framework":"MITRE ATT&CK","tactic":{"id":"TA0011"},"technique":[{"id":"T1071"}]}]}""".formatted(id, title);
    }

    public static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Keys of the incidents at the simulator, in the order they were made. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (JsonNode incident : simulator.incidents()) {
            for (JsonNode label : incident.path("labels")) {
                if (label.path("type").asText().equals("soarbridge")) {
                    keys.add(label.path("value").asText());
                }
            }
        }
        return keys;
    }

    public OutboxStore.Counts counts() {
        return store().counts().getOrDefault(CONNECTION, new OutboxStore.Counts(0, 0, 0, 0, null));
    }

    public Bed awaitDelivered(long count) {
        Await.until(count + " delivered", () -> counts().delivered() >= count);
        return this;
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
        }
        simulator.close();
    }
}
