package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** {@code /rest/artifact}: create, in bulk or inside a container's create; update, which replaces {@code cef} as a whole; delete. */
final class Artifacts {
    private final Database database;
    private final Switches switches;
    private final Automation automation;
    private final Map<String, Long> known = new HashMap<>();

    Artifacts(Database database, Automation automation) {
        this.database = database;
        this.switches = database.switches();
        this.automation = automation;
    }

    void register(RouteTable routes) {
        routes.post("/artifact", this::post);
        routes.post("/artifact/{id}", this::update);
        routes.add("DELETE", "/artifact/{id}", this::delete, true);
    }

    void clear() {
        known.clear();
    }

    private Reply post(Request request) {
        return request.json().isArray()
                ? Answers.each(request.json(), switches, this::row)
                : Answers.ok(create(request.json()));
    }

    private ObjectNode row(JsonNode body) {
        ObjectNode existing = body.has("id") ? database.table("artifact").get(body.get("id")) : null;
        return existing == null ? create(body) : change(existing, body);
    }

    private ObjectNode create(JsonNode body) {
        Input input = new Input(database, body, Answers.object());
        ObjectNode container = input.container();
        return Answers.success(add(container, body, input.flag("run_automation", true)));
    }

    /** Of a container's create: what does not say whether to run automation runs it for the last only. */
    ArrayNode nested(ObjectNode container, JsonNode bodies) {
        ArrayNode answers = Json.mapper().createArrayNode();
        for (int i = 0; i < bodies.size(); i++) {
            JsonNode body = bodies.get(i);
            try {
                Input input = new Input(database, body, Answers.object());
                boolean last = i == bodies.size() - 1;
                answers.add(Answers.success(add(container, body, input.flag("run_automation", last))));
            } catch (SplunkFailure failure) {
                answers.add(failure.body());
            }
        }
        return answers;
    }

    private long add(ObjectNode container, JsonNode body, boolean runAutomation) {
        long containerId = container.path("id").asLong();
        ObjectNode row = defaults(containerId);
        fill(new Input(database, body, row));
        String key = key(row);
        if (key != null && known.containsKey(key)) {
            throw SplunkFailure.duplicate(
                    switches.number("artifact-duplicate-status"),
                    "artifact already exists",
                    "existing_artifact_id",
                    known.get(key));
        }
        row.put("hash", hash(containerId + "\n" + body));
        long id = database.table("artifact").insert(row).path("id").asLong();
        if (key != null) {
            known.put(key, id);
        }
        touch(container, 1);
        if (runAutomation) {
            automation.run(container, id);
        }
        return id;
    }

    private ObjectNode defaults(long container) {
        String now = database.now();
        ObjectNode row = Answers.object();
        row.put("version", 1).put("container", container).put("label", "event").put("severity", "medium");
        row.put("create_time", now).put("update_time", now).put("start_time", now);
        row.put("owner_type", "user").put("has_note", false).put("in_case", false);
        row.putObject("cef");
        row.putObject("cef_types");
        row.putObject("data");
        row.putArray("tags");
        return row;
    }

    private static void fill(Input input) {
        input.texts("name", "label", "type", "description", "kill_chain", "source_data_identifier")
                .named("severity", "severity")
                .objects("cef", "cef_types", "data")
                .tags()
                .times("start_time", "end_time")
                .reference("owner", "ph_user")
                .reference("ingest_app", "app");
    }

    /** Null when nothing is compared. */
    private String key(ObjectNode row) {
        JsonNode identifier = row.path("source_data_identifier");
        return switches.on("artifact-dedup")
                        && identifier.isTextual()
                        && !identifier.asText().isEmpty()
                ? row.path("container").asText() + "\n" + identifier.asText()
                : null;
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private void touch(ObjectNode container, int more) {
        String now = database.now();
        container.put("artifact_count", container.path("artifact_count").asInt() + more);
        container.put("artifact_update_time", now);
        if (switches.on("artifacts-touch-update-time")) {
            container.put("update_time", now);
        }
    }

    private Reply update(Request request) {
        return Answers.ok(change(existing(request.id()), request.json()));
    }

    private ObjectNode change(ObjectNode stored, JsonNode body) {
        ObjectNode next = stored.deepCopy();
        Input input = new Input(database, body, next);
        fill(input);
        if (!input.has("label") && switches.on("update-resets-label")) {
            next.put("label", "event");
        }
        known.remove(key(stored));
        stored.setAll(next);
        if (key(stored) != null) {
            known.put(key(stored), stored.path("id").asLong());
        }
        stored.put("version", stored.path("version").asInt() + 1);
        stored.put("update_time", database.now());
        touch(database.container(stored.path("container").asLong()), 0);
        return Answers.success(stored.path("id").asLong());
    }

    /** Its id comes back as a text. */
    private Reply delete(Request request) {
        ObjectNode stored = existing(request.id());
        known.remove(key(stored));
        database.table("artifact").remove(stored.path("id").asLong());
        touch(database.container(stored.path("container").asLong()), -1);
        return Answers.ok(Answers.success().put("id", request.id()));
    }

    private ObjectNode existing(String id) {
        ObjectNode stored = database.table("artifact").get(id);
        if (stored == null) {
            throw SplunkFailure.notFound("Artifact");
        }
        return stored;
    }
}
