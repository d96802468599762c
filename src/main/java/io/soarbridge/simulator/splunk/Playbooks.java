package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /rest/playbook} and the repositories they come from. */
final class Playbooks {
    private final Database database;

    Playbooks(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.post("/playbook/{id}", request -> change(existing(request.id()), request.json()));
        routes.post("/playbooks", this::toggle);
        routes.get("/playbook/{id}/export", this::export);
        routes.post("/import_playbook", this::bring);
        routes.post("/scm/{id}", this::pull);
    }

    /** As the product's own pages do it. */
    private Reply toggle(Request request) {
        MultiMap query = request.call().query();
        if (!query.contains("id") || !query.contains("active")) {
            throw SplunkFailure.badRequest("Missing required parameter \"id\" or \"active\"");
        }
        boolean active = query.get("active").equalsIgnoreCase("true");
        return change(existing(query.get("id")), Answers.object().put("active", active));
    }

    private Reply change(ObjectNode playbook, JsonNode body) {
        if (body.has("active")) {
            if (playbook.path("draft_mode").asBoolean() && body.path("active").asBoolean()) {
                throw SplunkFailure.badRequest("A playbook in draft mode cannot be activated");
            }
            playbook.put("active", body.path("active").asBoolean());
        }
        return Answers.ok(Answers.success(playbook.path("id").asLong()));
    }

    private Reply export(Request request) {
        ObjectNode playbook = existing(request.id());
        String name = playbook.path("name").asText();
        ObjectNode described = Answers.object();
        for (String key : new String[] {"name", "playbook_type", "labels", "input_spec", "draft_mode"}) {
            described.set(key, playbook.get(key));
        }
        described.putObject("coa").set("data", playbook.get("coa_data"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(name + ".json", Json.bytes(described));
        files.put(name + ".py", playbook.path("python").asText().getBytes(StandardCharsets.UTF_8));
        return Reply.bytes(200, "application/x-gzip", Archive.of(files))
                .with("Content-Disposition", "attachment; filename=" + name + ".tgz");
    }

    private Reply bring(Request request) {
        new Input(database, request.json(), Answers.object()).require("playbook", "scm");
        return Answers.ok(Answers.success().put("message", "Playbook imported"));
    }

    /** The local repository has nothing to pull from. */
    private Reply pull(Request request) {
        ObjectNode scm = database.table("scm").get(request.id());
        if (scm == null) {
            throw SplunkFailure.notFound("Repository");
        }
        if (scm.path("name").asText().equals("local")) {
            throw SplunkFailure.of(500, "Operation not supported");
        }
        return Answers.ok(Answers.success());
    }

    private ObjectNode existing(String id) {
        ObjectNode playbook = database.table("playbook").get(id);
        if (playbook == null) {
            throw SplunkFailure.notFound("Playbook");
        }
        return playbook;
    }
}
