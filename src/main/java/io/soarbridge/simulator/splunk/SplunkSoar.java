package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;

/** The system itself, without a network. One lock guards all of its state. */
final class SplunkSoar implements SimulatedSystem {
    /** What clients make; the rest of the tables is planted. */
    private static final List<String> MADE = List.of(
            "container",
            "artifact",
            "container_comment",
            "note",
            "container_attachment",
            "evidence",
            "container_pin",
            "playbook_run",
            "action_run",
            "approval",
            "decided_list",
            "workbook_phase",
            "workbook_task");

    private final Switches switches;
    private final Database database;
    private final Containers containers;
    private final Artifacts artifacts;
    private final Vault vault;
    private final PlaybookRuns playbookRuns;
    private final ActionRuns actionRuns;
    private final Findings findings;
    private final Audit audit;
    private final SplunkAuth auth;
    private final SplunkApi api;

    SplunkSoar(Switches switches, SimulatorClock clock) {
        this.switches = switches;
        this.database = new Database(switches, clock);
        this.vault = new Vault(database);
        this.audit = new Audit(database);
        Approvals approvals = new Approvals(database);
        this.playbookRuns = new PlaybookRuns(database, approvals);
        this.actionRuns = new ActionRuns(database);
        this.auth = new SplunkAuth(database);
        RowView view = new RowView(database, vault);
        ListQuery lists = new ListQuery(database, view);
        Automation automation = new Automation(database, playbookRuns);
        Workbooks workbooks = new Workbooks(database, lists);
        this.artifacts = new Artifacts(database, automation);
        this.containers = new Containers(database, artifacts, workbooks, automation, audit);
        this.findings = new Findings(database, containers::create);
        RouteTable routes = new RouteTable();
        findings.register(routes);
        containers.register(routes);
        artifacts.register(routes);
        workbooks.register(routes);
        audit.register(routes);
        vault.register(routes);
        playbookRuns.register(routes, view);
        actionRuns.register(routes, view, lists);
        approvals.register(routes, lists);
        new Notes(database).register(routes);
        new Pins(database).register(routes);
        new AppCatalog(database).register(routes, lists);
        new Playbooks(database).register(routes);
        new CustomLists(database, view).register(routes);
        new Directory(database).register(routes);
        Indicators indicators = new Indicators(database);
        indicators.register(routes, lists);
        Map<String, Runnable> progress = Map.of(
                "playbook_run", playbookRuns::step,
                "action_run", actionRuns::step,
                "app_run", actionRuns::step,
                "indicator", indicators::gather);
        new Records(database, lists, view, progress).register(routes);
        this.api = new SplunkApi(switches, auth, routes);
    }

    @Override
    public synchronized Reply answer(Call call) {
        return api.answer(call);
    }

    @Override
    public Reply failure(Fault.Kind kind, int status) {
        return switch (kind) {
            case UNAUTHORIZED -> json(401, "Invalid automation token");
            case CONFLICT -> json(400, switches.text("duplicate-message"));
            case TOO_LARGE -> Answers.page(413, "Request Entity Too Large");
            case HTML -> Answers.page(200, "simulated fault");
            default ->
                status >= 502 && status <= 504 && switches.on("gateway-html")
                        ? Answers.page(status, "simulated fault")
                        : json(status, "simulated fault");
        };
    }

    private static Reply json(int status, String message) {
        return Reply.bytes(status, "application/json", Json.bytes(SplunkFailure.body(message)));
    }

    @Override
    public synchronized JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        for (String table : MADE) {
            var rows = state.putArray(table);
            database.table(table).all().forEach(row -> rows.add(row.deepCopy()));
        }
        return state;
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("token", switches.text("token"));
    }

    @Override
    public synchronized List<RunningSimulator.Created> created() {
        return database.table("container").all().stream()
                .map(SplunkSoar::created)
                .toList();
    }

    private static RunningSimulator.Created created(JsonNode container) {
        JsonNode key = container.path("source_data_identifier");
        return new RunningSimulator.Created(
                key.isTextual()
                        ? key.asText()
                        : "without a key, id " + container.path("id").asText(),
                Times.read(container.path("create_time").asText()));
    }

    @Override
    public synchronized void reset() {
        database.clear();
        containers.clear();
        artifacts.clear();
        vault.clear();
        playbookRuns.clear();
        actionRuns.clear();
        findings.clear();
        audit.clear();
        auth.clear();
    }
}
