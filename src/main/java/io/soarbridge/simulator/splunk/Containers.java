package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /rest/container}: create, in bulk, with artifacts; update, close, promote; delete. */
final class Containers {
    /** What a read shows and a create does not know by that name. */
    private static final List<String> READ_ONLY =
            List.of("id", "asset", "artifact_count", "ingest_app", "closing_rule_run", "tenant", "owner");

    private final Database database;
    private final Switches switches;
    private final Artifacts artifacts;
    private final Workbooks workbooks;
    private final Automation automation;
    private final Audit audit;
    private final Map<String, Long> known = new HashMap<>();
    private final Pattern refuse;

    Containers(Database database, Artifacts artifacts, Workbooks workbooks, Automation automation, Audit audit) {
        this.database = database;
        this.switches = database.switches();
        this.artifacts = artifacts;
        this.workbooks = workbooks;
        this.automation = automation;
        this.audit = audit;
        this.refuse = switches.pattern("refuse-rule").orElse(null);
    }

    void register(RouteTable routes) {
        routes.post("/container", this::post);
        routes.post("/container/{id}", this::update);
        routes.add("DELETE", "/container/{id}", request -> delete(List.of(request.id())), true);
        routes.add(
                "DELETE", "/container", request -> delete(request.call().query().getAll("ids")), true);
        // taken with success and without effect: comments have a path of their own
        routes.post("/container/{id}/comments", request -> Answers.ok(Answers.success()));
    }

    void clear() {
        known.clear();
    }

    private Reply post(Request request) {
        return request.json().isArray()
                ? Answers.each(request.json(), switches, this::row)
                : Answers.ok(create(request.json()));
    }

    /** A row that brings an id changes that record. */
    private ObjectNode row(JsonNode body) {
        ObjectNode existing = body.has("id") ? database.table("container").get(body.get("id")) : null;
        if (body.has("id") && existing == null) {
            throw SplunkFailure.notFound("Container");
        }
        return existing == null ? create(body) : change(existing, body);
    }

    ObjectNode create(JsonNode body) {
        ObjectNode row = defaults();
        Input input = new Input(database, body, row);
        input.require("name");
        if (switches.on("label-required")) {
            input.require("label");
        }
        if (refuse != null && refuse.matcher(body.path("name").asText()).find()) {
            throw SplunkFailure.badRequest("Missing required custom field \"business_unit\"");
        }
        if (switches.choice("read-only-keys", "refuse", "ignore").equals("refuse")) {
            READ_ONLY.stream().filter(body::hasNonNull).findFirst().ifPresent(key -> {
                throw SplunkFailure.badRequest("\"" + key + "\" cannot be set");
            });
        }
        fill(input, row, body);
        workbooks.check(body);
        refuseDuplicate(row);
        String status = row.path("status").asText();
        row.put("status", "new");
        ObjectNode stored = database.table("container").insert(row);
        ObjectNode type = database.table("container_status").named(status);
        ContainerStatus.apply(database, stored, type);
        remember(stored);
        workbooks.promote(stored, body);
        audit.add("container", stored, "created");
        return answer(stored, body, input);
    }

    private ObjectNode answer(ObjectNode stored, JsonNode body, Input input) {
        ObjectNode answer = Answers.success(stored.path("id").asLong());
        ArrayNode ids = answer.putArray("new_artifact_ids");
        ArrayNode rows = artifacts.nested(stored, body.path("artifacts"));
        rows.forEach(row -> {
            if (row.has("id")) {
                ids.add(row.get("id"));
            }
        });
        if (!rows.isEmpty() && switches.on("answer-artifacts")) {
            answer.set("artifacts", rows);
        }
        if (input.flag("run_automation", false)) {
            automation.run(stored, 0);
        }
        return answer;
    }

    private ObjectNode defaults() {
        ObjectNode row = Answers.object();
        String now = database.now();
        for (String time :
                List.of("create_time", "start_time", "container_update_time", "artifact_update_time", "update_time")) {
            row.put(time, now);
        }
        row.put("version", 1).put("artifact_count", 0).put("in_case", false);
        row.put("severity", "medium").put("sensitivity", "amber").put("status", "new");
        row.put("container_type", "default").put("tenant", 0).put("label", "events");
        row.put("hash", Integer.toHexString(now.hashCode())).put("node_guid", "51a0");
        row.putObject("data");
        row.putObject("custom_fields");
        row.putArray("tags");
        return row;
    }

    private void fill(Input input, ObjectNode row, JsonNode body) {
        input.texts("name", "label", "description", "kill_chain", "source_data_identifier")
                .named("severity", "severity")
                .named("status", "container_status")
                .sensitivity()
                .objects("data", "custom_fields")
                .arrays("authorized_users")
                .tags()
                .times("due_time", "start_time", "end_time", "open_time", "close_time")
                .reference("asset", "asset")
                .reference("ingest_app", "app")
                .reference("tenant", "tenant");
        if (body.hasNonNull("owner_id") && body.hasNonNull("role_id")) {
            throw SplunkFailure.badRequest("Container cannot be assigned both an owner and a role");
        }
        input.reference("owner", "ph_user").reference("role", "role");
        if (body.hasNonNull("owner_id")) {
            row.putNull("role");
        } else if (body.hasNonNull("role_id")) {
            row.putNull("owner");
        }
        nameOwner(row);
        if (!database.labels().contains(row.path("label").asText().toLowerCase(Locale.ROOT))) {
            throw SplunkFailure.badRequest("Label \"" + row.path("label").asText() + "\" is not a known label.");
        }
        String type = body.path("container_type").asText("default");
        if (body.hasNonNull("container_type") && !type.equals("default") && !type.equals("case")) {
            throw SplunkFailure.badRequest("\"container_type\" has no value \"" + type + "\"");
        }
        if (body.hasNonNull("container_type")) {
            row.put("container_type", type);
        }
    }

    private void nameOwner(ObjectNode row) {
        ObjectNode owner = database.table("ph_user").get(row.get("owner"));
        row.set("owner_name", owner == null ? row.nullNode() : owner.get("username"));
    }

    private void refuseDuplicate(ObjectNode row) {
        String key = key(row);
        if (key != null && known.containsKey(key)) {
            throw SplunkFailure.duplicate(
                    switches.number("duplicate-status"),
                    switches.text("duplicate-message"),
                    "existing_container_id",
                    known.get(key));
        }
    }

    private void remember(ObjectNode row) {
        String key = key(row);
        if (key != null) {
            known.put(key, row.path("id").asLong());
        }
    }

    /** Null without a source_data_identifier. */
    private String key(ObjectNode row) {
        JsonNode identifier = row.path("source_data_identifier");
        if (!identifier.isTextual() || identifier.asText().isEmpty()) {
            return null;
        }
        String scope = switches.choice("sdi-scope", "asset", "tenant", "all");
        return (scope.equals("all") ? 0 : row.path(scope).asLong()) + "\n" + identifier.asText();
    }

    private Reply update(Request request) {
        if (!request.id().matches("\\d{1,18}")) {
            throw SplunkFailure.notFound("Container");
        }
        return Answers.ok(change(database.container(Long.parseLong(request.id())), request.json()));
    }

    /** Keys that mean nothing here are swallowed. */
    private ObjectNode change(ObjectNode stored, JsonNode body) {
        ObjectNode next = stored.deepCopy();
        Input input = new Input(database, body, next);
        fill(input, next, body);
        String status = next.path("status").asText();
        next.set("status", stored.get("status"));
        workbooks.check(body);
        String before = key(stored);
        stored.setAll(next);
        if (before != null && !before.equals(key(stored))) {
            known.remove(before);
        }
        remember(stored);
        if (input.has("status")) {
            ContainerStatus.apply(
                    database, stored, database.table("container_status").named(status));
        }
        workbooks.promote(stored, body);
        String now = database.now();
        stored.put("version", stored.path("version").asInt() + 1);
        stored.put("container_update_time", now).put("update_time", now);
        audit.add("container", stored, "updated");
        return Answers.success(stored.path("id").asLong());
    }

    private Reply delete(List<String> ids) {
        if (ids.isEmpty()) {
            throw SplunkFailure.badRequest("Missing required parameter \"ids\"");
        }
        Table containers = database.table("container");
        if (!ids.stream().allMatch(id -> containers.get(id) != null)) {
            throw SplunkFailure.notFound("Container");
        }
        ids.forEach(id -> delete(containers.get(id)));
        return Answers.ok(Answers.success());
    }

    private void delete(ObjectNode stored) {
        long id = stored.path("id").asLong();
        known.remove(key(stored));
        database.table("container").remove(id);
        database.tables().values().stream()
                .filter(table -> table.columns().containsKey("container"))
                .forEach(table -> table.removeWhere("container", id));
    }
}
