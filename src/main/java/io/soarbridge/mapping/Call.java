package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** A call of a function that is the same wherever the call is run from: looked up the first time only. */
final class Call implements Expression {
    private final String name;
    private final List<Expression> args;
    private Function function;

    /** @param function null when it is not known yet: a definition further down in the same file, or the one being made */
    Call(String name, List<Expression> args, Function function) {
        this.name = name;
        this.args = args;
        this.function = function;
    }

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        Function known = function;
        if (known == null) {
            known = scope.getFunction(name, args.size());
            if (known == null) {
                throw new JsonQueryException("Function %s/%s does not exist", name, args.size());
            }
            function = known;
        }
        Evaluation.step();
        known.apply(scope, args, in, path, output, BaseScope.VERSION);
    }
}
