package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import io.vertx.core.MultiMap;
import java.util.List;

/** {@code /rest/playbook_run}: start, ask, cancel. A playbook named "fails", "never ends" or "asks" does so. */
final class PlaybookRuns {
    private final Database database;
    private final Approvals approvals;
    private final RunProgress progress;

    PlaybookRuns(Database database, Approvals approvals) {
        this.database = database;
        this.approvals = approvals;
        this.progress = new RunProgress(database.switches().number("run-polls"));
    }

    void register(RouteTable routes, RowView view) {
        routes.post("/playbook_run", this::post);
        routes.get("/playbook_run/{id}", request -> read(request, view));
        routes.post("/playbook_run/{id}", this::change);
        routes.get("/playbook_run/{id}/actions", request -> nothing());
        routes.get("/playbook_run/{id}/block_results", request -> nothing());
        routes.get("/playbook_run/{id}/log", this::log);
        routes.get("/playbook_run_log", request -> {
            throw SplunkFailure.of(403, "Not allowed");
        });
    }

    void clear() {
        progress.clear();
    }

    private Reply post(Request request) {
        JsonNode body = request.json();
        Input input = new Input(database, body, Answers.object());
        input.require("container_id", "playbook_id");
        ObjectNode playbook = playbook(body.get("playbook_id"));
        ObjectNode container = input.container();
        if (!input.flag("run", false)) {
            throw SplunkFailure.badRequest("Nothing to do: \"run\" is not true");
        }
        JsonNode scope = body.path("scope");
        if (!scope.isMissingNode() && !scope.isArray() && !List.of("all", "new").contains(scope.asText())) {
            throw SplunkFailure.badRequest("Invalid scope \"" + scope.asText() + "\"");
        }
        ObjectNode run = start(playbook, container, inputs(body.path("inputs")));
        ObjectNode misc = run.putObject("misc");
        misc.set("scope", scope.isMissingNode() ? misc.textNode("new") : scope);
        misc.putArray("scope_artifact_ids");
        ObjectNode answer = Answers.object();
        answer.put("playbook_run_id", run.path("id").asText()).put("received", true);
        return Answers.ok(answer);
    }

    ObjectNode start(ObjectNode playbook, ObjectNode container, JsonNode inputs) {
        String now = database.now();
        ObjectNode run = Answers.object();
        run.put("version", 1).put("status", "pending").put("message", "{}").put("cancelled", "");
        run.set("playbook", playbook.get("id"));
        run.set("container", container.get("id"));
        run.put("owner", database.actor()).put("effective_user", database.actor());
        run.put("start_time", now)
                .put("update_time", now)
                .put("test_mode", false)
                .put("log_level", 1);
        run.put("ip_address", "10.0.0.9").put("last_artifact", 0);
        run.set("inputs", inputs);
        run.putObject("outputs");
        ObjectNode stored = database.table("playbook_run").insert(run);
        if (playbook.path("name").asText().contains("asks")) {
            approvals.ask(stored, "prompt_1");
        }
        return stored;
    }

    /** By number, or by repository and name. */
    private ObjectNode playbook(JsonNode wanted) {
        ObjectNode found = database.table("playbook").get(wanted);
        String text = wanted.asText();
        if (found == null && text.indexOf('/') > 0) {
            ObjectNode scm = database.table("scm").named(text.substring(0, text.indexOf('/')));
            String name = text.substring(text.indexOf('/') + 1);
            found = scm == null
                    ? null
                    : database.table("playbook")
                            .first(row ->
                                    row.path("scm").asLong() == scm.path("id").asLong()
                                            && row.path("name").asText().equals(name));
        }
        if (found == null) {
            throw SplunkFailure.of(404, "Playbook \"" + text + "\" not found");
        }
        return found;
    }

    private JsonNode inputs(JsonNode sent) {
        String form = database.switches().choice("inputs", "both", "object", "text");
        if (sent.isMissingNode() || sent.isNull()) {
            return Answers.object();
        }
        if (sent.isObject() && !form.equals("text")) {
            return sent.deepCopy();
        }
        try {
            JsonNode read = sent.isTextual() && !form.equals("object") ? Json.read(sent.asText()) : null;
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw SplunkFailure.badRequest("\"inputs\" is no JSON");
        }
        throw SplunkFailure.badRequest("\"inputs\" has the wrong type");
    }

    private Reply read(Request request, RowView view) {
        ObjectNode run = existing(request.id());
        step(run);
        return Answers.ok(
                view.of(database.table("playbook_run"), run, request.call().query()));
    }

    /** Who lists runs sees them go on as well. */
    void step() {
        database.table("playbook_run").all().forEach(this::step);
    }

    private void step(ObjectNode run) {
        String name = database.table("playbook")
                .get(run.path("playbook").asLong())
                .path("name")
                .asText();
        if (progress.isDue(run) && !name.contains("never_ends") && !approvals.isOpen(run)) {
            boolean fails = name.contains("fails");
            end(run, fails ? "failed" : "success", fails ? "block 'decision_1' failed" : "ok");
        }
    }

    /** The message is a text that holds JSON. */
    private void end(ObjectNode run, String status, String message) {
        run.put("status", status).put("update_time", database.now());
        run.put("message", Answers.object().put("message", message).toString());
    }

    private Reply change(Request request) {
        ObjectNode run = existing(request.id());
        if (request.json().path("cancel").asBoolean() && !RunProgress.hasEnded(run)) {
            end(run, "cancelled", "cancelled by user");
            run.put("cancelled", "cancelled by user");
        }
        return Answers.ok(Answers.success(run.path("id").asLong()));
    }

    private Reply log(Request request) {
        ObjectNode run = existing(request.id());
        MultiMap query = request.call().query();
        ObjectNode envelope = Answers.object().put("count", 1).put("num_pages", 1);
        ListQuery.number(query, "page_size", 10);
        envelope.putArray("data")
                .addObject()
                .put("time", run.path("start_time").asText())
                .put("message", "playbook started")
                .put("message_type", 1);
        return Answers.ok(envelope);
    }

    private static Reply nothing() {
        ObjectNode envelope = Answers.object().put("count", 0).put("num_pages", 0);
        envelope.putArray("data");
        return Answers.ok(envelope);
    }

    private ObjectNode existing(String id) {
        ObjectNode run = database.table("playbook_run").get(id);
        if (run == null) {
            throw SplunkFailure.notFound("Playbook run");
        }
        return run;
    }
}
