package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks: no single change and no version, the task is written as a whole. */
final class Tasks {
    private static final List<String> NULLS = List.of(
            "at_id",
            "category_id",
            "closed_date",
            "description",
            "due_date",
            "form",
            "instructions",
            "members",
            "owner_id",
            "private",
            "src_name",
            "timeframe_name");
    private static final List<String> EMPTY = List.of("actions", "notes", "playbooks", "task_layout");
    private static final List<String> PERMS = List.of(
            "assign",
            "attach_file",
            "change_header",
            "change_members",
            "close",
            "comment",
            "delete_attachments",
            "read",
            "read_attachments",
            "write");
    private static final List<String> PLAIN = List.of("name", "description", "due_date", "user_notes");
    private static final String LEGACY = "instr_text";

    private final IncidentWriter writer;

    Tasks(IncidentWriter writer) {
        this.writer = writer;
    }

    void register(OrgRoutes routes) {
        routes.get("/incidents/{id}/tasks", Tasks::list);
        routes.get("/incidents/{id}/tasktree", Tasks::list);
        routes.post("/incidents/{id}/tasks", this::create);
        routes.get("/tasks", Tasks::mine);
        routes.put("/tasks/delete", Tasks::deleteMany); // before /tasks/{task}, which would take it
        routes.get("/tasks/{task}", ask -> Reply.json(200, show(ask, need(ask))));
        routes.put("/tasks/{task}", this::replace);
        routes.delete("/tasks/{task}", Tasks::delete);
        routes.get("/tasks/{task}/members", ask -> members(need(ask)));
        routes.put("/tasks/{task}/members", Tasks::setMembers);
        routes.delete("/tasks/{task}/members", Tasks::dropMembers);
        routes.get(
                "/tasks/{task}/instructions_ex",
                ask -> Reply.json(200, ask.form().text(need(ask).path("instructions"))));
    }

    private static ObjectNode need(Ask ask) {
        return ask.org().tasks.need(ask.ids().get(0));
    }

    /** Instructions are an object with a format, and by the older name a text. */
    private static ObjectNode show(Ask ask, ObjectNode task) {
        ObjectNode shown = task.deepCopy();
        Vocabulary words = ask.org().fields.words();
        JsonNode instructions = task.path("instructions");
        shown.put(LEGACY, instructions.isNull() ? null : LongText.rich(instructions));
        if (!ask.form().texts().equals("default")) {
            shown.set("instructions", ask.form().text(instructions));
        }
        shown.set("phase_id", ask.form().handle(words.phases(), task.path("phase_id")));
        shown.put("cat_name", name(words.phases(), task.path("phase_id")));
        JsonNode owner = task.path("owner_id");
        shown.set("owner_id", ask.form().handle(Vocabulary.PRINCIPALS, owner));
        shown.set("inc_owner_id", ask.form().handle(Vocabulary.PRINCIPALS, task.path("inc_owner_id")));
        shown.put(
                "owner_fname",
                owner.isNull()
                        ? null
                        : Catalog.user(owner.asInt()).path("fname").asText(null));
        shown.put(
                "owner_lname",
                owner.isNull()
                        ? null
                        : Catalog.user(owner.asInt()).path("lname").asText(null));
        shown.put("notes_count", of(ask.org().comments, task));
        return shown.put("attachments_count", of(ask.org().attachments, task));
    }

    private static String name(List<Named> all, JsonNode id) {
        return all.stream()
                .filter(one -> one.id() == id.asInt())
                .map(Named::name)
                .findFirst()
                .orElse(null);
    }

    private static int of(Rows rows, ObjectNode task) {
        return (int) rows.all().stream()
                .filter(one -> one.path("task_id").asLong() == task.path("id").asLong())
                .count();
    }

    private static Reply list(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().tasks.of(ask.incident()).forEach(one -> list.add(show(ask, one)));
        return Reply.json(200, list);
    }

    /** Open tasks of the caller, by incident. */
    private static Reply mine(Ask ask) {
        Map<Long, ObjectNode> byIncident = new LinkedHashMap<>();
        for (ObjectNode task : ask.org().tasks.all()) {
            if (task.path("owner_id").asInt() == Vocabulary.ADMIN
                    && task.path("status").asText().equals("O")) {
                ObjectNode group = byIncident.computeIfAbsent(
                        task.path("inc_id").asLong(),
                        id -> Json.mapper()
                                .createObjectNode()
                                .put("inc_id", id)
                                .put("inc_name", task.path("inc_name").asText()));
                group.withArray("tasks").add(show(ask, task));
            }
        }
        ArrayNode list = Json.mapper().createArrayNode();
        byIncident.values().forEach(list::add);
        return Reply.json(200, list);
    }

    private Reply create(Ask ask) {
        ObjectNode incident = ask.incident();
        ObjectNode task = writer.object();
        NULLS.forEach(task::putNull);
        EMPTY.forEach(task::putArray);
        task.put("inc_id", incident.path("id").asLong())
                .put("inc_name", incident.path("name").asText());
        task.put("inc_owner_id", Vocabulary.ADMIN).put("inc_training", false).put("user_notes", "");
        task.put("status", "O").put("required", true).put("custom", true).put("active", true);
        task.put("frozen", false).put("auto_deactivate", true).put("manual_predefined", false);
        task.put("phase_id", ask.org().fields.words().phases().get(0).id()).put("init_date", writer.now());
        task.set("creator_principal", incident.path("creator_principal"));
        task.putObject("regs");
        ObjectNode perms = task.putObject("perms");
        PERMS.forEach(name -> perms.put(name, true));
        fill(ask, task);
        writer.touchTime(incident);
        return Reply.json(200, show(ask, ask.org().tasks.add(task)));
    }

    private void fill(Ask ask, ObjectNode task) {
        ObjectNode body = ask.object();
        if (body.path("name").asText().isBlank()) {
            throw QradarStatus.fieldRequired("name");
        }
        for (String name : PLAIN) {
            if (body.has(name)) {
                task.set(name, body.get(name));
            }
        }
        JsonNode legacy = body.path(LEGACY);
        if (legacy.isContainerNode()) {
            throw QradarStatus.badRequest(); // is a text, whatever its newer name takes
        }
        JsonNode instructions = body.hasNonNull("instructions") ? body.get("instructions") : legacy;
        if (!instructions.isMissingNode()) {
            task.set("instructions", LongText.read(instructions, writer.bareFormat()));
        }
        Fields fields = ask.org().fields;
        for (String name : List.of("phase_id", "owner_id")) {
            if (body.hasNonNull(name)) {
                task.set(name, fields.find(name).handle(body.get(name)));
            }
        }
    }

    /** The server sets and takes away the time of closing; a status that is not told stays. */
    private Reply replace(Ask ask) {
        ObjectNode task = need(ask);
        String before = task.path("status").asText();
        String status = ask.object().path("status").asText(before);
        if (!status.matches("[OC]")) {
            throw QradarStatus.badRequest();
        }
        fill(ask, task);
        if (status.equals("O")) {
            task.putNull("closed_date");
        } else if (before.equals("O")) {
            task.put("closed_date", writer.now());
        }
        task.put("status", status);
        writer.touchTime(ask.org().incidents.need(task.path("inc_id").asText()));
        return QradarStatus.done();
    }

    /** None when everybody of the incident may work on the task. */
    private static Reply members(ObjectNode task) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("members", task.path("members"));
        return Reply.json(200, answer);
    }

    private static Reply setMembers(Ask ask) {
        Field members = ask.org().fields.find("members");
        ObjectNode task = need(ask);
        task.set("members", members.read(Artifacts.nullable(ask.object().path("members")), ""));
        return members(task);
    }

    private static Reply dropMembers(Ask ask) {
        return members(need(ask).putNull("members"));
    }

    private static Reply delete(Ask ask) {
        ask.org().tasks.remove(need(ask));
        return QradarStatus.done();
    }

    private static Reply deleteMany(Ask ask) {
        Rows tasks = ask.org().tasks;
        tasks.needAll(ask.json()).forEach(tasks::remove);
        return QradarStatus.done();
    }
}
