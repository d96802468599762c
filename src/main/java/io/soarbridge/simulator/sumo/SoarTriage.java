package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Events that wait to be looked at before they become incidents. The paths are guesses; the actions exist in the product. */
final class SoarTriage {
    private static final Pattern FIELD = Pattern.compile("status|type|opt_([1-9]|[1-9][0-9]|100)");

    private final SoarStore store;
    private final SoarAttachments files;
    private final TreeMap<Integer, ObjectNode> events = new TreeMap<>();
    private final Map<Integer, List<SoarIncident.Attachment>> attachments = new HashMap<>();

    SoarTriage(SoarStore store, SoarAttachments files) {
        this.store = store;
        this.files = files;
    }

    void register(RouteTable guessed) {
        guessed.get("/triage/", request -> SoarNotes.list(events.values()));
        guessed.post("/triage/", this::add);
        guessed.post("/triage/search/", this::search);
        guessed.get("/triage/{id}/", request -> Reply.json(200, get(request)));
        guessed.add("PATCH", "/triage/{id}/", this::change, false);
        guessed.postBodyless("/triage/{id}/grab/", this::grab);
        guessed.postBodyless("/triage/{id}/reassign/", this::grab);
        guessed.postBodyless("/triage/{id}/discard/", this::discard);
        guessed.postBodyless("/triage/{id}/convert/", this::convert);
        guessed.post("/triage/{id}/attachments/", request -> files.add(request, filesOf(request)));
        guessed.get("/triage/{id}/attachments/", request -> SoarAttachments.list(filesOf(request)));
    }

    private ObjectNode get(Request request) {
        String id = request.id();
        ObjectNode event = id.matches("\\d{1,9}") ? events.get(Integer.parseInt(id)) : null;
        if (event == null) {
            throw store.errors.notFound("event " + id);
        }
        return event;
    }

    private List<SoarIncident.Attachment> filesOf(Request request) {
        return attachments.computeIfAbsent(get(request).path("id").asInt(), id -> new ArrayList<>());
    }

    private Reply add(Request request) {
        if (!request.json().hasNonNull("type")) {
            throw store.errors.field("type", "This field is required.");
        }
        ObjectNode event = Json.mapper().createObjectNode().put("id", events.isEmpty() ? 1 : events.lastKey() + 1);
        event.put("status", "New");
        write(event, request.json());
        events.put(event.path("id").asInt(), event);
        return Reply.json(201, event);
    }

    private static void write(ObjectNode event, JsonNode body) {
        body.properties().forEach(one -> {
            if (FIELD.matcher(one.getKey()).matches()) {
                event.set(one.getKey(), one.getValue());
            }
        });
    }

    private Reply search(Request request) {
        var filter = SoarFilter.read(
                request.json().path("filter").asText(""),
                name -> FIELD.matcher(name).matches() ? name : null);
        return SoarNotes.list(events.values().stream()
                .filter(event -> filter.test(key -> key == null ? event : event.path(key)))
                .toList());
    }

    private Reply change(Request request) {
        ObjectNode event = get(request);
        write(event, request.json());
        return Reply.json(200, event);
    }

    private Reply grab(Request request) {
        ObjectNode event = get(request);
        String user = SoarTables.USERS.get(SoarTables.id(request.json().path("owner")));
        return Reply.json(200, event.put("status", "Grabbed").put("owner", user == null ? "AUTOMATION ENGINE" : user));
    }

    private Reply discard(Request request) {
        return Reply.json(200, get(request).put("status", "Discarded"));
    }

    private Reply convert(Request request) {
        ObjectNode event = get(request);
        SoarIncident incident = store.next();
        ObjectNode fields = event.deepCopy();
        fields.remove(List.of("id", "status", "owner"));
        fields.put("incidentid", "TRIAGE-" + event.path("id").asText()).put("status", 1);
        store.writer.write(incident, fields);
        store.add(incident);
        event.put("status", "Converted").put("incident", incident.id());
        return Reply.json(200, event);
    }

    ArrayNode all() {
        ArrayNode all = Json.mapper().createArrayNode();
        events.values().forEach(all::add);
        return all;
    }

    void clear() {
        events.clear();
        attachments.clear();
    }
}
