package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads that all types have: a list, one record, one field of a record, the lists below a container, and the search over all. */
final class Records {
    /** Lists below a container by the table they come from. */
    private static final Map<String, String> BELOW = Map.of(
            "artifacts", "artifact",
            "actions", "action_run",
            "notes", "note",
            "comments", "container_comment",
            "attachments", "container_attachment",
            "playbook_runs", "playbook_run",
            "pins", "container_pin");

    private final Database database;
    private final ListQuery lists;
    private final RowView view;
    private final Map<String, Runnable> progress;

    /** @param progress what goes on when somebody lists a table */
    Records(Database database, ListQuery lists, RowView view, Map<String, Runnable> progress) {
        this.database = database;
        this.lists = lists;
        this.view = view;
        this.progress = progress;
    }

    /** Registered last: what has a route of its own comes first. */
    void register(RouteTable routes) {
        BELOW.forEach((path, table) -> routes.get("/container/{id}/" + path, request -> below(request, table)));
        routes.get("/container/{id}/activity_feed", request -> below(request, "container_comment"));
        routes.get(
                "/container/{id}/permitted_users",
                request -> Answers.ok(lists.envelope(
                        database.table("ph_user"),
                        users(request.call().query()),
                        request.call().query())));
        routes.get("/search", this::search);
        for (String name : database.tables().keySet()) {
            routes.get("/" + name, request -> list(request, name));
            routes.get("/" + name + "/{id}", request -> one(request, name));
            routes.get("/" + name + "/{id}/{detail}", request -> detail(request, name));
        }
    }

    private Reply list(Request request, String name) {
        MultiMap query = request.call().query();
        Table table = database.table(name);
        goOn(name);
        return Answers.ok(lists.envelope(table, visible(table, query), query));
    }

    private Collection<ObjectNode> visible(Table table, MultiMap query) {
        return switch (table.name()) {
            case "ph_user" -> users(query);
            case "role" ->
                table.all().stream()
                        .filter(role -> !role.path("disabled").asBoolean())
                        .toList();
            default -> table.all();
        };
    }

    private void goOn(String name) {
        progress.getOrDefault(name, () -> {}).run();
    }

    /** Automation users are hidden unless clients ask for them, in one of three ways. */
    private Collection<ObjectNode> users(MultiMap query) {
        boolean automation = query.contains("include_automation")
                || query.names().stream()
                        .anyMatch(name -> name.startsWith("_filter_type") || name.startsWith("_filter_token"));
        return database.table("ph_user").all().stream()
                .filter(user -> automation || !user.path("type").asText().equals("automation"))
                .toList();
    }

    private Reply one(Request request, String name) {
        if (name.equals("app") && request.call().query().contains("json")) {
            ObjectNode files = Answers.success();
            files.set("app_id", existing(request, name).get("id"));
            files.put("is_draft", false).putArray("data");
            return Answers.ok(files);
        }
        goOn(name);
        return Answers.ok(view.of(
                database.table(name), existing(request, name), request.call().query()));
    }

    private Reply detail(Request request, String name) {
        ObjectNode row = existing(request, name);
        String field = database.table(name).columnOf(request.ids().get(1));
        if (field == null) {
            throw SplunkFailure.notFound("Detail " + request.ids().get(1));
        }
        ObjectNode answer = Answers.object();
        answer.set(field, row.get(field));
        return Answers.ok(answer);
    }

    private ObjectNode existing(Request request, String name) {
        ObjectNode row = database.table(name).get(request.id());
        if (row == null) {
            String title = name.replaceFirst("^ph_", "").replace('_', ' ');
            throw SplunkFailure.notFound(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
        }
        return row;
    }

    /** Notes of tasks are not among a container's notes. */
    private Reply below(Request request, String name) {
        long id = existing(request, "container").path("id").asLong();
        Table table = database.table(name);
        goOn(name);
        List<ObjectNode> rows = table.where("container", id).stream()
                .filter(row ->
                        !name.equals("note") || !row.path("note_type").asText().equals("task"))
                .toList();
        return Answers.ok(lists.envelope(table, rows, request.call().query()));
    }

    /** Pages count from 1; page 0 is empty. */
    private Reply search(Request request) {
        MultiMap query = request.call().query();
        String words = query.get("query");
        if (words == null || words.isBlank()) {
            throw SplunkFailure.badRequest("Missing required parameter \"query\"");
        }
        String categories = query.contains("categories") ? query.get("categories") : "container,artifact,asset,app";
        ArrayNode found = Json.mapper().createArrayNode();
        for (String category : categories.split(",", -1)) {
            String name = category.equals("action") ? "action_run" : category;
            if (database.tables().containsKey(name)) {
                database.table(name).all().stream()
                        .filter(row -> contains(row, words))
                        .forEach(row -> found.addObject()
                                .put("category", category)
                                .put("id", row.path("id").asLong())
                                .set("name", row.path("name")));
            }
        }
        int size = Math.max(1, ListQuery.number(query, "page_size", 10));
        int page = ListQuery.number(query, "page", 1);
        ObjectNode answer = Answers.object().put("count", found.size());
        ArrayNode results = answer.putArray("results");
        for (int i = (page - 1) * size; page > 0 && i < Math.min(found.size(), page * size); i++) {
            results.add(found.get(i));
        }
        return Answers.ok(answer);
    }

    private static boolean contains(ObjectNode row, String words) {
        return row.toString().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
