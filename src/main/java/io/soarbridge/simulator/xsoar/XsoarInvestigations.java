package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.List;

/** Opening investigations, and the rule that entries and playbooks need an open one. */
final class XsoarInvestigations {
    /** Investigation that needs no incident; version 6 lists it, version 8 does not. */
    static final String PLAYGROUND = "11111111-aaaa-4bbb-8ccc-222222222222";

    static final int PLAYGROUND_TYPE = 9;

    private final XsoarServer server;
    private final IncidentStore store;
    private final EntryStore entries;
    private final PlaybookRuns playbooks;

    XsoarInvestigations(XsoarServer server, IncidentStore store, EntryStore entries, PlaybookRuns playbooks) {
        this.server = server;
        this.store = store;
        this.entries = entries;
        this.playbooks = playbooks;
    }

    /** @throws XsoarFailure 400 when a playbook is named that does not exist */
    void requirePlaybook(String playbookId) {
        if (!playbookId.isEmpty() && !playbooks.isKnown(playbookId)) {
            throw XsoarErrors.failed(400, "Could not find playbook " + playbookId);
        }
    }

    /** Makes the incident's next state an opened one: investigation id, status, times, playbook of the request or of the type. */
    void open(XsoarIncident incident, ObjectNode own, Instant now) {
        String time = XsoarTimes.text(now);
        own.put("investigationId", incident.id());
        if (own.path("status").asInt() == 0) {
            own.put("status", XsoarIncident.ACTIVE);
        }
        own.put("activated", time);
        own.put("lastOpen", time);
        entries.open(incident.id());
        String wanted = own.path("playbookId").asText();
        String playbook = wanted.isEmpty() ? playbooks.boundTo(own.path("type").asText()) : wanted;
        if (!playbook.isEmpty()) {
            own.put("playbookId", playbook);
            own.put("runStatus", playbooks.start(incident.id(), playbook, time));
        }
    }

    /** @throws XsoarFailure 400 when there is no open investigation of that id */
    void require(String investigationId) {
        if (PLAYGROUND.equals(investigationId)) {
            return;
        }
        XsoarIncident incident = store.find(investigationId);
        if (incident == null || server.options().requireInvestigation && !incident.isOpened()) {
            throw none(investigationId);
        }
    }

    XsoarFailure none(String investigationId) {
        return XsoarErrors.noInvestigation(server.quirks().missingInvestigation, investigationId);
    }

    /** As {@link #require}, and 412 where closed investigations take no formatted entries and notes. */
    void requireOpenForNotes(String investigationId) {
        if (server.quirks().closedRefusesNotes) {
            requireOpen(investigationId);
        } else {
            require(investigationId);
        }
    }

    /** As {@link #require}, and 412 when the investigation is closed. */
    void requireOpen(String investigationId) {
        require(investigationId);
        if (isClosed(investigationId)) {
            throw XsoarErrors.failed(412, "Investigation " + investigationId + " is closed");
        }
    }

    private boolean isClosed(String investigationId) {
        XsoarIncident incident = store.find(investigationId);
        return incident != null && incident.isClosed();
    }

    /** The investigation of that id, which is there. */
    ObjectNode describe(String investigationId) {
        XsoarIncident incident = store.find(investigationId);
        return incident == null ? playground() : describe(incident);
    }

    ObjectNode describe(XsoarIncident incident) {
        ObjectNode investigation = blank(incident.id(), incident.text("name"), 0);
        investigation.put("version", incident.version());
        investigation.put("status", incident.isClosed() ? 1 : 0);
        investigation.put("created", incident.text("activated"));
        investigation.put("modified", incident.text("modified"));
        investigation.put("closed", incident.text("closed"));
        investigation.put("lastOpen", incident.text("lastOpen"));
        investigation.put("creatingUserId", incident.text("dbotCreatedBy"));
        investigation.put("dbotCreatedBy", incident.text("dbotCreatedBy"));
        investigation.put("category", incident.text("category"));
        investigation.put("rawCategory", incident.text("category"));
        investigation.put("details", incident.text("details"));
        investigation.put("runStatus", incident.text("runStatus"));
        return investigation;
    }

    static ObjectNode playground() {
        return blank(PLAYGROUND, "Playground", PLAYGROUND_TYPE);
    }

    private static ObjectNode blank(String id, String name, int type) {
        ObjectNode investigation = Json.mapper().createObjectNode();
        investigation.put("id", id);
        investigation.put("version", 1);
        investigation.put("cacheVersn", 0);
        investigation.put("sizeInBytes", 0);
        investigation.put("name", name);
        investigation.put("type", type);
        investigation.put("status", 0);
        for (String time : List.of("created", "modified", "closed", "lastOpen")) {
            investigation.put(time, XsoarTimes.NEVER);
        }
        for (String text :
                List.of("category", "rawCategory", "creatingUserId", "dbotCreatedBy", "details", "runStatus")) {
            investigation.put(text, "");
        }
        for (String flag : List.of("highPriority", "isDebug", "slackMirrorAutoClose")) {
            investigation.put(flag, false);
        }
        investigation.put("slackMirrorType", "");
        for (String none :
                List.of("entryUsers", "mirrorAutoClose", "mirrorTypes", "reason", "systems", "tags", "users")) {
            investigation.putNull(none);
        }
        return investigation;
    }
}
