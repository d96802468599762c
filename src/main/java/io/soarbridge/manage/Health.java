package io.soarbridge.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.connection.Connection;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.support.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the bridge does its work: the ledger can be written, the lanes run, the door takes events. A system that is down does
 * not count: its events wait in good order, and a bridge that is taken out of service for it would only lose more.
 */
public final class Health {
    private final Watched watched;

    public Health(Watched watched) {
        this.watched = watched;
    }

    /** What is wrong by part, in words; empty when ready. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        watched.store().trouble().ifPresent(trouble -> troubles.put("ledger", trouble));
        lanes().ifPresent(trouble -> troubles.put("lanes", trouble));
        if (!watched.taking().getAsBoolean()) {
            troubles.put("door", "No events are taken in: the bridge is starting or stopping.");
        }
        return troubles;
    }

    private Optional<String> lanes() {
        for (Connection connection : watched.connections().all()) {
            String name = connection.settings().name();
            Optional<LaneStatus> lane = watched.lanes().apply(name);
            if (lane.isEmpty()) {
                return Optional.of(
                        "Nothing is delivered to %s: its lane has not started yet, or was stopped.".formatted(name));
            }
            if (lane.get().alive() < lane.get().threads()) {
                return Optional.of(
                        "%d of the %d threads that deliver to %s are dead; they are started anew within seconds."
                                .formatted(
                                        lane.get().threads() - lane.get().alive(),
                                        lane.get().threads(),
                                        name));
            }
        }
        return Optional.empty();
    }

    ObjectNode json(Map<String, String> troubles) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("status", troubles.isEmpty() ? "ready" : "not ready");
        for (String part : new String[] {"ledger", "lanes", "door"}) {
            json.put(part, troubles.getOrDefault(part, "ok"));
        }
        ArrayNode warnings = json.putArray("warnings");
        watched.warnings().get().forEach(warnings::add);
        return json;
    }
}
