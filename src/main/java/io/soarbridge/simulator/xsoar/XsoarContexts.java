package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.HashMap;
import java.util.Map;

/** The context data of investigations. Not thread-safe: the simulator's lock guards it. */
final class XsoarContexts {
    private final Map<String, ObjectNode> byInvestigation = new HashMap<>();

    ObjectNode of(String investigationId) {
        return byInvestigation.computeIfAbsent(
                investigationId, key -> Json.mapper().createObjectNode());
    }

    void forget(String investigationId) {
        byInvestigation.remove(investigationId);
    }

    void clear() {
        byInvestigation.clear();
    }
}
