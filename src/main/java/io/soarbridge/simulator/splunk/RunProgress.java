package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How runs go on: a step with each time that somebody asks, so that no test depends on time. */
final class RunProgress {
    private static final Set<String> ENDED = Set.of("success", "failed", "cancelled");

    private final int polls;
    private final Map<Long, Integer> asked = new HashMap<>();

    /** @param polls how often a run is still running when asked for */
    RunProgress(int polls) {
        this.polls = polls;
    }

    static boolean hasEnded(ObjectNode run) {
        return ENDED.contains(run.path("status").asText());
    }

    /** Whether it ends now: it was asked for often enough. */
    boolean isDue(ObjectNode run) {
        if (hasEnded(run)) {
            return false;
        }
        int times = asked.merge(run.path("id").asLong(), 1, Integer::sum);
        run.put("status", "running");
        return times > polls;
    }

    void clear() {
        asked.clear();
    }
}
