package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Match;
import java.util.ArrayList;
import java.util.List;

/** What one tenant stores, and the routes to it. Not thread-safe: the simulator's lock guards it. */
final class XsoarTenant {
    private final IncidentStore incidents;
    private final EntryStore entries;
    private final IndicatorStore indicators;
    private final PlaybookRuns runs;
    private final XsoarLists lists;
    private final XsoarEvidence evidence;
    private final XsoarContexts contexts = new XsoarContexts();
    private final XsoarContent content;
    private final XsoarTypes types = new XsoarTypes();
    private final XsoarSettings settings = new XsoarSettings();
    private final XsoarAutomations automations;
    private final XsoarDocuments documents = new XsoarDocuments();
    private final RouteTable routes = new RouteTable();

    /** @param account name of the tenant, "" for the main one */
    XsoarTenant(XsoarServer server, String account, XsoarAccess access) {
        CortexXsoarOptions options = server.options();
        runs = new PlaybookRuns(server.quirks().investigationLag);
        content = new XsoarContent(runs);
        automations = new XsoarAutomations(server);
        IncidentShape shape = new IncidentShape(server.isVersion8(), server.quirks().strictTypes);
        incidents = new IncidentStore(shape, server.clock(), options.searchLag);
        entries = new EntryStore(server.clock());
        indicators = new IndicatorStore(server.clock(), options.exclusionList, server.quirks().sameIndicator);
        lists = new XsoarLists(server);
        evidence = new XsoarEvidence(server.clock(), entries, server.auth());
        XsoarInvestigations investigations = new XsoarInvestigations(server, incidents, entries, runs);
        XsoarIncidents single = new XsoarIncidents(server, incidents, investigations, account);
        XsoarSearches searches = new XsoarSearches(server, incidents, indicators, evidence);
        single.register(routes);
        searches.register(routes);
        new XsoarBatches(incidents, single, searches, server.auth()).register(routes);
        new XsoarCommands(server, entries, contexts, investigations).register(routes);
        new XsoarEntries(server, entries, investigations).register(routes);
        new XsoarInvestigationSearch(server, incidents, investigations).register(routes);
        new XsoarAttachments(server, incidents, entries, investigations).register(routes);
        new XsoarIndicators(server, indicators).register(routes);
        new XsoarPlaybooks(server.clock(), incidents, investigations, runs).register(routes);
        new XsoarMetadata(options, server.auth()).register(routes);
        lists.register(routes);
        evidence.register(routes);
        content.register(routes);
        types.register(routes);
        settings.register(routes);
        automations.register(routes);
        documents.register(routes);
        access.register(routes);
    }

    /** What answers that, or null. */
    Match find(String method, String path) {
        return routes.find(method, path);
    }

    boolean isKnown(String path) {
        return routes.isKnown(path);
    }

    List<JsonNode> incidents() {
        List<JsonNode> all = new ArrayList<>(incidents.all().size());
        incidents.all().forEach(incident -> all.add(incident.full()));
        return all;
    }

    int incidentCount() {
        return incidents.all().size();
    }

    List<JsonNode> entries() {
        return entries.all().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    List<JsonNode> indicators() {
        return indicators.all().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    List<JsonNode> lists() {
        return lists.rows().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    List<JsonNode> playbookRuns() {
        return runs.all().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }

    void clear() {
        incidents.clear();
        entries.clear();
        indicators.clear();
        runs.clear();
        lists.clear();
        evidence.clear();
        contexts.clear();
        content.clear();
        types.clear();
        settings.clear();
        automations.clear();
        documents.clear();
    }
}
