package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All incidents, by id and by mirror id. Not thread-safe: the simulator's lock guards it. */
final class IncidentStore {
    private final IncidentShape shape;
    private final SimulatorClock clock;
    private final Duration searchLag;
    private final Map<String, XsoarIncident> byId = new LinkedHashMap<>();
    private final Map<String, List<String>> byMirrorId = new HashMap<>();
    private long lastNumber;

    IncidentStore(IncidentShape shape, SimulatorClock clock, Duration searchLag) {
        this.shape = shape;
        this.clock = clock;
        this.searchLag = searchLag;
    }

    IncidentShape shape() {
        return shape;
    }

    /** Stores a new incident: gives it the next id and {@code version}. */
    XsoarIncident add(ObjectNode own, long version, Instant now) {
        long number = ++lastNumber;
        own.put("id", Long.toString(number));
        own.put("version", version);
        if (shape.unset("numericId") != null) {
            own.put("numericId", number);
        }
        XsoarIncident incident = new XsoarIncident(shape, number, own, now, null);
        byId.put(incident.id(), incident);
        index(incident);
        return incident;
    }

    /** Stores the next state of an incident: version and modification time are set here. */
    XsoarIncident replace(XsoarIncident before, ObjectNode own) {
        Instant now = clock.instant();
        own.put("id", before.id());
        own.put("version", before.version() + 1);
        own.put("modified", XsoarTimes.text(now));
        XsoarIncident past = searchLag.isZero() ? null : before;
        XsoarIncident after = new XsoarIncident(shape, before.number(), own, now, past);
        byId.put(after.id(), after);
        String mirrorId = after.text("dbotMirrorId");
        if (!mirrorId.equals(before.text("dbotMirrorId"))) {
            index(after);
        }
        return after;
    }

    private void index(XsoarIncident incident) {
        String mirrorId = incident.text("dbotMirrorId");
        if (!mirrorId.isEmpty()) {
            byMirrorId
                    .computeIfAbsent(mirrorId.toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
                    .add(incident.id());
        }
    }

    /** The incident, or null. */
    XsoarIncident find(String id) {
        return byId.get(id);
    }

    /** @throws XsoarFailure 400 when there is none */
    XsoarIncident get(String id) {
        XsoarIncident incident = byId.get(id);
        if (incident == null) {
            throw XsoarErrors.itemNotFound();
        }
        return incident;
    }

    void remove(String id) {
        byId.remove(id);
    }

    Collection<XsoarIncident> all() {
        return byId.values();
    }

    /** Those that have, or had, this mirror id, whatever its case. */
    List<XsoarIncident> withMirrorId(String mirrorId) {
        List<XsoarIncident> found = new ArrayList<>();
        for (String id : byMirrorId.getOrDefault(mirrorId.toLowerCase(Locale.ROOT), List.of())) {
            XsoarIncident incident = byId.get(id);
            if (incident != null) {
                found.add(incident);
            }
        }
        return found;
    }

    /** The newest moment whose writes a search can see now. */
    Instant searchHorizon() {
        return clock.instant().minus(searchLag);
    }

    void clear() {
        byId.clear();
        byMirrorId.clear();
        lastNumber = 0;
    }
}
