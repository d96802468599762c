package io.soarbridge.simulator.sumo;

import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** All incidents by id, and what every handler needs to show and change them. */
final class SoarStore {
    private static final int FIRST_ID = 8508;

    final SimulatorClock clock;
    final SoarDates dates;
    final SoarErrors errors;
    final SoarWriter writer;
    private final TreeMap<Integer, SoarIncident> incidents = new TreeMap<>();

    SoarStore(Switches set, SimulatorClock clock) {
        this.clock = clock;
        this.dates = new SoarDates(set.text("time-zone"));
        this.errors = new SoarErrors(set);
        this.writer = new SoarWriter(set, errors);
    }

    /** Not stored yet, so that a refused create leaves nothing. */
    SoarIncident next() {
        return new SoarIncident(incidents.isEmpty() ? FIRST_ID : incidents.lastKey() + 1, clock.instant());
    }

    void add(SoarIncident incident) {
        incidents.put(incident.id(), incident);
        incident.log("Incident created", clock.instant());
    }

    /** @throws SumoFailure 404 when there is none */
    SoarIncident get(String id) {
        SoarIncident incident = id.matches("\\d{1,9}") ? incidents.get(Integer.parseInt(id)) : null;
        if (incident == null) {
            throw errors.notFound("incident " + id);
        }
        return incident;
    }

    Collection<SoarIncident> all() {
        return incidents.values();
    }

    List<SoarIncident> newestFirst() {
        return new ArrayList<>(incidents.descendingMap().values());
    }

    void clear() {
        incidents.clear();
    }
}
