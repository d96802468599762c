package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts: kept and found, never run. */
final class XsoarAutomations {
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?(.+?)[\"']?\\s*$");
    private static final Pattern ID = Pattern.compile("(?m)^\\s+id:\\s*[\"']?(.+?)[\"']?\\s*$");

    private final XsoarServer server;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    XsoarAutomations(XsoarServer server) {
        this.server = server;
    }

    void register(RouteTable routes) {
        routes.post("/automation", this::save);
        routes.post("/automation/search", this::search);
        routes.post("/automation/copy", this::copy);
        routes.post("/automation/delete", this::delete);
        routes.post("/automation/import", this::importYaml);
    }

    private Reply save(Request request) {
        ObjectNode sent = AnyCase.object(request.json(), "script");
        String id = AnyCase.text(sent, "id");
        ObjectNode script = Json.mapper().createObjectNode();
        sent.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                script.set(field.getKey(), field.getValue());
            }
        });
        return Reply.json(200, result(kept(id, script, AnyCase.number(sent, "version", 0))));
    }

    /** The script under its id, else under its name. */
    private ObjectNode kept(String wanted, ObjectNode script, long version) {
        String name = AnyCase.text(script, "name");
        if (name.isEmpty()) {
            throw XsoarErrors.failed(400, "name is required");
        }
        String id = wanted.isEmpty() ? name : wanted;
        long stored = byId.containsKey(id) ? byId.get(id).get("version").asLong() : 0;
        if (version != -1 && version < stored) {
            throw server.conflict();
        }
        script.put("id", id);
        script.put("version", stored + 1);
        script.put("modified", XsoarTimes.text(server.clock().instant()));
        byId.put(id, script);
        return script;
    }

    private static ObjectNode result(ObjectNode script) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", 1);
        answer.putArray("scripts").add(script);
        answer.putNull("selectedScript");
        answer.put("pythonEnabled", true);
        answer.putNull("suggestions");
        return answer;
    }

    /** {@code name:…} or words of the name; other fields of a query are not looked at. */
    private Reply search(Request request) {
        String query = AnyCase.text(request.json(), "query");
        String wanted = query.matches("(?i)(hidden|deprecated|system|enabled):.*")
                ? ""
                : query.replaceFirst("(?i)^name:", "").replace("\"", "");
        ArrayNode found = Json.mapper().createArrayNode();
        byId.values().stream()
                .filter(one ->
                        wanted.isEmpty() || TermMatch.prose(one.get("name").asText(), wanted))
                .forEach(found::add);
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", found.size());
        answer.set("scripts", found);
        return Reply.json(200, answer);
    }

    private ObjectNode named(Request request) {
        ObjectNode script = byId.get(AnyCase.text(AnyCase.object(request.json(), "script"), "id"));
        if (script == null) {
            throw XsoarErrors.itemNotFound();
        }
        return script;
    }

    private Reply copy(Request request) {
        ObjectNode copy = named(request).deepCopy();
        copy.put("name", copy.get("name").asText() + "_copy");
        return Reply.json(200, result(kept(UUID.randomUUID().toString(), copy, 0)));
    }

    private Reply delete(Request request) {
        byId.remove(named(request).get("id").asText());
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply importYaml(Request request) {
        String yaml = new String(EntryFiles.uploaded(request.call()).content(), StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(yaml);
        Matcher id = ID.matcher(yaml);
        ObjectNode script = Json.mapper().createObjectNode().put("name", name.find() ? name.group(1) : "");
        return Reply.json(200, kept(id.find() ? id.group(1) : "", script, -1));
    }

    void clear() {
        byId.clear();
    }
}
