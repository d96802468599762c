package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** Wraps plain Java into functions of the engine: one output for each input and each value of the argument. */
final class NativeFunction {
    private NativeFunction() {}

    @FunctionalInterface
    interface OfInput extends OneFunction {
        JsonNode apply(JsonNode input) throws JsonQueryException;

        @Override
        default void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            output.emit(apply(in), null);
        }

        @Override
        default One called(List<Expression> args) {
            return (scope, in) -> apply(in);
        }
    }

    @FunctionalInterface
    interface OfArgument extends OneFunction {
        JsonNode apply(JsonNode input, JsonNode argument) throws JsonQueryException;

        @Override
        default void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            args.get(0).apply(scope, in, argument -> output.emit(apply(in, argument), null));
        }

        @Override
        default One called(List<Expression> args) {
            return args.get(0) instanceof One argument ? (scope, in) -> apply(in, argument.value(scope, in)) : null;
        }
    }

    static Function of(OfInput body) {
        return body;
    }

    static Function of(OfArgument body) {
        return body;
    }
}
