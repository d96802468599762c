package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code /rest/decided_list}: tables of text that playbooks look things up in, by id or by name. */
final class CustomLists {
    private final Database database;
    private final RowView view;

    CustomLists(Database database, RowView view) {
        this.database = database;
        this.view = view;
    }

    void register(RouteTable routes) {
        routes.post("/decided_list", this::create);
        routes.get(
                "/decided_list/{id}",
                request -> Answers.ok(view.of(
                        database.table("decided_list"),
                        existing(request.id()),
                        request.call().query())));
        routes.get("/decided_list/{id}/formatted_content", this::formatted);
        routes.post("/decided_list/{id}", this::change);
        routes.add("DELETE", "/decided_list/{id}", this::delete, true);
    }

    /** Without content it is an error of the server, not of the client. */
    private Reply create(Request request) {
        ObjectNode row = Answers.object();
        Input input = new Input(database, request.json(), row);
        input.require("name");
        if (!request.json().path("content").isArray()) {
            throw SplunkFailure.of(500, "'NoneType' object is not iterable");
        }
        String name = request.json().path("name").asText();
        if (database.table("decided_list").named(name) != null) {
            throw SplunkFailure.badRequest("A list named \"" + name + "\" exists already");
        }
        String now = database.now();
        row.put("name", name).put("version", 1).put("creator", database.actor());
        row.put("create_time", now).put("update_time", now);
        row.set("content", rows(request.json().get("content")));
        return Answers.ok(Answers.success(
                database.table("decided_list").insert(row).path("id").asLong()));
    }

    private Reply change(Request request) {
        ObjectNode stored = existing(request.id());
        JsonNode body = request.json();
        if (body.has("content")) {
            stored.set("content", rows(body.get("content")));
        }
        ArrayNode content = stored.withArray("content");
        body.path("update_rows")
                .properties()
                .forEach(row -> content.set(index(row.getKey(), content), line(row.getValue())));
        delete(body.path("delete_rows"), content);
        body.path("append_rows").forEach(row -> content.add(line(row)));
        stored.put("version", stored.path("version").asInt() + 1).put("update_time", database.now());
        return Answers.ok(Answers.success(stored.path("id").asLong()));
    }

    private static void delete(JsonNode numbers, ArrayNode content) {
        Set<Integer> indexes = new TreeSet<>(java.util.Comparator.reverseOrder());
        numbers.forEach(number -> indexes.add(index(number.asText(), content)));
        indexes.forEach(content::remove);
    }

    private static int index(String text, ArrayNode content) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) >= content.size()) {
            throw SplunkFailure.badRequest("Row " + text + " does not exist");
        }
        return Integer.parseInt(text);
    }

    private static ArrayNode rows(JsonNode content) {
        ArrayNode rows = Answers.object().putArray("rows");
        content.forEach(row -> rows.add(line(row)));
        return rows;
    }

    /** A row may come as a single value. */
    private static ArrayNode line(JsonNode row) {
        ArrayNode cells = Answers.object().putArray("cells");
        (row.isArray() ? row : List.of(row))
                .forEach(cell -> cells.add(cell.isNull() ? cell : cells.textNode(cell.asText())));
        return cells;
    }

    private Reply formatted(Request request) {
        ObjectNode stored = existing(request.id());
        StringBuilder csv = new StringBuilder();
        stored.path("content").forEach(row -> {
            row.forEach(cell -> csv.append(quoted(cell.asText())).append(','));
            csv.setLength(Math.max(0, csv.length() - 1));
            csv.append("\r\n");
        });
        return Reply.bytes(200, "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private Reply delete(Request request) {
        database.table("decided_list").remove(existing(request.id()).path("id").asLong());
        return Answers.ok(Answers.success());
    }

    private ObjectNode existing(String idOrName) {
        Table lists = database.table("decided_list");
        ObjectNode list = lists.get(idOrName);
        if (list == null) {
            list = lists.first(row -> row.path("name").asText().equals(idOrName));
        }
        if (list == null) {
            throw SplunkFailure.notFound("List");
        }
        return list;
    }
}
