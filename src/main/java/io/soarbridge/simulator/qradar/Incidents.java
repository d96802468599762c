package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.function.Predicate;

/** Incidents one by one: made, read, replaced, removed. */
final class Incidents {
    private final IncidentWriter writer;
    private final Artifacts artifacts;
    private final Comments comments;
    private final int serverWrites;

    Incidents(Switches set, IncidentWriter writer, Artifacts artifacts, Comments comments) {
        this.writer = writer;
        this.artifacts = artifacts;
        this.comments = comments;
        this.serverWrites = set.number("server-writes-after-create");
    }

    void register(OrgRoutes routes) {
        routes.post("/incidents", this::create);
        routes.get("/incidents", ask -> list(ask, one -> true));
        routes.get(
                "/incidents/open",
                ask -> list(ask, one -> one.path(Field.STATUS).asText().equals("A")));
        routes.get(
                "/incidents/simulations",
                ask -> list(ask, one -> one.path("inc_training").asBoolean()));
        routes.put("/incidents/delete", this::deleteMany);
        routes.get("/incidents/{id}", ask -> full(ask, ask.incident()));
        routes.put("/incidents/{id}", this::replace);
        routes.delete("/incidents/{id}", this::delete);
        routes.get("/incidents/{id}/members", Incidents::members);
        routes.put("/incidents/{id}/members", this::setMembers);
    }

    static Reply full(Ask ask, ObjectNode incident) {
        return Reply.json(200, IncidentShape.full(ask.org(), incident, ask.form()));
    }

    private Reply create(Ask ask) {
        ObjectNode body = ask.object().deepCopy();
        JsonNode newArtifacts = body.remove("artifacts");
        JsonNode newComments = body.remove("comments");
        ObjectNode made = writer.made(ask.org(), body);
        if (newArtifacts != null) {
            newArtifacts.forEach(one -> artifacts.type(ask.org(), one)); // refused before anything is stored
        }
        ObjectNode incident = ask.org().incidents.add(made);
        incident.put("sequence_code", "SIM%03X-1".formatted(incident.path("id").asInt()));
        if (newArtifacts != null) {
            newArtifacts.forEach(one -> artifacts.add(ask.org(), incident, one));
        }
        if (newComments != null) {
            newComments.forEach(one -> comments.add(ask.org(), incident, null, one));
        }
        Reply reply = full(ask, incident);
        for (int i = 0; i < serverWrites; i++) {
            writer.touch(incident);
        }
        return reply;
    }

    private static Reply list(Ask ask, Predicate<ObjectNode> wanted) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().incidents.all().stream()
                .filter(wanted)
                .forEach(one -> list.add(IncidentShape.partial(ask.org(), one, ask.form())));
        return Reply.json(200, list);
    }

    private Reply replace(Ask ask) {
        ObjectNode stored = ask.incident();
        if (ask.json().path("vers").asInt(-1) != stored.path("vers").asInt()) {
            throw conflict();
        }
        stored.setAll(writer.replaced(ask.org(), stored, ask.object()));
        writer.touch(stored);
        return full(ask, stored);
    }

    static QradarFailure conflict() {
        return QradarStatus.failure(409, "Conflict");
    }

    private Reply delete(Ask ask) {
        ask.org().remove(ask.incident());
        return QradarStatus.done();
    }

    private Reply deleteMany(Ask ask) {
        ask.org().incidents.needAll(ask.json()).forEach(ask.org()::remove);
        return QradarStatus.done();
    }

    private static Reply members(Ask ask) {
        return Reply.json(200, memberList(ask.org(), ask.incident(), ask.form()));
    }

    private static ObjectNode memberList(Org org, ObjectNode incident, Form form) {
        ObjectNode answer = Json.mapper()
                .createObjectNode()
                .put("vers", incident.path("vers").asInt());
        Field members = org.fields.find("members");
        answer.set("members", IncidentShape.shown(incident.path("members"), members, form));
        return answer;
    }

    private Reply setMembers(Ask ask) {
        ObjectNode stored = ask.incident();
        if (ask.json().path("vers").asInt(-1) != stored.path("vers").asInt()) {
            throw conflict();
        }
        Field members = ask.org().fields.find("members");
        IncidentShape.set(stored, members, members.read(ask.json().path("members"), writer.bareFormat()));
        writer.touch(stored);
        return Reply.json(200, memberList(ask.org(), stored, ask.form()));
    }
}
