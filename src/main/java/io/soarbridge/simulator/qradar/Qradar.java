package io.soarbridge.simulator.qradar;

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
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system itself, without a network. One lock guards all of its state. */
final class Qradar implements SimulatedSystem {
    private static final Pattern MARK = Pattern.compile("\\nKey: (\"(?:[^\"\\\\]|\\\\.)*\")");

    private final Switches set;
    private final Map<Integer, Org> orgs = new LinkedHashMap<>();
    private final QradarAuth auth;
    private final IncidentPatches patches;
    private final QradarApi api;

    Qradar(Switches set, SimulatorClock clock) {
        this.set = set;
        int id = Org.FIRST;
        for (String name : set.words("orgs")) {
            orgs.put(id, new Org(id, name, set));
            id++;
        }
        this.auth = new QradarAuth(set, clock);
        IncidentWriter writer = new IncidentWriter(set, clock);
        this.patches = new IncidentPatches(set, writer);
        this.api = new QradarApi(auth, routes(writer), orgs.values());
    }

    private RouteTable routes(IncidentWriter writer) {
        RouteTable table = new RouteTable();
        OrgRoutes routes = new OrgRoutes(table, orgs);
        Attachments attachments = new Attachments(set, writer);
        Artifacts artifacts = new Artifacts(set, writer, attachments);
        Comments comments = new Comments(writer);
        IncidentQueries queries = new IncidentQueries(set);
        Catalog catalog = new Catalog(set);
        patches.register(routes); // before /incidents/{id}, which would take /incidents/patch
        new Incidents(set, writer, artifacts, comments).register(routes);
        queries.register(routes);
        artifacts.register(routes);
        attachments.register(routes);
        comments.register(routes);
        new Tasks(writer).register(routes);
        new Records(set, writer).register(routes);
        catalog.register(routes);
        new Types(set).register(routes);
        new Story().register(routes);
        new GlobalArtifacts(set.number("max-page-size")).register(routes);
        catalog.registerGlobal(table, orgs.values());
        queries.registerGlobal(table, orgs);
        return table;
    }

    @Override
    public synchronized Reply answer(Call call) {
        return api.answer(call);
    }

    @Override
    public Reply failure(Fault.Kind kind, int status) {
        return switch (kind) {
            case UNAUTHORIZED -> QradarAuth.unauthorized();
            case CONFLICT -> QradarStatus.error(409, "Conflict (simulated fault)");
            case TOO_LARGE -> QradarStatus.error(400, "The result is too large (simulated fault)");
            case HTML -> Reply.html(200, QradarStatus.PAGE);
            default -> QradarStatus.error(status, "simulated fault");
        };
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-key-id", set.text("api-key-id"), "api-key", set.text("api-key"));
    }

    @Override
    public synchronized List<RunningSimulator.Created> created() {
        List<RunningSimulator.Created> all = new ArrayList<>();
        for (Org org : orgs.values()) {
            org.incidents
                    .all()
                    .forEach(one -> all.add(new RunningSimulator.Created(
                            key(one),
                            Instant.ofEpochMilli(one.path("create_date").asLong()))));
        }
        return all;
    }

    private String key(ObjectNode incident) {
        String field = set.text("external-key-field");
        JsonNode key = incident.path("properties").path(field.isEmpty() ? " " : field);
        if (key.isTextual()) {
            return key.asText();
        }
        Matcher mark = MARK.matcher(incident.path("description").path("content").asText());
        try {
            return mark.find()
                    ? Json.read(mark.group(1)).asText()
                    : "without a key, id " + incident.path("id").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return "with a broken key, id " + incident.path("id").asText();
        }
    }

    @Override
    public synchronized JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        for (String kind :
                List.of("incidents", "artifacts", "comments", "tasks", "attachments", "milestones", "rows")) {
            state.putArray(kind);
        }
        for (Org org : orgs.values()) {
            put(state.withArray("incidents"), org.incidents);
            put(state.withArray("artifacts"), org.artifacts);
            put(state.withArray("comments"), org.comments);
            put(state.withArray("tasks"), org.tasks);
            put(state.withArray("attachments"), org.attachments);
            put(state.withArray("milestones"), org.milestones);
            put(state.withArray("rows"), org.tableRows);
        }
        return state;
    }

    private static void put(ArrayNode array, Rows rows) {
        rows.all().forEach(one -> array.add(one.deepCopy()));
    }

    @Override
    public synchronized void reset() {
        orgs.values().forEach(Org::clear);
        auth.clear();
        patches.clear();
    }
}
