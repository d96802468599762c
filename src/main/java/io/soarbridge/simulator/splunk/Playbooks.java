package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.nio.charset.StandardCharsets;

/** {@code /rest/playbook} and the repositories they come from. */
final class Playbooks {
    private final Database database;

    Playbooks(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.post("/playbook/{id}", this::change);
        routes.get("/playbook/{id}/export", this::export);
        routes.post("/import_playbook", this::bring);
        routes.post("/scm/{id}", this::pull);
    }

    private Reply change(Request request) {
        ObjectNode playbook = existing(request.id());
        if (request.json().has("active")) {
            if (playbook.path("draft_mode").asBoolean()
                    && request.json().path("active").asBoolean()) {
                throw SplunkFailure.badRequest("A playbook in draft mode cannot be activated");
            }
            playbook.put("active", request.json().path("active").asBoolean());
        }
        return Answers.ok(Answers.success(playbook.path("id").asLong()));
    }

    private Reply export(Request request) {
        ObjectNode playbook = existing(request.id());
        byte[] content = ("archive of " + playbook.path("name").asText()).getBytes(StandardCharsets.UTF_8);
        return Reply.bytes(200, "application/x-gzip", content)
                .with(
                        "Content-Disposition",
                        "attachment; filename=" + playbook.path("name").asText() + ".tgz");
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
