package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatedSystem;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The system itself, without a network. One lock guards all of its state. */
final class Xsoar implements SimulatedSystem {
    private final CortexXsoarOptions options;
    private final IncidentStore incidents;
    private final EntryStore entries;
    private final IndicatorStore indicators;
    private final PlaybookRuns runs = new PlaybookRuns();
    private final XsoarLists lists;
    private final XsoarEvidence evidence;
    private final XsoarAuth auth;
    private final XsoarApi api;

    Xsoar(CortexXsoarOptions options, SimulatorClock clock) {
        this.options = options;
        this.auth = new XsoarAuth(options, clock);
        this.incidents = new IncidentStore(new IncidentShape(options.isVersion8()), clock, options.searchLag);
        this.entries = new EntryStore(clock);
        this.indicators = new IndicatorStore(clock, options.exclusionList);
        this.lists = new XsoarLists(options, clock);
        this.evidence = new XsoarEvidence(clock, entries, auth);
        XsoarInvestigations investigations = new XsoarInvestigations(options, incidents, entries, runs);
        XsoarIncidents single = new XsoarIncidents(options, clock, incidents, investigations, auth);
        RouteTable routes = new RouteTable();
        single.register(routes);
        new XsoarBatches(incidents, single, auth).register(routes);
        new XsoarEntries(options, incidents, entries, investigations, auth).register(routes);
        new XsoarAttachments(clock, incidents, entries, investigations, auth).register(routes);
        new XsoarIndicators(options, clock, indicators, auth).register(routes);
        new XsoarPlaybooks(clock, incidents, investigations, runs).register(routes);
        new XsoarMetadata(options, auth).register(routes);
        lists.register(routes);
        evidence.register(routes);
        this.api = new XsoarApi(options, auth, routes);
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
            case TOO_LARGE -> XsoarErrors.status(500, "the response is larger than 250 MB, narrow the search");
            case HTML -> Reply.html(200, XsoarErrors.PAGE);
            default ->
                gatewayStatus(status)
                        ? XsoarErrors.gateway(status, "Request failed")
                        : XsoarErrors.status(status, "simulated fault");
        };
    }

    private boolean gatewayStatus(int status) {
        return options.isVersion8() && (status == 401 || status == 402 || status == 403);
    }

    @Override
    public Map<String, String> credentials() {
        String version = options.isVersion8() ? "8" : "6";
        return options.isVersion8()
                ? Map.of("version", version, "api-key", options.apiKey, "api-key-id", options.apiKeyId)
                : Map.of("version", version, "api-key", options.apiKey);
    }

    @Override
    public List<RunningSimulator.Created> created() {
        return incidents().stream().map(Xsoar::created).toList();
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
        List<JsonNode> all = new ArrayList<>(incidents.all().size());
        incidents.all().forEach(incident -> all.add(incident.full()));
        return all;
    }

    synchronized int incidentCount() {
        return incidents.all().size();
    }

    synchronized List<JsonNode> entries() {
        return entries.all().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    synchronized List<JsonNode> indicators() {
        return indicators.all().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    @Override
    public JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        array(state.putArray("incidents"), incidents());
        array(state.putArray("entries"), entries());
        array(state.putArray("indicators"), indicators());
        return state;
    }

    private static void array(ArrayNode array, List<JsonNode> rows) {
        rows.forEach(array::add);
    }

    @Override
    public synchronized void reset() {
        incidents.clear();
        entries.clear();
        indicators.clear();
        runs.clear();
        lists.clear();
        evidence.clear();
        auth.clear();
    }
}
