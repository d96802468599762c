package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.xsoar.EntryStore.Draft;
import io.soarbridge.support.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of the War Room: texts, the commands {@code !Print}, {@code !Set} and {@code !DeleteContext}, and the context. */
final class XsoarCommands {
    private static final Pattern ARGUMENT =
            Pattern.compile("([A-Za-z_]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|(\\S+))");

    private final XsoarServer server;
    private final EntryStore entries;
    private final XsoarContexts contexts;
    private final XsoarInvestigations investigations;

    XsoarCommands(XsoarServer server, EntryStore entries, XsoarContexts contexts, XsoarInvestigations investigations) {
        this.server = server;
        this.entries = entries;
        this.contexts = contexts;
        this.investigations = investigations;
    }

    void register(RouteTable routes) {
        routes.post("/entry", request -> Reply.json(200, write(request).get(0)));
        routes.post("/entry/execute/sync", request -> Reply.json(200, write(request)));
        routes.post("/investigation/{id}/context", this::context);
    }

    private Reply context(Request request) {
        investigations.require(request.id());
        ObjectNode context = contexts.of(request.id());
        String query = AnyCase.text(request.json(), "query");
        String path = query.startsWith("${") && query.endsWith("}") ? query.substring(2, query.length() - 1) : query;
        JsonNode found = path.isEmpty() || path.equals(".") ? context : context.path(path);
        return Reply.json(200, found.isMissingNode() ? Json.mapper().nullNode() : found);
    }

    /** The entries that came of it: a text makes one, a command the command and its result. */
    private ArrayNode write(Request request) {
        JsonNode body = request.json();
        String investigation = AnyCase.text(body, "investigationId");
        investigations.requireOpen(investigation);
        String user = server.userOf(request.call());
        String data = AnyCase.text(body, "data");
        ArrayNode made = Json.mapper().createArrayNode();
        if (!data.startsWith("!")) {
            String format = AnyCase.flag(body, "markdown") ? "markdown" : "text";
            return made.add(entries.add(investigation, user, Draft.text("chat", data, format)));
        }
        ObjectNode command = entries.add(investigation, user, Draft.text("commandAndResults", data, "text"));
        ObjectNode result = entries.add(investigation, "DBot", outcome(investigation, data));
        result.set("parentId", command.get("id"));
        result.put("parentContent", data);
        boolean sync = request.call().path().endsWith("/sync");
        return sync ? made.add(result) : made.add(command);
    }

    /** Other commands than these fail as unknown ones do. */
    private Draft outcome(String investigation, String command) {
        String name = command.substring(1).trim().split("\\s+", 2)[0];
        Map<String, String> arguments = arguments(command);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "print" -> result(arguments.getOrDefault("value", ""));
            case "set" -> {
                contexts.of(investigation).put(arguments.getOrDefault("key", ""), arguments.getOrDefault("value", ""));
                yield result("Key " + arguments.get("key") + " set");
            }
            case "deletecontext" -> {
                contexts.forget(investigation);
                yield result("Context cleaned up");
            }
            default ->
                Draft.text("commandAndResults", "Unsupported Command : " + name, "text")
                        .ofType(4);
        };
    }

    private static Draft result(String text) {
        return Draft.text("commandAndResults", text, "markdown");
    }

    private static Map<String, String> arguments(String command) {
        Map<String, String> arguments = new HashMap<>();
        Matcher matcher = ARGUMENT.matcher(command);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String plain = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
            arguments.put(matcher.group(1), quoted == null ? plain : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return arguments;
    }
}
