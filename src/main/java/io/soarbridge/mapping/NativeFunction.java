package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Wraps plain Java into functions of the engine: one output for each input and each value of the argument. */
final class NativeFunction {
    private NativeFunction() {}

    @FunctionalInterface
    interface OfInput {
        JsonNode apply(JsonNode input) throws JsonQueryException;
    }

    @FunctionalInterface
    interface OfArgument {
        JsonNode apply(JsonNode input, JsonNode argument) throws JsonQueryException;
    }

    static Function of(OfInput body) {
        return (scope, args, in, path, output, version) -> output.emit(body.apply(in), null);
    }

    static Function of(OfArgument body) {
        return (scope, args, in, path, output, version) ->
                args.get(0).apply(scope, in, argument -> output.emit(body.apply(in, argument), null));
    }
}
