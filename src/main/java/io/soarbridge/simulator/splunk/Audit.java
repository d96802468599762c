package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code /rest/audit}: a bare array, or CSV. Its columns are invented but for their names in capitals. */
final class Audit {
    private static final int KEPT = 1_000;

    private final Database database;
    private final Deque<ObjectNode> entries = new ArrayDeque<>();
    private long last;

    Audit(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.get("/audit", request -> read(request, null));
        routes.get("/container/{id}/audit", request -> read(request, request.id()));
    }

    void clear() {
        entries.clear();
    }

    void add(String type, ObjectNode object, String what) {
        ObjectNode entry = Answers.object();
        entry.put("AUDIT_ID", ++last).put("AUDIT_SOURCE", type).put("USER_ID", database.actor());
        entry.put("OBJECT_ID", object.path("id").asLong());
        entry.put("DESCRIPTION", type + " " + what).put("TIME", database.now());
        entries.addFirst(entry);
        if (entries.size() > KEPT) {
            entries.removeLast();
        }
    }

    private Reply read(Request request, String container) {
        ArrayNode rows = Json.mapper().createArrayNode();
        entries.stream()
                .filter(entry -> container == null
                        || entry.path("AUDIT_SOURCE").asText().equals("container")
                                && entry.path("OBJECT_ID").asText().equals(container))
                .forEach(rows::add);
        if (!"csv".equals(request.call().query().get("format"))) {
            return Answers.ok(rows);
        }
        StringBuilder csv = new StringBuilder("AUDIT_ID,AUDIT_SOURCE,USER_ID,OBJECT_ID,DESCRIPTION,TIME\r\n");
        rows.forEach(row -> {
            row.forEach(value -> csv.append(value.asText()).append(','));
            csv.setCharAt(csv.length() - 1, '\n');
        });
        return Reply.bytes(200, "application/csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
