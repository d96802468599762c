package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.simulator.Upload;
import io.soarbridge.support.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of incidents and tasks. */
final class Attachments {
    private static final int MOST_BYTES = 25 * 1024 * 1024;

    private final IncidentWriter writer;
    private final boolean answersList;

    Attachments(Switches set, IncidentWriter writer) {
        this.writer = writer;
        this.answersList = set.choice("attachment-answer", "object", "list").equals("list");
    }

    void register(OrgRoutes routes) {
        String one = "/incidents/{id}/attachments/{attachment}";
        routes.get(
                "/incidents/{id}/attachments",
                ask -> list(ask, ask.org().attachments.of(ask.incident())));
        routes.post("/incidents/{id}/attachments", ask -> create(ask, ask.incident(), null));
        routes.post(
                "/incidents/{id}/attachments/query",
                ask -> list(ask, ask.org().attachments.of(ask.incident())));
        routes.get(one, ask -> Reply.json(200, need(ask)));
        routes.get(one + "/contents", ask -> contents(ask.org(), need(ask)));
        routes.delete(one, Attachments::delete);
        routes.get("/tasks/{task}/attachments", ask -> list(ask, ofTask(ask)));
        routes.post("/tasks/{task}/attachments", this::createForTask);
        String ofTask = "/tasks/{task}/attachments/{attachment}";
        routes.get(ofTask, ask -> Reply.json(200, needOfTask(ask)));
        routes.get(ofTask + "/contents", ask -> contents(ask.org(), needOfTask(ask)));
    }

    private static ObjectNode need(Ask ask) {
        return ask.org().attachments.need(ask.incident(), ask.ids().get(1));
    }

    private static ObjectNode needOfTask(Ask ask) {
        ObjectNode task = ask.org().tasks.need(ask.ids().get(0));
        String id = ask.ids().get(1);
        ObjectNode attachment = ask.org().attachments.need(id);
        if (attachment.path("task_id").asLong() != task.path("id").asLong()) {
            throw ask.org().attachments.absent(id);
        }
        return attachment;
    }

    private static List<ObjectNode> ofTask(Ask ask) {
        ObjectNode task = ask.org().tasks.need(ask.ids().get(0));
        return ask.org().attachments.all().stream()
                .filter(one -> one.path("task_id").asLong() == task.path("id").asLong())
                .toList();
    }

    private static Reply list(Ask ask, List<ObjectNode> rows) {
        ArrayNode list = Json.mapper().createArrayNode();
        rows.stream()
                .filter(one ->
                        ask.ids().size() > 1 || !one.path("type").asText().equals("artifact"))
                .forEach(list::add);
        return Reply.json(200, list);
    }

    private Reply createForTask(Ask ask) {
        ObjectNode task = ask.org().tasks.need(ask.ids().get(0));
        return create(ask, ask.org().incidents.need(task.path("inc_id").asText()), task);
    }

    private Reply create(Ask ask, ObjectNode incident, ObjectNode task) {
        Upload file = ask.call().upload("file").orElseThrow(QradarStatus::badRequest);
        ObjectNode made = add(ask.org(), incident, task, file);
        made.put("type", task == null ? "incident" : "task");
        made.put("description", ask.call().formText("description", null));
        return Reply.json(200, answersList ? Json.mapper().createArrayNode().add(made) : made);
    }

    ObjectNode add(Org org, ObjectNode incident, ObjectNode task, Upload file) {
        if (file.content().length > MOST_BYTES) {
            throw QradarStatus.failure(400, "The file is larger than 25 MB.");
        }
        ObjectNode attachment = writer.object();
        attachment.put("name", file.fileName()).put("content_type", file.contentType());
        attachment
                .put("size", file.content().length)
                .put("created", writer.now())
                .put("creator_id", Vocabulary.ADMIN);
        attachment
                .put("inc_id", incident.path("id").asLong())
                .put("inc_name", incident.path("name").asText());
        attachment.put("inc_owner", Vocabulary.ADMIN).putNull("description").putNull("task_name");
        attachment.set("task_id", task == null ? attachment.nullNode() : task.path("id"));
        attachment
                .put("type", "artifact")
                .put("reconciliation_status", "matched")
                .put("vers", 1);
        ObjectNode added = org.attachments.add(attachment);
        added.put("uuid", Ids.uuid("attachment" + added.path("id")));
        org.files.put(added.path("id").asLong(), file.content());
        writer.touchTime(incident);
        return added;
    }

    static Reply contents(Org org, JsonNode attachment) {
        String name = attachment.path("name").asText();
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
        return Reply.bytes(
                        200,
                        attachment.path("content_type").asText(),
                        org.files.getOrDefault(attachment.path("id").asLong(), new byte[0]))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, encoded));
    }

    private static Reply delete(Ask ask) {
        ObjectNode attachment = need(ask);
        ask.org().files.remove(attachment.path("id").asLong());
        ask.org().attachments.remove(attachment);
        return QradarStatus.done();
    }
}
