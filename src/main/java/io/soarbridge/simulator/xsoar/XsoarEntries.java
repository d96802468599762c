package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.xsoar.EntryStore.Draft;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.List;

/** The War Room: entries, notes, tags, commands, and reading them. */
final class XsoarEntries {
    private final CortexXsoarOptions options;
    private final IncidentStore incidents;
    private final EntryStore entries;
    private final XsoarInvestigations investigations;
    private final XsoarAuth auth;

    XsoarEntries(
            CortexXsoarOptions options,
            IncidentStore incidents,
            EntryStore entries,
            XsoarInvestigations investigations,
            XsoarAuth auth) {
        this.options = options;
        this.incidents = incidents;
        this.entries = entries;
        this.investigations = investigations;
        this.auth = auth;
    }

    void register(RouteTable routes) {
        routes.post("/investigation/{id}", this::read);
        routes.post("/investigation/{id}/context", this::context);
        routes.post("/investigations/search", this::search);
        routes.post("/entry", request -> Reply.json(200, write(request).get(0)));
        routes.post("/entry/execute/sync", request -> Reply.json(200, write(request)));
        routes.post("/entry/formatted", this::formatted);
        routes.post("/entry/note", this::note);
        routes.post("/entry/tags", this::tags);
        routes.post("/entry/delete/v2", this::delete);
        routes.post("/entry/exportArtifact", this::exportArtifact);
    }

    private Reply read(Request request) {
        investigations.require(request.id());
        XsoarIncident incident = incidents.find(request.id());
        ObjectNode answer = incident == null ? XsoarInvestigations.playground() : investigations.describe(incident);
        List<ObjectNode> found = entries.of(request.id()).stream()
                .filter(entry -> shows(request.json(), entry))
                .toList();
        long size = AnyCase.number(request.json(), "pageSize", 0);
        int from = size <= 0 ? 0 : (int) Math.max(0, found.size() - size);
        ArrayNode list = Json.mapper().createArrayNode();
        list.addAll(found.subList(from, found.size()));
        answer.set("entries", list.isEmpty() ? Json.mapper().nullNode() : list);
        answer.put("total", found.size());
        return Reply.json(200, answer);
    }

    private static boolean shows(JsonNode wanted, ObjectNode entry) {
        Instant from = XsoarTimes.parseOrNull(AnyCase.text(wanted, "fromTime"));
        if (from != null && XsoarTimes.parse(entry.get("modified").asText()).isBefore(from)) {
            return false;
        }
        List<String> categories = AnyCase.texts(wanted, "categories");
        if (!categories.isEmpty() && categories.stream().noneMatch(category -> isIn(category, entry))) {
            return false;
        }
        List<String> tags = AnyCase.texts(wanted, "tags");
        List<String> own = AnyCase.texts(entry, "tags");
        boolean all = AnyCase.flag(wanted, "tagsAndOperator");
        return tags.isEmpty() || (all ? own.containsAll(tags) : tags.stream().anyMatch(own::contains));
    }

    private static boolean isIn(String category, ObjectNode entry) {
        return switch (category) {
            case "notes" -> entry.get("note").asBoolean();
            case "attachments" -> !entry.get("file").asText().isEmpty();
            case "chats" -> entry.get("category").asText().equals("chat");
            default -> entry.get("category").asText().equals(category);
        };
    }

    private Reply context(Request request) {
        investigations.require(request.id());
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply search(Request request) {
        boolean playground = !options.isVersion8()
                && AnyCase.texts(AnyCase.object(request.json(), "filter"), "type")
                        .contains("9");
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", playground ? 1 : 0);
        if (playground) {
            answer.putArray("data").add(XsoarInvestigations.playground());
        } else {
            answer.putNull("data");
        }
        return Reply.json(200, answer);
    }

    /** The entries that came of it: a text makes one, a command the command and its result. */
    private ArrayNode write(Request request) {
        JsonNode body = request.json();
        String investigation = AnyCase.text(body, "investigationId");
        investigations.requireOpen(investigation);
        String user = auth.userOf(request.call());
        String data = AnyCase.text(body, "data");
        ArrayNode made = Json.mapper().createArrayNode();
        if (!data.startsWith("!")) {
            String format = AnyCase.flag(body, "markdown") ? "markdown" : "text";
            return made.add(entries.add(investigation, user, Draft.text("chat", data, format)));
        }
        ObjectNode command = entries.add(investigation, user, Draft.text("commandAndResults", data, "text"));
        ObjectNode result = entries.add(investigation, "DBot", outcome(data));
        result.set("parentId", command.get("id"));
        boolean sync = request.call().path().endsWith("/sync");
        return sync ? made.add(result) : made.add(command);
    }

    /** {@code !Print value="…"} is the only command; others fail as unknown ones do. */
    private static Draft outcome(String command) {
        String[] words = command.substring(1).trim().split("\\s+", 2);
        if (words[0].equalsIgnoreCase("Print") && words.length == 2) {
            String value = words[1].replaceFirst("^value=", "").replaceAll("^[\"`]|[\"`]$", "");
            return Draft.text("commandAndResults", value, "markdown");
        }
        return Draft.text("commandAndResults", "Unsupported Command : " + words[0], "text")
                .ofType(4);
    }

    private Reply formatted(Request request) {
        JsonNode body = request.json();
        String investigation = AnyCase.text(body, "investigationId");
        investigations.requireOpen(investigation);
        String format = AnyCase.text(body, "format");
        JsonNode contents = AnyCase.get(body, "contents");
        Draft draft = new Draft(
                1,
                "chat",
                contents.isMissingNode() ? Json.mapper().getNodeFactory().textNode("") : contents,
                format.isEmpty() ? "text" : format,
                false,
                List.of());
        return Reply.json(200, entries.add(investigation, auth.userOf(request.call()), draft));
    }

    /** Without an id the data is a new note; with one it says whether that entry is a note. */
    private Reply note(Request request) {
        JsonNode body = request.json();
        String id = AnyCase.text(body, "id");
        if (id.isEmpty()) {
            String investigation = AnyCase.text(body, "investigationId");
            investigations.requireOpen(investigation);
            String format = AnyCase.flag(body, "markdown") ? "markdown" : "text";
            Draft draft = Draft.text("chat", AnyCase.text(body, "data"), format).asNote();
            return Reply.json(200, entries.add(investigation, auth.userOf(request.call()), draft));
        }
        ObjectNode entry = changeable(body, id);
        entry.put("note", AnyCase.text(body, "data").equals("true"));
        entries.changed(entry);
        return Reply.json(200, entry);
    }

    private Reply tags(Request request) {
        ObjectNode entry = changeable(request.json(), AnyCase.text(request.json(), "id"));
        EntryStore.tag(entry, AnyCase.texts(request.json(), "tags"));
        entries.changed(entry);
        return Reply.json(200, entry);
    }

    private ObjectNode changeable(JsonNode body, String id) {
        ObjectNode entry = entries.get(id);
        long version = AnyCase.number(body, "version", 0);
        if (version > 0 && version < entry.get("version").asLong()) {
            throw new XsoarFailure(XsoarErrors.conflict(options.conflictStatus));
        }
        return entry;
    }

    private Reply delete(Request request) {
        String id = AnyCase.text(request.json(), "id");
        entries.get(id);
        entries.remove(id);
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply exportArtifact(Request request) {
        EntryFiles.Stored file = entries.file(AnyCase.text(request.json(), "id"));
        return Reply.json(200, Json.mapper().getNodeFactory().textNode(file.name()));
    }
}
