package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Palo Alto Networks Cortex XSOAR 8 (hosted) or 6 (on premises), as far as an integration sees it. Imitates the vendor's API
 * pages read in September 2026 and what clients and users report; {@code docs/systems/cortex-xsoar.md} says which is which.
 * Thread-safe. Close it to free its ports.
 */
public final class CortexXsoarSimulator implements AutoCloseable {
    private final SimulatorServer server;
    private final Xsoar xsoar;

    private CortexXsoarSimulator(SimulatorServer server, Xsoar xsoar) {
        this.server = server;
        this.xsoar = xsoar;
    }

    /** @throws BridgeException {@code simulator/start-failed} when a port cannot be opened */
    public static CortexXsoarSimulator start(CortexXsoarOptions options, InstantSource time) {
        SimulatorClock clock = new SimulatorClock(time, options.clockOffset);
        Xsoar xsoar = new Xsoar(options, clock);
        return new CortexXsoarSimulator(SimulatorServer.start(options.listen(), xsoar, clock), xsoar);
    }

    /** Root of the API without a prefix: {@code http://127.0.0.1:9001}. */
    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /** Root of the admin API; its manual is at {@code /_sim/}. */
    public String adminUrl() {
        return server.adminUrl();
    }

    public int adminPort() {
        return server.adminPort();
    }

    /** PEM file of the certificate to trust, or null without TLS. */
    public Path certificate() {
        String path = server.certificate();
        return path == null ? null : Path.of(path);
    }

    /** All incidents as clients see them, oldest first. */
    public List<JsonNode> incidents() {
        return xsoar.incidents();
    }

    public int incidentCount() {
        return xsoar.incidentCount();
    }

    /** All War Room entries, by investigation. */
    public List<JsonNode> entries() {
        return xsoar.entries();
    }

    public List<JsonNode> indicators() {
        return xsoar.indicators();
    }

    /** The latest requests, oldest first; see {@link CortexXsoarOptions#maxRequests}. */
    public List<RecordedRequest> requests() {
        return server.log().list();
    }

    public Faults faults() {
        return server.faults();
    }

    /** Forgets what clients stored, sessions, requests and faults. */
    public void reset() {
        xsoar.reset();
        server.log().clear();
        server.faults().clear();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The system itself, without a network. One lock guards all of its state. */
    private static final class Xsoar implements SimulatedSystem {
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
            XsoarRoutes routes = new XsoarRoutes();
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
}
