package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import net.thisptr.jackson.jq.Scope;

/** One run of a mapping: its variables, and how much it has done. Belongs to one thread. */
final class Evaluation {
    /** Well above what any sensible mapping needs for the largest event, and a few seconds of work. */
    static final int MAX_STEPS = 10_000_000;

    private static final long MAX_NANOS = 5_000_000_000L;
    private static final int STEPS_BETWEEN_LOOKS = 1024;
    private static final ThreadLocal<Evaluation> CURRENT = new ThreadLocal<>();

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Map<String, JsonNode> variables;
    private final long start = System.nanoTime();
    private int steps;

    Evaluation(Map<String, JsonNode> variables) {
        this.variables = variables;
    }

    /** Makes this the run of the calling thread and gives the one before, which is null unless a run is inside another. */
    Evaluation enter() {
        Evaluation outer = CURRENT.get();
        CURRENT.set(this);
        return outer;
    }

    static void leave(Evaluation outer) {
        CURRENT.set(outer);
    }

    /** Counts one step of the current run. Called wherever a mapping can go round: elements, numbers of a range, calls. */
    static void step() {
        CURRENT.get().count();
    }

    private void count() {
        steps++;
        if (steps > MAX_STEPS || (steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - start > MAX_NANOS)) {
            throw new TooSlow();
        }
    }

    /** Lets every scope below see the variables of the run, also definitions that were made long before it. */
    static void addVariables(Scope scope) {
        scope.setValue("input", () -> CURRENT.get().variables.getOrDefault("input", NOTHING));
        scope.setValue("settings", () -> CURRENT.get().variables.getOrDefault("settings", NOTHING));
    }

    /** Thrown through the engine; no {@code JsonQueryException}, which the mapping could catch. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("too slow", null, false, false);
        }
    }
}
