package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files of incidents and of the War Room. */
final class XsoarAttachments {
    private final XsoarServer server;
    private final IncidentStore incidents;
    private final EntryStore entries;
    private final XsoarInvestigations investigations;
    private long lastPath;

    XsoarAttachments(
            XsoarServer server, IncidentStore incidents, EntryStore entries, XsoarInvestigations investigations) {
        this.server = server;
        this.incidents = incidents;
        this.entries = entries;
        this.investigations = investigations;
    }

    void register(RouteTable routes) {
        routes.post("/incident/upload/{id}", this::uploadToIncident);
        routes.post("/incident/remove/{id}", this::remove);
        routes.post("/entry/upload/{id}", this::uploadToWarRoom);
        routes.get("/entry/download/{id}", this::download);
        routes.get("/entry/artifact/{id}", this::artifact);
    }

    private Reply uploadToIncident(Request request) {
        Call call = request.call();
        XsoarIncident before = incidents.get(request.id());
        EntryFiles.Stored file = EntryFiles.uploaded(call);
        ObjectNode own = before.own().deepCopy();
        String field = call.formText("field", "attachment");
        ArrayNode list = field.equals("attachment")
                ? array(own, "attachment")
                : array(own.withObjectProperty("CustomFields"), field);
        ObjectNode attachment = list.addObject();
        attachment.put("name", file.name());
        attachment.put("path", before.id() + "_" + ++lastPath);
        attachment.put("type", file.contentType());
        attachment.put("description", file.comment());
        attachment.put("showMediaFile", call.formText("showMediaFile", "false").equals("true"));
        attachment.put("isTempPath", false);
        if (before.isOpened()) {
            entries.addFile(before.id(), server.userOf(call), file, List.of());
        } else {
            entries.keepForLater(before.id(), file);
            if (call.formText("last", "false").equals("true")) {
                investigations.open(before, own, server.clock().instant());
            }
        }
        return Reply.json(200, incidents.replace(before, own).full());
    }

    private static ArrayNode array(ObjectNode object, String key) {
        return object.get(key) instanceof ArrayNode list ? list : object.putArray(key);
    }

    private Reply remove(Request request) {
        XsoarIncident before = incidents.get(request.id());
        Set<String> gone = new HashSet<>();
        AnyCase.object(request.json(), "files").fieldNames().forEachRemaining(gone::add);
        String named = AnyCase.text(request.json(), "fieldName");
        String field = named.isEmpty() ? "attachment" : named;
        ObjectNode own = before.own().deepCopy();
        ObjectNode holder = field.equals("attachment") ? own : own.withObjectProperty("CustomFields");
        ArrayNode kept = Json.mapper().createArrayNode();
        for (JsonNode attachment : holder.path(field)) {
            if (!gone.contains(attachment.path("path").asText())) {
                kept.add(attachment);
            }
        }
        if (kept.isEmpty()) {
            holder.remove(field);
        } else {
            holder.set(field, kept);
        }
        return Reply.json(200, incidents.replace(before, own).full());
    }

    /** Answers the investigation, with the new entry as the only one of its {@code entries}, as the product was seen to do. */
    private Reply uploadToWarRoom(Request request) {
        Call call = request.call();
        investigations.require(request.id());
        List<String> tags = List.of(call.formText("tags", "").split(",")).stream()
                .map(String::trim)
                .filter(tag -> !tag.isEmpty())
                .toList();
        ObjectNode entry = entries.addFile(request.id(), server.userOf(call), EntryFiles.uploaded(call), tags);
        ObjectNode answer = investigations.describe(request.id());
        answer.putArray("entries").add(entry);
        answer.put("totalEntries", 0);
        return Reply.json(200, answer);
    }

    private Reply download(Request request) {
        EntryFiles.Stored file = entries.file(request.id());
        return EntryFiles.download(file.name(), file.content());
    }

    private Reply artifact(Request request) {
        return EntryFiles.download(request.id(), entries.artifact(request.id()).content());
    }
}
