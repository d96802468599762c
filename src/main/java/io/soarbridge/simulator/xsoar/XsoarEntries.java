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

/** The War Room: entries, notes, tags, and reading them. */
final class XsoarEntries {
    private final XsoarServer server;
    private final EntryStore entries;
    private final XsoarInvestigations investigations;

    XsoarEntries(XsoarServer server, EntryStore entries, XsoarInvestigations investigations) {
        this.server = server;
        this.entries = entries;
        this.investigations = investigations;
    }

    void register(RouteTable routes) {
        routes.post("/investigation/{id}", this::read);
        routes.post("/entry/formatted", this::formatted);
        routes.post("/entry/note", this::note);
        routes.post("/entry/tags", this::tags);
        routes.post("/entry/delete/v2", this::delete);
        routes.post("/entry/exportArtifact", this::exportArtifact);
    }

    private Reply read(Request request) {
        investigations.require(request.id());
        ObjectNode answer = investigations.describe(request.id());
        List<ObjectNode> found = entries.of(request.id()).stream()
                .filter(entry -> shows(request.json(), entry))
                .toList();
        long size = AnyCase.number(request.json(), "pageSize", 0);
        int kept = size <= 0 ? found.size() : (int) Math.min(found.size(), size);
        int from = server.quirks().keepsNewestEntries ? found.size() - kept : 0;
        ArrayNode list = Json.mapper().createArrayNode();
        list.addAll(found.subList(from, from + kept));
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

    private Reply formatted(Request request) {
        JsonNode body = request.json();
        String investigation = AnyCase.text(body, "investigationId");
        investigations.requireOpenForNotes(investigation);
        String format = AnyCase.text(body, "format");
        JsonNode contents = AnyCase.get(body, "contents");
        Draft draft = new Draft(
                1,
                "chat",
                contents.isMissingNode() ? Json.mapper().getNodeFactory().textNode("") : contents,
                format.isEmpty() ? "text" : format,
                false,
                List.of());
        return Reply.json(200, entries.add(investigation, server.userOf(request.call()), draft));
    }

    /** Without an id the data is a new note; with one it says whether that entry is a note. */
    private Reply note(Request request) {
        JsonNode body = request.json();
        String id = AnyCase.text(body, "id");
        if (id.isEmpty()) {
            String investigation = AnyCase.text(body, "investigationId");
            investigations.requireOpenForNotes(investigation);
            String format = AnyCase.flag(body, "markdown") ? "markdown" : "text";
            Draft draft = Draft.text("chat", AnyCase.text(body, "data"), format).asNote();
            return Reply.json(200, entries.add(investigation, server.userOf(request.call()), draft));
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
            throw server.conflict();
        }
        return entry;
    }

    private Reply delete(Request request) {
        String id = AnyCase.text(request.json(), "id");
        if (server.quirks().entryDeleteMoved) {
            return Reply.empty(303).with("Location", "/");
        }
        entries.get(id);
        entries.remove(id);
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply exportArtifact(Request request) {
        String name = entries.exportArtifact(AnyCase.text(request.json(), "id"));
        return Reply.json(200, Json.mapper().getNodeFactory().textNode(name));
    }
}
