package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import net.thisptr.jackson.jq.Scope;

/** One run of a mapping: its variables, and how much it has done. Belongs to one thread. */
final class Evaluation {
    /** A few seconds of work, and a thousand times what a sensible mapping needs for a large event. */
    static final int MAX_STEPS = 10_000_000;

    private static final long MAX_NANOS = 5_000_000_000L;
    private static final int STEPS_BETWEEN_LOOKS = 1024;
    private static final ThreadLocal<Evaluation> CURRENT = new ThreadLocal<>();

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final JsonNode input;
    private final Map<String, JsonNode> variables;
    private final long end;
    private int steps;

    Evaluation(JsonNode input, Map<String, JsonNode> variables) {
        this(input, variables, MAX_NANOS);
    }

    /** @param nanos that it may take */
    Evaluation(JsonNode input, Map<String, JsonNode> variables, long nanos) {
        this.input = input;
        this.variables = variables;
        this.end = System.nanoTime() + nanos;
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

    /** The value with its computed numbers in jq's form. Parts of the input were never computed and are not looked through. */
    static JsonNode settled(JsonNode value) {
        JsonNode input = CURRENT.get().input;
        if (value.isContainerNode() && input.isObject()) {
            for (JsonNode part : input) {
                if (part == value) {
                    return value;
                }
            }
        }
        return Numbers.settled(value, input);
    }

    /** Counts one step of the current run. Called wherever a mapping can go round: elements, numbers of a range, calls. */
    static void step() {
        CURRENT.get().count();
    }

    private void count() {
        steps++;
        if (steps > MAX_STEPS) {
            throw new TooSlow();
        }
        if (steps % STEPS_BETWEEN_LOOKS == 0) {
            nanosLeft();
        }
    }

    /**
     * What is left of the time of the current run, more than zero.
     *
     * @throws TooSlow when nothing is left
     */
    static long nanosLeft() {
        long left = CURRENT.get().end - System.nanoTime();
        if (left <= 0) {
            throw new TooSlow();
        }
        return left;
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
