package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** {@code a | b as $x | c}: goes on without a call where a stage gives one value, and calls itself for each value elsewhere. */
final class Pipe implements Expression {
    /** @param variable name without the dollar sign that the value is bound to; null when the value is what the next stage gets */
    record Stage(Expression expression, String variable) {}

    private final Stage[] stages;

    private Pipe(List<Stage> stages) {
        this.stages = stages.toArray(Stage[]::new);
    }

    static Expression of(List<Stage> stages) {
        Pipe general = new Pipe(stages);
        return stages.stream().allMatch(stage -> stage.expression instanceof One)
                ? One.tracked(general, ofOnes(stages))
                : general;
    }

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        from(0, scope, in, path, output, requirePath);
    }

    private void from(int first, Scope outer, JsonNode given, Path from, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        Scope scope = outer;
        JsonNode in = given;
        Path path = from;
        for (int i = first; i < stages.length; i++) {
            Stage stage = stages[i];
            if (stage.variable != null && stage.expression instanceof One one) {
                scope = bound(scope, stage.variable, one.value(scope, in));
            } else if (stage.variable == null && path == null && !requirePath && stage.expression instanceof One one) {
                in = one.value(scope, in);
            } else {
                each(i, scope, in, path, output, requirePath);
                return;
            }
        }
        output.emit(in, path);
    }

    private void each(int i, Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        Stage stage = stages[i];
        if (stage.variable != null) {
            stage.expression.apply(
                    scope,
                    in,
                    null,
                    (value, unused) -> {
                        Evaluation.step();
                        from(i + 1, bound(scope, stage.variable, value), in, path, output, requirePath);
                    },
                    false);
        } else if (i == stages.length - 1) {
            stage.expression.apply(scope, in, path, output, requirePath);
        } else {
            stage.expression.apply(
                    scope,
                    in,
                    path,
                    (value, where) -> {
                        Evaluation.step();
                        from(i + 1, scope, value, where, output, requirePath);
                    },
                    requirePath);
        }
    }

    private static Scope bound(Scope scope, String variable, JsonNode value) {
        Scope inner = Scope.newChildScope(scope);
        inner.setValue(variable, value);
        return inner;
    }

    /** A pipe whose stages all give one value. */
    private static One ofOnes(List<Stage> stages) {
        One[] ones = stages.stream().map(Stage::expression).toArray(One[]::new);
        String[] variables = stages.stream().map(Stage::variable).toArray(String[]::new);
        boolean binds = stages.stream().anyMatch(stage -> stage.variable != null);
        return (outer, given) -> {
            Scope scope = binds ? Scope.newChildScope(outer) : outer;
            JsonNode in = given;
            for (int i = 0; i < ones.length; i++) {
                JsonNode value = ones[i].value(scope, in);
                if (variables[i] == null) {
                    in = value;
                } else {
                    scope.setValue(variables[i], value);
                }
            }
            return in;
        };
    }
}
