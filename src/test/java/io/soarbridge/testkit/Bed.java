package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.app.Bridge;
import io.soarbridge.app.Reloaded;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.connection.Gate;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarSimulator;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A bridge with a ledger of its own and a simulated Cortex XSOAR behind it, both on real ports. */
public final class Bed implements AutoCloseable {
    public static final String TOKEN = "planted-sender-token-4711";
    public static final String API_KEY = "planted-api-key-0815";
    public static final String CONNECTION = "xsoar-prod";

    private final Path folder;
    private final CortexXsoarSimulator simulator;
    private final MovedClock clock;
    private final MovedClock targetClock;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Bridge bridge;

    private Bed(Path folder, CortexXsoarSimulator simulator, MovedClock targetClock) {
        this.folder = folder;
        this.simulator = simulator;
        this.clock = new MovedClock();
        this.targetClock = targetClock;
        settings.put("soarbridge.routes", Path.of("routes").toAbsolutePath().toString());
        settings.put("soarbridge.data", "data");
        settings.put("soarbridge.http.port", "0");
        settings.put("soarbridge.management.port", "0");
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
        MovedClock clock = new MovedClock();
        CortexXsoarSimulator simulator =
                CortexXsoarSimulator.start(options.apiKey(API_KEY).apiKeyId("7"), clock);
        return new Bed(folder, simulator, clock);
    }

    /** With a simulator of version 6 and the bridge set for it. */
    public static Bed version6(Path folder, CortexXsoarOptions options) {
        Bed bed = with(folder, options).connection("version", "6").connection("auth", "key");
        return bed.unset("soarbridge.connection." + CONNECTION + ".api-key-id");
    }

    /** A started one with defaults. */
    public static Bed started(Path folder) {
        return with(folder, CortexXsoarOptions.version8()).start();
    }

    public Bed set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A variable of the bridge's environment. */
    public Bed environment(String name, String value) {
        environment.put(name, value);
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
        bridge = Bridge.start(loaded(), clock);
        return this;
    }

    /** Has the running bridge take the settings as they are now. */
    public Reloaded reload() {
        return bridge.reload(this::loaded);
    }

    /** What the bridge says is wrong with it. */
    public List<String> troubles() {
        return bridge.troubles();
    }

    /** Only as far as the front door; what delivers starts beside. */
    public Bridge open() {
        bridge = Bridge.open(loaded(), clock);
        return bridge;
    }

    public LoadedSettings loaded() {
        return SettingsLoader.load(writeSettings(), environment);
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

    public Bed restart() {
        stop();
        return start();
    }

    public CortexXsoarSimulator simulator() {
        return simulator;
    }

    /** Puts the clock of bridge and simulator forward. */
    public Bed later(Duration step) {
        clock.advance(step);
        targetClock.advance(step);
        return this;
    }

    /** Somebody sets the clock of the bridge; that of the simulator goes on as before. */
    public Bed jump(Duration step) {
        clock.advance(step);
        return this;
    }

    public MovedClock clock() {
        return clock;
    }

    public int port() {
        return bridge.port();
    }

    /** What the lane of the connection is doing. */
    public LaneStatus lane() {
        return bridge.lane(CONNECTION).orElseThrow();
    }

    /** What the management port answers. */
    public HttpResponse<String> managed(String path) {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(bridge.managementPort(), path));
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int managementPort() {
        return bridge.managementPort();
    }

    public Path ledger() {
        return folder.resolve("data/outbox.db");
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

    /** @param status {@code acknowledged} updates, {@code closed} closes */
    public static String alert(String id, String title, String status) {
        return alert(id, title)
                .replace(
                        "\"kibana.alert.workflow_status\":\"open\"",
                        "\"kibana.alert.workflow_status\":\"%s\",\"kibana.alert.workflow_status_updated_at\":\"2026-11-22T10:05:00.000Z\""
                                .formatted(status));
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

    /** The delivery of an event that has one target. */
    public DeliveryRow row(String eventId) {
        return store().ofEvent(Long.parseLong(eventId)).get(0);
    }

    public DeliveryRow awaitState(String eventId, State state) {
        Await.until("event %s %s".formatted(eventId, state), () -> row(eventId).state() == state);
        return row(eventId);
    }

    /** Waits until a failure of the event's delivery is recorded under this code. */
    public DeliveryRow awaitCode(String eventId, String code) {
        Await.until(
                "event %s %s".formatted(eventId, code),
                () -> code.equals(row(eventId).code()));
        return row(eventId);
    }

    /** Puts the clock to the end of each rest of the connection until the condition holds. */
    public Bed skipRestsUntil(String what, BooleanSupplier condition) {
        Await.until(what, () -> {
            boolean holds = condition.getAsBoolean();
            if (!holds) {
                pause().map(pause -> Duration.between(clock.instant(), pause.until()))
                        .filter(left -> left.compareTo(Duration.ZERO) > 0)
                        .ifPresent(this::later);
            }
            return holds;
        });
        return this;
    }

    /** Why the connection rests, if it does. */
    public Optional<Gate.Pause> pause() {
        return bridge.connections().get(CONNECTION).gate().pause();
    }

    /** Posts an event that the simulator's fault meets. */
    public Gate.Pause connectionRestsAfter(String alert) {
        accepted("elastic", alert);
        Await.until("a rest", () -> pause().isPresent());
        return pause().orElseThrow();
    }

    public Gate.Pause awaitRest(String code) {
        Await.until(
                "a rest for " + code,
                () -> pause().filter(p -> p.code().equals(code)).isPresent());
        return pause().orElseThrow();
    }

    public Bed replay(List<String> eventIds, State... states) {
        List<Long> ids = eventIds.stream().map(id -> row(id).deliveryId()).toList();
        store().replay(new DeliveryFilter(ids, null, List.of(states), null, null, null, null, 0, 0))
                .join();
        return this;
    }

    /** Requests that the simulator has seen with this method and this end of the path, oldest first. */
    public List<RecordedRequest> requests(String method, String pathEnd) {
        return simulator.requests().stream()
                .filter(r -> r.method().equals(method) && r.path().endsWith(pathEnd))
                .toList();
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
