package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code /rest/approval}: questions that a playbook waits for. */
final class Approvals {
    private static final String PENDING = "pending";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Map<String, String> ANSWERS =
            Map.of("approve", "approved", "approved", "approved", "deny", "denied", "denied", "denied");

    private final Database database;

    Approvals(Database database) {
        this.database = database;
    }

    void register(RouteTable routes, ListQuery lists) {
        routes.post("/approval/{id}", this::answer);
        routes.get("/container/{id}/approvals", request -> {
            ObjectNode container = database.table("container").get(request.id());
            if (container == null) {
                throw SplunkFailure.notFound("Container");
            }
            List<ObjectNode> rows = table().all().stream()
                    .filter(row -> action(row).path("container").equals(container.get("id")))
                    .toList();
            return Answers.ok(lists.envelope(table(), rows, request.call().query()));
        });
    }

    /** Asks by way of an action, as a prompt block does. */
    void ask(ObjectNode run, String name) {
        String now = database.now();
        ObjectNode action = Answers.object().put("version", 1).put("action", "prompt");
        action.put("name", name).put("type", "manual").put("status", "running").put("message", "");
        action.set("container", run.get("container"));
        action.set("playbook_run", run.get("id"));
        action.put("creator", database.actor()).put("owner", database.actor());
        action.put("create_time", now).put("update_time", now).putArray("targets");
        ObjectNode row = Answers.object().put("version", 1).put("name", name).put("type", "manual");
        row.set("action_run", database.table("action_run").insert(action).get("id"));
        row.set("playbook_run", run.get("id"));
        row.put("status", PENDING).put("message", "pending-manual-action").put("owner_type", "User");
        row.put("owner", Seeds.ADMIN).put("display", true).put("start_time", now);
        row.put("due_time", Times.text(database.instant().plus(LIFE)));
        row.putObject("jitc");
        row.putArray("responses");
        table().insert(row);
    }

    boolean isOpen(ObjectNode run) {
        return table().first(row -> row.path("playbook_run").equals(run.get("id"))
                        && row.path("status").asText().equals(PENDING))
                != null;
    }

    private Reply answer(Request request) {
        ObjectNode approval = table().get(request.id());
        if (approval == null) {
            throw SplunkFailure.notFound("Approval");
        }
        JsonNode body = request.json();
        String status = ANSWERS.get(body.path("status").asText());
        if (status == null) {
            throw SplunkFailure.badRequest(
                    "\"status\" has no value \"" + body.path("status").asText() + "\"");
        }
        if (!approval.path("status").asText().equals(PENDING)) {
            throw SplunkFailure.badRequest("Approval is not pending");
        }
        new Input(database, body, approval).arrays("responses");
        approval.put("status", status).put("close_time", database.now());
        action(approval).put("status", status.equals("approved") ? "success" : "failed");
        return Answers.ok(Answers.success(approval.path("id").asLong()));
    }

    private ObjectNode action(ObjectNode approval) {
        return database.table("action_run").get(approval.path("action_run").asLong());
    }

    private Table table() {
        return database.table("approval");
    }
}
