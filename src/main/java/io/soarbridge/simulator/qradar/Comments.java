package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.support.Json;
import java.util.List;

/** Notes of incidents and tasks; an answer to a note is within it. */
final class Comments {
    private final IncidentWriter writer;

    Comments(IncidentWriter writer) {
        this.writer = writer;
    }

    void register(OrgRoutes routes) {
        String one = "/incidents/{id}/comments/{comment}";
        routes.get("/incidents/{id}/comments", ask -> Reply.json(200, tree(ask, ofIncident(ask))));
        routes.post("/incidents/{id}/comments", ask -> create(ask, ask.incident(), null));
        routes.post("/incidents/{id}/comments/query", Comments::query);
        routes.get(one, ask -> Reply.json(200, show(ask, need(ask), List.of())));
        routes.put(one, ask -> change(ask, need(ask)));
        routes.delete(one, ask -> delete(ask, need(ask)));
        routes.get("/tasks/{task}/comments", ask -> Reply.json(200, tree(ask, ofTask(ask))));
        routes.post("/tasks/{task}/comments", this::createForTask);
        String ofTask = "/tasks/{task}/comments/{comment}";
        routes.get(ofTask, ask -> Reply.json(200, show(ask, needOfTask(ask), List.of())));
        routes.put(ofTask, ask -> change(ask, needOfTask(ask)));
        routes.delete(ofTask, ask -> delete(ask, needOfTask(ask)));
    }

    private static ObjectNode need(Ask ask) {
        return ask.org().comments.need(ask.incident(), ask.ids().get(1));
    }

    private static ObjectNode needOfTask(Ask ask) {
        String id = ask.ids().get(1);
        return ofTask(ask).stream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> ask.org().comments.absent(id));
    }

    private static List<ObjectNode> ofIncident(Ask ask) {
        return ask.org().comments.of(ask.incident()).stream()
                .filter(one -> one.path("task_id").isNull())
                .toList();
    }

    private static List<ObjectNode> ofTask(Ask ask) {
        long task = ask.org().tasks.need(ask.ids().get(0)).path("id").asLong();
        return ask.org().comments.all().stream()
                .filter(one -> one.path("task_id").asLong() == task)
                .toList();
    }

    private static ArrayNode tree(Ask ask, List<ObjectNode> all) {
        ArrayNode list = Json.mapper().createArrayNode();
        all.stream().filter(one -> one.path("parent_id").isNull()).forEach(one -> list.add(show(ask, one, all)));
        return list;
    }

    private static ObjectNode show(Ask ask, ObjectNode comment, List<ObjectNode> all) {
        ObjectNode shown = comment.deepCopy();
        shown.set("text", ask.form().text(comment.path("text")));
        ArrayNode children = shown.putArray("children");
        all.stream()
                .filter(one ->
                        one.path("parent_id").asLong() == comment.path("id").asLong())
                .forEach(one -> children.add(show(ask, one, all)));
        return shown;
    }

    private Reply create(Ask ask, ObjectNode incident, ObjectNode task) {
        return Reply.json(200, show(ask, add(ask.org(), incident, task, ask.object()), List.of()));
    }

    private Reply createForTask(Ask ask) {
        ObjectNode task = ask.org().tasks.need(ask.ids().get(0));
        return create(ask, ask.org().incidents.need(task.path("inc_id").asText()), task);
    }

    ObjectNode add(Org org, ObjectNode incident, ObjectNode task, JsonNode body) {
        JsonNode text = LongText.read(Artifacts.nullable(body.path("text")), writer.bareFormat());
        if (text.isNull() || text.path("content").asText().isBlank()) {
            throw QradarStatus.fieldRequired("text");
        }
        if (body.hasNonNull("parent_id")) {
            org.comments.need(incident, body.path("parent_id").asText());
        }
        ObjectNode comment = writer.object();
        comment.set("parent_id", Artifacts.nullable(body.path("parent_id")));
        comment.set("text", text);
        comment.put("type", task == null ? "incident" : "task")
                .put("inc_id", incident.path("id").asLong());
        comment.put("inc_name", incident.path("name").asText()).put("inc_owner", Vocabulary.ADMIN);
        comment.set("task_id", task == null ? comment.nullNode() : task.path("id"));
        comment.put("user_id", Vocabulary.ADMIN).put("user_fname", "Ada").put("user_lname", "Admin");
        comment.put("user_name", "Ada Admin").put("create_date", writer.now()).put("modify_date", writer.now());
        comment.put("is_deleted", false);
        for (String name : List.of("actions", "mentioned_users", "playbooks")) {
            comment.putArray(name);
        }
        comment.set("task_name", task == null ? comment.nullNode() : task.path("name"));
        comment.set("task_custom", task == null ? comment.nullNode() : task.path("custom"));
        comment.putNull("task_members").putNull("task_at_id");
        comment.putObject("modify_user")
                .put("id", Vocabulary.ADMIN)
                .put("first_name", "Ada")
                .put("last_name", "Admin");
        comment.putObject("comment_perms").put("update", true).put("delete", true);
        comment.set("modify_principal", incident.path("creator_principal"));
        writer.touchTime(incident);
        return org.comments.add(comment);
    }

    private Reply change(Ask ask, ObjectNode comment) {
        comment.set("text", LongText.read(Artifacts.nullable(ask.object().path("text")), writer.bareFormat()));
        comment.put("modify_date", writer.now());
        return Reply.json(200, show(ask, comment, List.of()));
    }

    private static Reply delete(Ask ask, ObjectNode comment) {
        ask.org().comments.remove(comment);
        return QradarStatus.done();
    }

    private static Reply query(Ask ask) {
        List<ObjectNode> all = ofIncident(ask);
        Query.Columns columns = new Query.Columns() {
            @Override
            public JsonNode value(ObjectNode row, String field) {
                return Artifacts.nullable(row.path(field));
            }

            @Override
            public JsonNode operand(String field, JsonNode written) {
                return written;
            }
        };
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("root_comments", tree(ask, all));
        ArrayNode matches = answer.putArray("incident_comment_match_ids");
        new Query(ask.json(), columns).matches(all).forEach(one -> matches.add(one.path("id")));
        answer.putArray("task_comment_match_ids");
        return Reply.json(200, answer.put("max_results_exceeded", false));
    }
}
