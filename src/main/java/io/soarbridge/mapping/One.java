package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * An expression that gives exactly one value or fails, as most do: it can be asked for the value, where the engine would hand a
 * receiver through every level.
 */
@FunctionalInterface
interface One extends Expression {
    JsonNode value(Scope scope, JsonNode in) throws JsonQueryException;

    /** The value has no path: it is new, not a part of the input. */
    @Override
    default void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        output.emit(value(scope, in), null);
    }

    /** Asks an expression of the engine that is known to give exactly one value. */
    static One of(Expression expression) {
        return (scope, in) -> {
            JsonNode[] given = new JsonNode[1];
            expression.apply(scope, in, null, (value, path) -> given[0] = value, false);
            return given[0];
        };
    }

    /** Fast when only the value is wanted; the general form when somebody asks where in the input it lies, as {@code |=} does. */
    static One tracked(Expression general, One fast) {
        return new Tracked(general, fast);
    }

    record Tracked(Expression general, One fast) implements One {
        @Override
        public JsonNode value(Scope scope, JsonNode in) throws JsonQueryException {
            return fast.value(scope, in);
        }

        @Override
        public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            if (path == null && !requirePath) {
                output.emit(fast.value(scope, in), null);
            } else {
                general.apply(scope, in, path, output, requirePath);
            }
        }
    }

    /** Text whatever the input. */
    @FunctionalInterface
    interface Text extends One {}

    /** The same value whatever the input. */
    record Constant(JsonNode node) implements One {
        @Override
        public JsonNode value(Scope scope, JsonNode in) {
            return node;
        }
    }
}
