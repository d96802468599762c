package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** {@code /rest/enterprise_security/findings}: what apps of the vendor's kit hand on to Enterprise Security. Kept only by their ids. */
final class Findings {
    private static final String PATH = "/enterprise_security/findings";

    private final Database database;
    private final Function<JsonNode, ObjectNode> createContainer;
    private final Set<String> ids = new HashSet<>();

    Findings(Database database, Function<JsonNode, ObjectNode> createContainer) {
        this.database = database;
        this.createContainer = createContainer;
    }

    void register(RouteTable routes) {
        routes.post(PATH, request -> Answers.ok(create(request.json())));
        routes.post(PATH + "/bulk_create", this::bulk);
        routes.post(PATH + "/{id}/files", this::file);
    }

    void clear() {
        ids.clear();
    }

    private ObjectNode create(JsonNode body) {
        new Input(database, body, Answers.object()).require("rule_title");
        ObjectNode finding = body.deepCopy();
        String id = UUID.randomUUID().toString();
        ids.add(id);
        return finding.put("finding_id", id).put("_time", database.now());
    }

    /** An array, or an object that names containers to link. Each finding else gets a container of its own. */
    private Reply bulk(Request request) {
        JsonNode rows =
                request.json().isArray() ? request.json() : request.json().path("findings");
        JsonNode linked = request.json().path("container_ids");
        if (rows.size() > database.switches().number("findings-limit")) {
            throw SplunkFailure.badRequest("Too many findings");
        }
        ObjectNode answer = Answers.object().put("status", "success");
        ArrayNode made = answer.putArray("findings");
        ArrayNode containers = answer.putArray("container_ids");
        ArrayNode errors = answer.putArray("errors");
        for (int i = 0; i < rows.size(); i++) {
            try {
                ObjectNode finding = create(rows.get(i));
                made.add(finding.get("finding_id"));
                containers.add(linked.hasNonNull(i) ? linked.get(i) : container(finding));
            } catch (SplunkFailure failure) {
                errors.add(failure.body().get("message"));
            }
        }
        return Answers.ok(answer.put("created", made.size()).put("failed", errors.size()));
    }

    private JsonNode container(ObjectNode finding) {
        ObjectNode body = Answers.object();
        body.set("name", finding.get("rule_title"));
        return createContainer.apply(body).get("id");
    }

    private Reply file(Request request) {
        if (!ids.contains(request.id())) {
            throw SplunkFailure.notFound("Finding");
        }
        new Input(database, request.json(), Answers.object()).require("file_name", "data");
        return Answers.ok(Answers.success());
    }
}
