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

/** A function that a file defines at its top, made once for all runs. */
final class Defined implements OneFunction {
    private final List<String> parameters;
    private final Expression body;
    private final Scope closure;
    private final boolean needsScope;

    /**
     * @param closure where the definition stands; it must not change any more when the first run begins
     * @param defines whether there are definitions inside the body, which are put into the scope it runs in
     */
    Defined(List<String> parameters, Expression body, Scope closure, boolean defines) {
        this.parameters = parameters;
        this.body = body;
        this.closure = closure;
        this.needsScope = defines || !parameters.isEmpty();
    }

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        bound(0, own(), scope, args, in, path, output);
    }

    private Scope own() {
        return needsScope ? Scope.newChildScope(closure) : closure;
    }

    private void bound(
            int first, Scope own, Scope caller, List<Expression> args, JsonNode in, Path path, PathOutput output)
            throws JsonQueryException {
        for (int i = first; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            Expression arg = args.get(i);
            if (parameter.charAt(0) != '$') {
                own.addFunction(parameter, 0, closureOf(arg, caller));
            } else if (arg instanceof One one) {
                own.setValue(parameter.substring(1), one.value(caller, in));
            } else {
                int next = i + 1;
                arg.apply(
                        caller,
                        in,
                        null,
                        (value, where) -> {
                            own.setValue(parameter.substring(1), value);
                            bound(next, own, caller, args, in, path, output);
                        },
                        false);
                return;
            }
        }
        body.apply(own, in, path, output, false);
    }

    private static Function closureOf(Expression arg, Scope caller) {
        return (scope, none, in, path, output, version) -> arg.apply(caller, in, path, output, false);
    }

    @Override
    public One called(List<Expression> args) {
        if (!(body instanceof One one)
                || !parameters.stream().allMatch(parameter -> parameter.charAt(0) == '$')
                || !args.stream().allMatch(One.class::isInstance)) {
            return null;
        }
        String[] names = parameters.stream().map(name -> name.substring(1)).toArray(String[]::new);
        One[] values = args.toArray(One[]::new);
        return (scope, in) -> {
            Evaluation.step();
            Scope own = own();
            for (int i = 0; i < names.length; i++) {
                own.setValue(names[i], values[i].value(scope, in));
            }
            return one.value(own, in);
        };
    }
}
