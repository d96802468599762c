package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.util.Set;

/** Comments, which nobody can change or delete; notes; what is marked as evidence. */
final class Notes {
    private static final int MOST_ATTACHMENTS = 10;
    private static final Set<String> TYPES = Set.of("general", "task", "artifact");
    private static final Set<String> FORMATS = Set.of("markdown", "html");
    private static final Set<String> EVIDENCE =
            Set.of("containerattachment", "artifact", "actionrun", "container", "note");

    private final Database database;

    Notes(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.post("/container_comment", request -> many(request, this::comment));
        routes.post("/note", request -> many(request, this::note));
        routes.post("/note/{id}", this::change);
        routes.add("DELETE", "/note/{id}", this::delete, true);
        routes.post("/container_note", this::oldNote);
        routes.post("/evidence", request -> many(request, this::evidence));
        routes.add("DELETE", "/evidence/{id}", request -> remove("evidence", request), true);
    }

    private Reply many(Request request, java.util.function.Function<JsonNode, ObjectNode> one) {
        return request.json().isArray()
                ? Answers.each(request.json(), database.switches(), one)
                : Answers.ok(one.apply(request.json()));
    }

    private ObjectNode comment(JsonNode body) {
        ObjectNode row = Answers.object();
        Input input = new Input(database, body, row);
        row.set("container", input.container("container").get("id"));
        input.require("comment");
        input.texts("comment");
        row.put("user", database.actor()).put("time", database.now());
        return Answers.success(
                database.table("container_comment").insert(row).path("id").asLong());
    }

    private ObjectNode note(JsonNode body) {
        ObjectNode row = Answers.object();
        Input input = new Input(database, body, row);
        row.set("container", input.container().get("id"));
        input.require("note_type");
        if (!body.has("title") || !body.has("content")) {
            throw SplunkFailure.badRequest("Missing required field \"title\" or \"content\"");
        }
        row.put("note_format", "markdown").put("author", database.actor()).put("version", 1);
        fill(input, body, row);
        String now = database.now();
        row.put("create_time", now).put("modified_time", now);
        ObjectNode artifact = database.table("artifact").get(row.get("artifact"));
        if (artifact != null) {
            artifact.put("has_note", true);
        }
        return Answers.success(database.table("note").insert(row).path("id").asLong());
    }

    private void fill(Input input, JsonNode body, ObjectNode row) {
        input.texts("title", "content", "note_type", "note_format")
                .reference("author", "ph_user")
                .reference("task", "workbook_task")
                .reference("artifact", "artifact");
        if (body.hasNonNull("phase")) {
            row.set("phase", body.get("phase"));
        }
        if (!TYPES.contains(row.path("note_type").asText())
                || !FORMATS.contains(row.path("note_format").asText())) {
            throw SplunkFailure.badRequest("\"note_type\" or \"note_format\" has a value that is not known");
        }
        if (body.path("attachments").size() > MOST_ATTACHMENTS) {
            throw SplunkFailure.badRequest("A note takes at most " + MOST_ATTACHMENTS + " attachments");
        }
    }

    private Reply change(Request request) {
        ObjectNode stored = database.table("note").get(request.id());
        if (stored == null) {
            throw SplunkFailure.notFound("Note");
        }
        ObjectNode next = stored.deepCopy();
        fill(new Input(database, request.json(), next), request.json(), next);
        stored.setAll(next);
        stored.put("version", stored.path("version").asInt() + 1).put("modified_time", database.now());
        return Answers.ok(Answers.success(stored.path("id").asLong()));
    }

    private Reply delete(Request request) {
        return remove("note", request);
    }

    /** Deprecated; older clients write here still. */
    private Reply oldNote(Request request) {
        ObjectNode body = request.json().deepCopy();
        body.put("note_type", "general");
        if (body.has("phase_id")) {
            body.set("phase", body.get("phase_id"));
        }
        return Answers.ok(note(body));
    }

    private ObjectNode evidence(JsonNode body) {
        ObjectNode row = Answers.object();
        Input input = new Input(database, body, row);
        row.set("container", input.container().get("id"));
        input.require("object_id", "content_type");
        input.texts("content_type");
        if (!EVIDENCE.contains(row.path("content_type").asText())) {
            throw SplunkFailure.badRequest("\"content_type\" has no value \""
                    + row.path("content_type").asText() + "\"");
        }
        row.put("object_id", body.path("object_id").asLong());
        row.put("added_by", database.actor()).put("added_on", database.now());
        return Answers.success(database.table("evidence").insert(row).path("id").asLong());
    }

    private Reply remove(String table, Request request) {
        ObjectNode stored = database.table(table).get(request.id());
        if (stored == null) {
            throw SplunkFailure.notFound("Record");
        }
        database.table(table).remove(stored.path("id").asLong());
        return Answers.ok(Answers.success());
    }
}
