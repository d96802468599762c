package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.simulator.Upload;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;

/** Artifacts of incidents, with and without a file. */
final class Artifacts {
    private static final int MOST = 500;

    private final IncidentWriter writer;
    private final Attachments attachments;
    private final boolean answersList;
    private final boolean splits;
    private final boolean reuses;
    private final boolean creator;

    Artifacts(Switches set, IncidentWriter writer, Attachments attachments) {
        this.writer = writer;
        this.attachments = attachments;
        this.answersList = set.choice("artifact-answer", "list", "object").equals("list");
        this.splits = set.on("artifact-split");
        this.reuses = set.choice("artifact-duplicates", "allow", "reuse").equals("reuse");
        this.creator = set.on("artifact-creator");
    }

    void register(OrgRoutes routes) {
        String one = "/incidents/{id}/artifacts/{artifact}";
        routes.get("/incidents/{id}/artifacts", this::list);
        routes.post("/incidents/{id}/artifacts", this::create);
        routes.post("/incidents/{id}/artifacts/files", this::createFile);
        routes.post("/incidents/{id}/artifacts/query_paged", this::query);
        routes.get(one, ask -> shown(ask, need(ask)));
        routes.put(one, this::change);
        routes.delete(one, this::delete);
        routes.get(one + "/contents", this::contents);
        routes.post(one + "/hits", this::hit);
        routes.get(
                "/artifacts/{artifact}",
                ask -> shown(ask, ask.org().artifacts.need(ask.ids().get(0))));
    }

    private static ObjectNode need(Ask ask) {
        return ask.org().artifacts.need(ask.incident(), ask.ids().get(1));
    }

    /** @throws QradarFailure 400 when it cannot be made */
    Named type(Org org, JsonNode body) {
        if (body.path("value").asText().isEmpty() && !body.path("value").isTextual()) {
            throw QradarStatus.fieldRequired("value");
        }
        return org.fields.words().artifactType(body.path("type"));
    }

    List<ObjectNode> add(Org org, ObjectNode incident, JsonNode body) {
        Named type = type(org, body);
        List<ObjectNode> made = new ArrayList<>();
        for (String value : values(org, type, body.path("value").asText())) {
            ObjectNode known = reuses ? known(org, incident, type, value) : null;
            made.add(known == null ? add(org, incident, body, value) : known);
        }
        writer.touchTime(incident);
        return made;
    }

    private List<String> values(Org org, Named type, String value) {
        if (!splits || !org.fields.words().isSplit(type)) {
            return List.of(value);
        }
        String between = type.name().equals("URL") ? "\\s+" : "[\\s,;]+";
        List<String> all = new ArrayList<>(List.of(value.strip().split(between)));
        all.removeIf(String::isEmpty);
        return all.isEmpty() ? List.of(value) : all;
    }

    private static ObjectNode known(Org org, ObjectNode incident, Named type, String value) {
        return org.artifacts.of(incident).stream()
                .filter(one -> one.path("type").asInt() == type.id()
                        && one.path("value").asText().equals(value))
                .findFirst()
                .orElse(null);
    }

    private ObjectNode add(Org org, ObjectNode incident, JsonNode body, String value) {
        if (org.artifacts.of(incident).size() >= MOST) {
            throw QradarStatus.failure(
                    400, "The incident already has the maximum number of artifacts (%d).".formatted(MOST));
        }
        ObjectNode artifact = writer.object();
        artifact.put("type", type(org, body).id()).put("value", value);
        artifact.set("description", LongText.read(nullable(body.path("description")), writer.bareFormat()));
        artifact.put("inc_id", incident.path("id").asLong())
                .put("inc_name", incident.path("name").asText());
        artifact.put("inc_owner", Vocabulary.ADMIN)
                .put("created", writer.now())
                .put("last_modified_time", writer.now());
        artifact.put("relating", body.path("relating").asBoolean(true))
                .putNull("attachment")
                .putNull("parent_id");
        artifact.putNull("hash").putArray("hits");
        artifact.putArray("pending_sources");
        artifact.set("properties", body.path("properties").isArray() ? body.path("properties") : artifact.arrayNode());
        artifact.putObject("ip").put("source", false).put("destination", false);
        artifact.putObject("perms").put("read", true).put("write", true).put("delete", true);
        artifact.set("creator_principal", incident.path("creator_principal"));
        artifact.set("last_modified_by", incident.path("creator_principal"));
        for (String name : List.of("actions", "playbooks", "tags")) {
            artifact.putArray(name);
        }
        if (creator) {
            artifact.putObject("creator")
                    .put("id", Vocabulary.ADMIN)
                    .put("fname", "Ada")
                    .put("lname", "Admin");
        }
        return org.artifacts.add(artifact);
    }

    static JsonNode nullable(JsonNode value) {
        return value.isMissingNode() ? com.fasterxml.jackson.databind.node.NullNode.instance : value;
    }

    static ObjectNode show(Ask ask, ObjectNode artifact) {
        ObjectNode shown = artifact.deepCopy();
        shown.set(
                "type",
                ask.form()
                        .handle(
                                ask.org().fields.words().artifactTypes(),
                                IntNode.valueOf(artifact.path("type").asInt())));
        shown.set("inc_owner", ask.form().handle(Vocabulary.PRINCIPALS, artifact.path("inc_owner")));
        shown.set("description", ask.form().text(artifact.path("description")));
        GlobalArtifacts.put(ask, artifact, shown);
        return shown;
    }

    private static Reply shown(Ask ask, ObjectNode artifact) {
        return Reply.json(200, show(ask, artifact));
    }

    private Reply list(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().artifacts.of(ask.incident()).forEach(one -> list.add(show(ask, one)));
        return Reply.json(200, list);
    }

    private Reply create(Ask ask) {
        List<ObjectNode> made = new ArrayList<>();
        List<ObjectNode> sent = sent(ask);
        sent.forEach(one -> type(ask.org(), one)); // refused before anything is stored
        sent.forEach(one -> made.addAll(add(ask.org(), ask.incident(), one)));
        return answer(ask, made);
    }

    /** One, or a list of them. */
    private static List<ObjectNode> sent(Ask ask) {
        if (!ask.json().isArray() || ask.json().isEmpty()) {
            return List.of(ask.object());
        }
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode one : ask.json()) {
            if (!one.isObject()) {
                throw QradarStatus.badRequest();
            }
            all.add((ObjectNode) one);
        }
        return all;
    }

    private Reply answer(Ask ask, List<ObjectNode> made) {
        if (!answersList) {
            return shown(ask, made.get(0));
        }
        ArrayNode list = Json.mapper().createArrayNode();
        made.forEach(one -> list.add(show(ask, one)));
        return Reply.json(200, list);
    }

    private Reply createFile(Ask ask) {
        ObjectNode incident = ask.incident();
        Upload file = ask.call().upload("file").orElseThrow(QradarStatus::badRequest);
        String part = ask.call()
                .upload("artifact")
                .map(upload -> new String(upload.content(), java.nio.charset.StandardCharsets.UTF_8))
                .orElseGet(() -> ask.call().formText("artifact", "null"));
        try {
            JsonNode body = Json.read(part);
            if (!body.isObject()) {
                throw QradarStatus.badRequest();
            }
            String value = body.path("value").asText();
            type(ask.org(), body);
            ObjectNode attachment = attachments.add(ask.org(), incident, null, file);
            ObjectNode made = add(ask.org(), incident, body, value.isEmpty() ? file.fileName() : value);
            made.set("attachment", attachment);
            return answer(ask, List.of(made));
        } catch (JsonProcessingException e) {
            throw QradarStatus.badRequest();
        }
    }

    private Reply query(Ask ask) {
        Query.Columns columns = new Query.Columns() {
            @Override
            public JsonNode value(ObjectNode row, String field) {
                return nullable(row.path(field));
            }

            @Override
            public JsonNode operand(String field, JsonNode written) {
                boolean type = field.equals("type") && !written.isNumber() && !written.isArray();
                return type
                        ? IntNode.valueOf(
                                ask.org().fields.words().artifactType(written).id())
                        : written;
            }
        };
        Query query = new Query(ask.json(), columns);
        List<ObjectNode> all = query.matches(ask.org().artifacts.of(ask.incident()));
        List<ObjectNode> page =
                query.page(all, 0).stream().map(one -> show(ask, one)).toList();
        return Reply.json(200, Query.answer(page, all.size()));
    }

    /** Type and value stay as they were made. */
    private Reply change(Ask ask) {
        ObjectNode artifact = need(ask);
        ObjectNode body = ask.object();
        if (body.has("description")) {
            artifact.set("description", LongText.read(body.path("description"), writer.bareFormat()));
        }
        if (body.has("relating")) {
            artifact.put("relating", body.path("relating").asBoolean());
        }
        artifact.put("last_modified_time", writer.now());
        return shown(ask, artifact);
    }

    private Reply delete(Ask ask) {
        ask.org().artifacts.remove(need(ask));
        return QradarStatus.done();
    }

    private Reply contents(Ask ask) {
        JsonNode attachment = need(ask).path("attachment");
        if (!attachment.isObject()) {
            throw QradarStatus.failure(404, "The artifact has no attachment.");
        }
        return Attachments.contents(ask.org(), attachment);
    }

    private Reply hit(Ask ask) {
        ObjectNode artifact = need(ask);
        artifact.withArray("hits").add(ask.json());
        return shown(ask, artifact);
    }
}
