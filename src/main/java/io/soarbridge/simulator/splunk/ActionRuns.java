package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;

/** {@code /rest/action_run} and the runs of apps below it. */
final class ActionRuns {
    private final Database database;
    private final RunProgress progress;

    ActionRuns(Database database) {
        this.database = database;
        this.progress = new RunProgress(database.switches().number("run-polls"));
    }

    void register(RouteTable routes, RowView view, ListQuery lists) {
        routes.post("/action_run", this::post);
        routes.get("/action_run/{id}", request -> read(request, view));
        routes.post("/action_run/{id}", this::change);
        routes.get("/action_run/{id}/app_runs", request -> {
            Table runs = database.table("app_run");
            long id = existing(request.id()).path("id").asLong();
            return Answers.ok(lists.envelope(
                    runs, runs.where("action_run", id), request.call().query()));
        });
    }

    void clear() {
        progress.clear();
    }

    private Reply post(Request request) {
        JsonNode body = request.json();
        Input input = new Input(database, body, Answers.object());
        input.require("action", "container_id", "name", "targets");
        ObjectNode container = input.container();
        String now = database.now();
        ObjectNode run = Answers.object();
        input = new Input(database, body, run).texts("action", "name", "type").arrays("targets");
        run.put("version", 1).put("status", "pending").put("message", "").put("cancelled", "");
        run.set("container", container.get("id"));
        run.put("creator", database.actor()).put("owner", database.actor());
        run.put("create_time", now).put("update_time", now).put("exec_delay_secs", 0);
        ObjectNode stored = database.table("action_run").insert(run);
        ObjectNode answer = Answers.success();
        answer.set("action_run_id", stored.get("id"));
        return Answers.ok(answer.put("message", "Action run received"));
    }

    private Reply read(Request request, RowView view) {
        ObjectNode run = existing(request.id());
        step(run);
        return Answers.ok(
                view.of(database.table("action_run"), run, request.call().query()));
    }

    /** Who lists runs sees them go on as well. */
    void step() {
        database.table("action_run").all().forEach(this::step);
    }

    /** A question to a person ends when it is answered. */
    private void step(ObjectNode run) {
        if (!run.path("type").asText().equals("manual") && progress.isDue(run)) {
            end(run);
        }
    }

    /** An app id that is no integer is noticed only here; an asset that is not there fails below an action that succeeded. */
    private void end(ObjectNode run) {
        String now = database.now();
        run.put("update_time", now).put("close_time", now);
        for (JsonNode target : run.path("targets")) {
            if (!target.path("app_id").isIntegralNumber()) {
                run.put("status", "failed").put("message", "app_id has invalid format");
                return;
            }
        }
        run.put("status", "success").put("message", "1 action succeeded");
        for (JsonNode target : run.path("targets")) {
            target.path("assets").forEach(asset -> appRun(run, target, asset.asText()));
        }
    }

    private void appRun(ObjectNode run, JsonNode target, String assetName) {
        ObjectNode app = database.table("app").get(target.path("app_id").asLong());
        ObjectNode asset = database.table("asset").named(assetName);
        boolean good = app != null && asset != null;
        ObjectNode row = Answers.object();
        row.set("action", run.get("action"));
        row.set("action_run", run.get("id"));
        row.set("container", run.get("container"));
        row.set("app", target.get("app_id"));
        row.put("app_name", app == null ? "" : app.path("name").asText());
        row.set("asset", asset == null ? row.nullNode() : asset.get("id"));
        row.put("status", good ? "success" : "failed");
        row.put("message", good ? "done" : "Asset \"" + assetName + "\" not found");
        row.set("start_time", run.get("create_time"));
        row.set("end_time", run.get("close_time"));
        row.put("exception_occured", false)
                .put("effective_user", database.actor())
                .put("version", 1);
        if (good) {
            ObjectNode result = row.putArray("result_data").addObject();
            result.set("parameter", target.path("parameters").path(0));
            result.put("status", "success").put("message", "done").putArray("data");
        }
        database.table("app_run").insert(row);
    }

    private Reply change(Request request) {
        ObjectNode run = existing(request.id());
        if (request.json().path("cancel").asBoolean() && !RunProgress.hasEnded(run)) {
            run.put("status", "cancelled").put("cancelled", "cancelled by user");
            run.put("update_time", database.now());
        }
        return Answers.ok(Answers.success(run.path("id").asLong()));
    }

    private ObjectNode existing(String id) {
        ObjectNode run = database.table("action_run").get(id);
        if (run == null) {
            throw SplunkFailure.notFound("Action run");
        }
        return run;
    }
}
