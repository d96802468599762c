package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.util.List;

/** Tasks: no single change and no version, the whole task is written. */
final class Tasks {
    private static final List<String> NULLS = List.of(
            "due_date",
            "form",
            "user_notes",
            "closed_date",
            "instr_text",
            "at_id",
            "notes",
            "description",
            "auto_task_id",
            "instructions");

    private final IncidentWriter writer;

    Tasks(IncidentWriter writer) {
        this.writer = writer;
    }

    void register(OrgRoutes routes) {
        routes.get("/incidents/{id}/tasks", Tasks::list);
        routes.post("/incidents/{id}/tasks", this::create);
        routes.get("/tasks/{task}", ask -> Reply.json(200, show(ask, need(ask))));
        routes.put("/tasks/{task}", this::replace);
        routes.delete("/tasks/{task}", Tasks::delete);
        routes.get(
                "/tasks/{task}/instructions_ex",
                ask -> Reply.json(200, need(ask).path("instr_text")));
    }

    private static ObjectNode need(Ask ask) {
        return ask.org().tasks.need(ask.ids().get(0));
    }

    private static ObjectNode show(Ask ask, ObjectNode task) {
        ObjectNode shown = task.deepCopy();
        shown.set("instr_text", ask.form().text(task.path("instr_text")));
        shown.set("phase_id", ask.form().handle(ask.org().fields.words().phases(), task.path("phase_id")));
        shown.set("owner_id", ask.form().handle(Vocabulary.PRINCIPALS, task.path("owner_id")));
        return shown;
    }

    private static Reply list(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().tasks.of(ask.incident()).forEach(one -> list.add(show(ask, one)));
        return Reply.json(200, list);
    }

    private Reply create(Ask ask) {
        ObjectNode incident = ask.incident();
        ObjectNode body = ask.object();
        if (body.path("name").asText().isBlank()) {
            throw QradarStatus.fieldRequired("name");
        }
        ObjectNode task = writer.object();
        NULLS.forEach(task::putNull);
        task.put("inc_id", incident.path("id").asLong())
                .put("inc_name", incident.path("name").asText());
        task.put("inc_owner_id", Vocabulary.ADMIN)
                .putNull("owner_id")
                .put("status", "O")
                .put("required", true);
        task.put("custom", true).put("active", true).put("frozen", false).put("cat_name", "Initial");
        task.put("phase_id", ask.org().fields.words().phases().get(0).id()).put("init_date", writer.now());
        task.set("creator_principal", incident.path("creator_principal"));
        task.putArray("members");
        task.putObject("perms").put("read", true).put("write", true).put("close", true);
        fill(ask, task, body);
        writer.touchTime(incident);
        return Reply.json(200, show(ask, ask.org().tasks.add(task)));
    }

    private void fill(Ask ask, ObjectNode task, ObjectNode body) {
        for (String name : List.of("name", "due_date", "required", "members", "user_notes")) {
            if (body.has(name)) {
                task.set(name, body.get(name));
            }
        }
        JsonNode instructions =
                body.has("instr_text") ? body.get("instr_text") : Artifacts.nullable(body.path("instructions"));
        task.set("instr_text", LongText.read(instructions, writer.bareFormat()));
        Fields fields = ask.org().fields;
        for (String name : List.of("phase_id", "owner_id")) {
            if (body.hasNonNull(name)) {
                task.set(name, fields.find(name).handle(body.get(name)));
            }
        }
    }

    /** The server sets and takes away the time of closing. */
    private Reply replace(Ask ask) {
        ObjectNode task = need(ask);
        ObjectNode body = ask.object();
        String status = body.path("status").asText();
        if (body.path("name").asText().isBlank() || !status.matches("[OC]")) {
            throw QradarStatus.badRequest();
        }
        fill(ask, task, body);
        boolean closes = status.equals("C");
        if (closes && !task.path("status").asText().equals("C")) {
            task.put("closed_date", writer.now());
        } else if (!closes) {
            task.putNull("closed_date");
        }
        task.put("status", status);
        writer.touchTime(ask.org().incidents.need(task.path("inc_id").asText()));
        return QradarStatus.done();
    }

    private static Reply delete(Ask ask) {
        ask.org().tasks.remove(need(ask));
        return QradarStatus.done();
    }
}
