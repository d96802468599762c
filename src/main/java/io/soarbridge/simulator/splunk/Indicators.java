package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code /rest/indicator}: every value in the CEF fields of artifacts, gathered when somebody asks. Only its tags are written. */
final class Indicators {
    private final Database database;

    Indicators(Database database) {
        this.database = database;
    }

    void register(RouteTable routes, ListQuery lists) {
        routes.post("/indicator/{id}", this::tag);
        routes.get("/indicator_artifact", request -> {
            String value = existing(String.valueOf(request.call().query().get("indicator_id")))
                    .path("value")
                    .asText();
            Table artifacts = database.table("artifact");
            List<ObjectNode> rows = artifacts.all().stream()
                    .filter(row -> values(row).contains(value))
                    .toList();
            return Answers.ok(lists.envelope(artifacts, rows, request.call().query()));
        });
    }

    void gather() {
        Map<String, Set<Long>> events = new LinkedHashMap<>();
        Map<String, TreeSet<String>> times = new LinkedHashMap<>();
        for (ObjectNode artifact : database.table("artifact").all()) {
            for (String value : values(artifact)) {
                events.computeIfAbsent(value, key -> new HashSet<>())
                        .add(artifact.path("container").asLong());
                times.computeIfAbsent(value, key -> new TreeSet<>())
                        .add(artifact.path("create_time").asText());
            }
        }
        table().all().stream()
                .filter(row -> !events.containsKey(row.path("value").asText()))
                .map(row -> row.path("id").asLong())
                .toList()
                .forEach(table()::remove);
        events.forEach((value, containers) -> count(row(value), containers, times.get(value)));
    }

    private ObjectNode row(String value) {
        ObjectNode known = table().first(row -> row.path("value").asText().equals(value));
        if (known != null) {
            return known;
        }
        ObjectNode row = Answers.object()
                .put("value", value)
                .put("value_hash", Vault.hash("SHA-256", value.getBytes(StandardCharsets.UTF_8)));
        row.put("tenant", 0).putArray("tags");
        return table().insert(row);
    }

    private void count(ObjectNode row, Set<Long> containers, TreeSet<String> times) {
        row.put("earliest_time", times.first()).put("latest_time", times.last());
        List<ObjectNode> events =
                containers.stream().map(database.table("container")::get).toList();
        row.put("total_events", events.size());
        row.put(
                "open_events",
                events.stream()
                        .filter(event -> event.path("close_time").isNull())
                        .count());
        ArrayNode severities = row.putArray("severity_counts");
        for (ObjectNode severity : database.table("severity").all()) {
            String name = severity.path("name").asText();
            severities
                    .addObject()
                    .put("name", name)
                    .put(
                            "count",
                            events.stream()
                                    .filter(event ->
                                            event.path("severity").asText().equals(name))
                                    .count());
        }
    }

    private static Set<String> values(ObjectNode artifact) {
        Set<String> values = new TreeSet<>();
        for (JsonNode value : artifact.path("cef")) {
            if (value.isValueNode() && !value.asText().isEmpty() && !value.isNull()) {
                values.add(value.asText());
            }
        }
        return values;
    }

    private Reply tag(Request request) {
        ObjectNode row = existing(request.id());
        new Input(database, request.json(), row).arrays("tags");
        return Answers.ok(Answers.success(row.path("id").asLong()));
    }

    private ObjectNode existing(String id) {
        gather();
        ObjectNode row = table().get(id);
        if (row == null) {
            throw SplunkFailure.notFound("Indicator");
        }
        return row;
    }

    private Table table() {
        return database.table("indicator");
    }
}
