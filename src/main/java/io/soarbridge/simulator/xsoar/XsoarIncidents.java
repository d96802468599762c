package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Creating, changing, closing, opening, loading and finding single incidents. */
final class XsoarIncidents {
    private static final Duration DUE = Duration.ofDays(10);

    private final XsoarServer server;
    private final CortexXsoarOptions options;
    private final XsoarQuirks quirks;
    private final SimulatorClock clock;
    private final IncidentStore store;
    private final XsoarInvestigations investigations;
    private final String account;

    XsoarIncidents(XsoarServer server, IncidentStore store, XsoarInvestigations investigations, String account) {
        this.server = server;
        this.options = server.options();
        this.quirks = server.quirks();
        this.clock = server.clock();
        this.store = store;
        this.investigations = investigations;
        this.account = account;
    }

    void register(RouteTable routes) {
        routes.post("/incident", this::save);
        routes.post("/incident/splunkapp", this::save);
        routes.post("/incident/json", this::createFromJson);
        routes.get("/incident/load/{id}", request -> store.get(request.id()).reply(200));
        routes.post("/incident/close", this::close);
        routes.post("/incident/investigate", this::investigate);
    }

    private Reply save(Request request) {
        JsonNode body = requireObject(request.json());
        JsonNode id = AnyCase.get(body, "id");
        if (!id.isMissingNode() && !id.isTextual()) {
            throw XsoarErrors.badRequest(
                    "json: cannot unmarshal number into Go struct field Incident.id of type string");
        }
        return id.asText().isEmpty() ? create(request.call(), body) : update(request.call(), id.asText(), body);
    }

    private Reply create(Call call, JsonNode body) {
        ObjectNode own = store.shape().written(body);
        String name = own.path("name").asText();
        if (name.isEmpty() && quirks.nameRequired) {
            throw XsoarErrors.failed(400, "name is required");
        }
        if (options.refuseRule != null && options.refuseRule.matcher(name).find()) {
            throw XsoarErrors.badRequest("a create with this name is refused by the simulator's refuse rule");
        }
        if (options.dropRule != null && options.dropRule.matcher(name).find()) {
            return options.isVersion8()
                    ? Reply.empty(200)
                    : Reply.json(200, Json.mapper().nullNode());
        }
        investigations.requirePlaybook(own.path("playbookId").asText());
        Instant now = clock.instant();
        stamp(own, now, server.userOf(call));
        if (!options.mirrorIdSettable) {
            own.remove("dbotMirrorId");
        }
        XsoarIncident incident = store.add(own, options.createdVersion, now);
        if (AnyCase.flag(body, "createInvestigation")) {
            investigations.open(incident, own, now);
        }
        Reply reply = created(store.get(incident.id()));
        for (int i = 0; i < options.serverWritesAfterCreate; i++) {
            XsoarIncident current = store.get(incident.id());
            store.replace(current, current.own().deepCopy());
        }
        return reply;
    }

    private Reply created(XsoarIncident incident) {
        int status = options.isVersion8() ? 201 : 200;
        return quirks.epochModified
                ? Reply.json(status, incident.full().put("modified", "1970-01-01T00:00:00Z"))
                : incident.reply(status);
    }

    private void stamp(ObjectNode own, Instant now, String user) {
        String time = XsoarTimes.text(now);
        own.put("created", time);
        own.put("modified", time);
        if (!own.has("occurred")) {
            own.put("occurred", time);
        }
        if (!own.has("dueDate")) {
            own.put("dueDate", XsoarTimes.text(now.plus(DUE).truncatedTo(ChronoUnit.SECONDS)));
        }
        if (own.path("status").asInt() >= XsoarIncident.CLOSED && !own.has("closed")) {
            own.put("closed", time);
        }
        if (!own.has("type")) {
            own.put("type", "Unclassified");
        }
        own.put("autime", XsoarTimes.nanos(now));
        own.put("dbotCreatedBy", user);
        own.put("changeStatus", "new");
        if (!account.isEmpty()) {
            own.put("account", account);
        }
        nameSource(own, user);
    }

    /** The source that a client names counts only beside a label of type Instance. */
    private static void nameSource(ObjectNode own, String user) {
        for (JsonNode label : own.path("labels")) {
            if (label.path("type").asText().equalsIgnoreCase("Instance")) {
                if (!own.has("sourceInstance")) {
                    own.set("sourceInstance", label.path("value"));
                }
                if (!own.has("sourceBrand")) {
                    own.put("sourceBrand", "Manual");
                }
                return;
            }
        }
        own.put("sourceInstance", user);
        own.put("sourceBrand", "Manual");
    }

    /** Whole-object write: what the request leaves out is blanked, what only the server writes stays. */
    private Reply update(Call call, String id, JsonNode body) {
        XsoarIncident before = store.find(id);
        if (before == null) {
            return unknown(call, body);
        }
        ObjectNode own = store.shape().written(body);
        checkVersion(before, AnyCase.number(body, "version", 0));
        own.setAll(store.shape().serverFields(before.own()));
        boolean closes = own.path("status").asInt() == XsoarIncident.CLOSED && !before.isClosed();
        if (closes && options.updateCloses) {
            markClosed(own, before, server.userOf(call));
        }
        boolean opens = AnyCase.flag(body, "createInvestigation") && !before.isOpened();
        if (opens) {
            investigations.open(before, own, clock.instant());
        }
        return store.replace(before, own).reply(200);
    }

    private Reply unknown(Call call, JsonNode body) {
        if (quirks.unknownId.equals("created")) {
            return create(call, body);
        }
        throw XsoarErrors.itemNotFound(Integer.parseInt(quirks.unknownId));
    }

    private void checkVersion(XsoarIncident before, long version) {
        if (version != -1 && version < before.version()) {
            throw server.conflict();
        }
    }

    private void markClosed(ObjectNode own, XsoarIncident before, String user) {
        Instant now = clock.instant();
        own.put("status", XsoarIncident.CLOSED);
        own.put("closed", XsoarTimes.text(now));
        own.put("closingUserId", user);
        Instant activated = XsoarTimes.parseOrNull(before.text("activated"));
        if (before.isOpened() && activated != null) {
            own.put("openDuration", Duration.between(activated, now).toSeconds());
        }
    }

    private Reply close(Request request) {
        JsonNode body = requireObject(request.json());
        XsoarIncident before = store.get(AnyCase.text(body, "id"));
        long version = AnyCase.number(body, "version", 0);
        if (version > 0 && quirks.closeChecksVersion) {
            checkVersion(before, version);
        }
        requireClosingFields(body);
        return close(before, body, server.userOf(request.call())).reply(200);
    }

    private void requireClosingFields(JsonNode body) {
        ObjectNode custom = AnyCase.object(body, "CustomFields");
        for (String field : quirks.requiredToClose) {
            if (AnyCase.text(body, field).isEmpty()
                    && AnyCase.text(custom, field).isEmpty()) {
                throw XsoarErrors.failed(400, "the field " + field + " is mandatory on close");
            }
        }
    }

    /** Closes with {@code closeNotes}, {@code closeReason} and {@code CustomFields} of the body; other fields stay. */
    XsoarIncident close(XsoarIncident before, JsonNode body, String user) {
        ObjectNode own = before.own().deepCopy();
        markClosed(own, before, user);
        for (String field : List.of("closeNotes", "closeReason")) {
            String text = AnyCase.text(body, field);
            if (!text.isEmpty()) {
                own.put(field, text);
            }
        }
        ObjectNode custom = AnyCase.object(body, "CustomFields");
        if (!quirks.closeMerges) {
            own.remove("CustomFields");
        }
        if (!custom.isEmpty()) {
            own.withObjectProperty("CustomFields").setAll(custom);
        }
        return store.replace(before, own);
    }

    private Reply investigate(Request request) {
        JsonNode body = requireObject(request.json());
        XsoarIncident before = store.get(AnyCase.text(body, "id"));
        if (before.isOpened()) {
            throw XsoarErrors.failed(400, "Investigation already exists for incident " + before.id());
        }
        long version = AnyCase.number(body, "version", 0);
        if (version > 0) {
            checkVersion(before, version);
        }
        ObjectNode own = before.own().deepCopy();
        investigations.open(before, own, clock.instant());
        XsoarIncident opened = store.replace(before, own);
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.putNull("error");
        answer.put("id", opened.id());
        answer.putNull("invPlaybook");
        answer.set("investigation", investigations.describe(opened));
        answer.put("version", opened.version());
        return Reply.json(200, answer);
    }

    private Reply createFromJson(Request request) {
        ObjectNode mapped = Json.mapper().createObjectNode();
        JsonNode raw = request.json();
        String name = AnyCase.text(raw, "name");
        String title = AnyCase.text(raw, "title");
        mapped.put("name", !name.isEmpty() ? name : title.isEmpty() ? "Incident from JSON" : title);
        mapped.put("rawJSON", Json.text(raw));
        if (AnyCase.get(raw, "severity").isNumber()) {
            mapped.set("severity", AnyCase.get(raw, "severity"));
        }
        if (AnyCase.get(raw, "type").isTextual()) {
            mapped.set("type", AnyCase.get(raw, "type"));
        }
        raw.fields().forEachRemaining(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                mapped.withArrayProperty("labels")
                        .addObject()
                        .put("type", field.getKey())
                        .put("value", field.getValue().asText());
            }
        });
        return create(request.call(), mapped);
    }

    static JsonNode requireObject(JsonNode body) {
        if (!body.isObject()) {
            String kind =
                    body.isTextual() ? "string" : body.getNodeType().name().toLowerCase(Locale.ROOT);
            throw XsoarErrors.badRequest("json: cannot unmarshal " + kind + " into Go value of type object");
        }
        return body;
    }
}
