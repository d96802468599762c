package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatedSystem;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The system itself, without a network. One lock guards all of its state. */
final class Xsoar implements SimulatedSystem {
    private final CortexXsoarOptions options;
    private final XsoarAuth auth;
    private final XsoarAccess access;
    private final XsoarTenants tenants;
    private final XsoarApi api;

    Xsoar(CortexXsoarOptions options, SimulatorClock clock) {
        this.options = options;
        XsoarQuirks quirks = new XsoarQuirks(options.quirks);
        XsoarKeys keys = new XsoarKeys(options, quirks, clock);
        XsoarSessions sessions = new XsoarSessions(options, quirks);
        this.auth = new XsoarAuth(options, clock, keys, sessions);
        this.access = new XsoarAccess(options.isVersion8(), clock, keys);
        XsoarServer server = new XsoarServer(options, quirks, clock, auth);
        this.tenants = new XsoarTenants(server, access);
        this.api = new XsoarApi(server, sessions, tenants);
    }

    @Override
    public synchronized Reply answer(Call call) {
        return api.answer(call);
    }

    @Override
    public Reply failure(Fault.Kind kind, int status) {
        return switch (kind) {
            case UNAUTHORIZED -> options.isVersion8() ? XsoarErrors.unauthorized() : XsoarErrors.forbidden();
            case CONFLICT -> XsoarErrors.conflict(options.conflictStatus);
            case TOO_LARGE -> XsoarErrors.tooLarge();
            case HTML -> Reply.html(200, XsoarErrors.PAGE);
            default ->
                gatewayStatus(status)
                        ? XsoarErrors.gateway(status, "simulated fault")
                        : XsoarErrors.status(status, "simulated fault");
        };
    }

    private boolean gatewayStatus(int status) {
        return options.isVersion8() && (status == 401 || status == 402 || status == 403);
    }

    @Override
    public Map<String, String> credentials() {
        Map<String, String> settings = new HashMap<>();
        settings.put("version", options.isVersion8() ? "8" : "6");
        if (options.auth.size() == 1 && options.auth.contains(CortexXsoarOptions.Auth.SESSION)) {
            settings.put("auth", "session");
            settings.put("user", options.user);
            settings.put("password", options.password);
            return settings;
        }
        settings.put("api-key", options.apiKey);
        if (options.auth.size() == 1 && options.auth.contains(CortexXsoarOptions.Auth.ADVANCED)) {
            settings.put("auth", "advanced");
        }
        if (options.isVersion8()) {
            settings.put("api-key-id", options.apiKeyId);
        }
        return settings;
    }

    @Override
    public List<RunningSimulator.Created> created() {
        return incidents().stream()
                .map(Xsoar::created)
                .sorted(Comparator.comparing(RunningSimulator.Created::createdAt))
                .toList();
    }

    private static RunningSimulator.Created created(JsonNode incident) {
        String key = StreamSupport.stream(incident.path("labels").spliterator(), false)
                .filter(label -> label.path("type").asText().equals("soarbridge"))
                .map(label -> label.path("value").asText())
                .findFirst()
                .orElse("without a key, id " + incident.path("id").asText());
        return new RunningSimulator.Created(
                key, Instant.parse(incident.path("created").asText()));
    }

    synchronized List<JsonNode> incidents() {
        return all(XsoarTenant::incidents);
    }

    synchronized int incidentCount() {
        return tenants.all().stream().mapToInt(XsoarTenant::incidentCount).sum();
    }

    synchronized List<JsonNode> entries() {
        return all(XsoarTenant::entries);
    }

    synchronized List<JsonNode> indicators() {
        return all(XsoarTenant::indicators);
    }

    private List<JsonNode> all(Function<XsoarTenant, List<JsonNode>> part) {
        return tenants.all().stream()
                .flatMap(tenant -> part.apply(tenant).stream())
                .toList();
    }

    @Override
    public synchronized JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        Map<String, Function<XsoarTenant, List<JsonNode>>> parts = Map.of(
                "incidents", XsoarTenant::incidents,
                "entries", XsoarTenant::entries,
                "indicators", XsoarTenant::indicators,
                "lists", XsoarTenant::lists,
                "playbookRuns", XsoarTenant::playbookRuns);
        parts.keySet().stream().sorted().forEach(name -> state.putArray(name).addAll(all(parts.get(name))));
        return state;
    }

    @Override
    public synchronized void reset() {
        tenants.clear();
        auth.clear();
        access.clear();
    }
}
