package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.List;

/** Cases: a container that was promoted gets the phases and tasks of a template. */
final class Workbooks {
    private static final int DONE = 2;
    private static final int IN_PROGRESS = 1;

    private final Database database;
    private final ListQuery lists;

    Workbooks(Database database, ListQuery lists) {
        this.database = database;
        this.lists = lists;
    }

    void register(RouteTable routes) {
        routes.post("/workbook_phase", this::phase);
        routes.post("/workbook_task", this::task);
        routes.post("/workbook_task/{id}", this::taskStatus);
        routes.get("/container/{id}/phases", this::phases);
    }

    /** @throws SplunkFailure when it names a template that there is not */
    void check(JsonNode body) {
        template(body);
    }

    /** Does nothing unless the body names a template. */
    void promote(ObjectNode container, JsonNode body) {
        ObjectNode template = template(body);
        if (template == null || !container.path("container_type").asText().equals("case")) {
            return;
        }
        long id = container.path("id").asLong();
        if (!database.table("workbook_phase").where("container", id).isEmpty()) {
            return;
        }
        int order = 1;
        for (String name : List.of("Detection", "Analysis", "Recovery")) {
            ObjectNode phase = addPhase(id, name, order++);
            addTask(phase, name + " checklist", 1);
        }
        container.set(
                "current_phase_id",
                database.table("workbook_phase").where("container", id).get(0).get("id"));
    }

    private ObjectNode template(JsonNode body) {
        String key = database.switches().choice("template-key", "both", "template_id", "template");
        JsonNode wanted = key.equals("both")
                ? body.has("template_id") ? body.get("template_id") : body.get("template")
                : body.get(key);
        if (wanted == null || wanted.isNull()) {
            return null;
        }
        ObjectNode template = database.table("workbook_template").get(wanted);
        if (template == null) {
            throw SplunkFailure.badRequest("Workbook template not found");
        }
        return template;
    }

    private ObjectNode addPhase(long container, String name, int order) {
        ObjectNode phase = Answers.object();
        phase.put("container", container).put("name", name).put("order", order).put("status", 0);
        return database.table("workbook_phase").insert(phase);
    }

    private ObjectNode addTask(ObjectNode phase, String name, int order) {
        ObjectNode task = Answers.object();
        task.set("phase", phase.get("id"));
        task.set("container", phase.get("container"));
        task.put("name", name).put("order", order).put("status", 0).put("is_note_required", false);
        return database.table("workbook_task").insert(task);
    }

    private Reply phase(Request request) {
        Input input = new Input(database, request.json(), Answers.object());
        ObjectNode container = input.container();
        input.require("name");
        ObjectNode phase = addPhase(
                container.path("id").asLong(),
                request.json().path("name").asText(),
                request.json().path("order").asInt(1));
        return Answers.ok(Answers.success(phase.path("id").asLong()));
    }

    private Reply task(Request request) {
        ObjectNode phase = database.table("workbook_phase").get(request.json().get("phase_id"));
        if (phase == null) {
            throw SplunkFailure.badRequest("\"phase_id\" Not found");
        }
        ObjectNode task = addTask(
                phase,
                request.json().path("name").asText(),
                request.json().path("order").asInt(1));
        return Answers.ok(Answers.success(task.path("id").asLong()));
    }

    /** From 0 to 2, from 2 to 1, which asks for a note in the same call. */
    private Reply taskStatus(Request request) {
        ObjectNode task = database.table("workbook_task").get(request.id());
        if (task == null) {
            throw SplunkFailure.notFound("Task");
        }
        JsonNode status = request.json().get("status");
        if (status != null) {
            int from = task.path("status").asInt();
            int to = status.asInt(-1);
            if (!(from == 0 && to == DONE || from == DONE && to == IN_PROGRESS)) {
                throw SplunkFailure.badRequest("Invalid status transition");
            }
            if (to == IN_PROGRESS && request.json().path("note").asText().isBlank()) {
                throw SplunkFailure.badRequest("Closing note content is required");
            }
            task.put("status", to);
        }
        return Answers.ok(Answers.success(task.path("id").asLong()));
    }

    private Reply phases(Request request) {
        ObjectNode container = database.table("container").get(request.id());
        if (container == null) {
            throw SplunkFailure.notFound("Container");
        }
        Table phases = database.table("workbook_phase");
        ObjectNode envelope = lists.envelope(
                phases,
                phases.where("container", container.path("id").asLong()),
                request.call().query());
        envelope.path("data").forEach(phase -> {
            ArrayNode tasks = Json.mapper().createArrayNode();
            database.table("workbook_task")
                    .where("phase", phase.path("id").asLong())
                    .forEach(tasks::add);
            ((ObjectNode) phase).set("tasks", tasks);
        });
        return Answers.ok(envelope);
    }
}
