package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.BridgeException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The Cortex XSOAR simulator as any simulator is used. */
final class RunningCortexXsoar implements RunningSimulator {
    static final String TYPE = "cortex-xsoar";

    private final CortexXsoarSimulator simulator;
    private final Map<String, String> credentials;

    private RunningCortexXsoar(CortexXsoarSimulator simulator, Map<String, String> credentials) {
        this.simulator = simulator;
        this.credentials = credentials;
    }

    static RunningCortexXsoar start(SimulatorPlan plan) {
        String key = plan.apiKey() == null ? "simulator-key" : plan.apiKey();
        String id = plan.apiKeyId() == null ? "1" : plan.apiKeyId();
        CortexXsoarOptions options = CortexXsoarOptions.version(version(plan.version()))
                .port(plan.port())
                .adminPort(plan.adminPort())
                .apiKey(key)
                .apiKeyId(id);
        if (plan.dropRule() != null) {
            options = options.dropRule(Pattern.compile(plan.dropRule()));
        }
        if (plan.refuseRule() != null) {
            options = options.refuseRule(Pattern.compile(plan.refuseRule()));
        }
        Map<String, String> credentials = Map.of("api-key", key, "api-key-id", id);
        return new RunningCortexXsoar(CortexXsoarSimulator.start(options, InstantSource.system()), credentials);
    }

    private static int version(String asked) {
        return switch (asked == null ? "8" : asked) {
            case "8" -> 8;
            case "6" -> 6;
            default ->
                throw new BridgeException(
                        "simulator/unknown-version",
                        "Starting a simulator of %s: there is no version %s. Known: 8, 6.".formatted(TYPE, asked));
        };
    }

    @Override
    public URI url() {
        return URI.create(simulator.url());
    }

    @Override
    public URI adminUrl() {
        return URI.create(simulator.adminUrl());
    }

    @Override
    public Map<String, String> credentials() {
        return credentials;
    }

    @Override
    public List<Created> incidents() {
        return simulator.incidents().stream().map(RunningCortexXsoar::incident).toList();
    }

    private static Created incident(JsonNode incident) {
        String key = StreamSupport.stream(incident.path("labels").spliterator(), false)
                .filter(label -> label.path("type").asText().equals("soarbridge"))
                .map(label -> label.path("value").asText())
                .findFirst()
                .orElse("without a key, id " + incident.path("id").asText());
        return new Created(key, Instant.parse(incident.path("created").asText()));
    }

    @Override
    public void goDown() {
        simulator.faults().add(Fault.of(Fault.Kind.REFUSE).untilCleared());
    }

    @Override
    public void comeBack() {
        simulator.faults().clear();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
