package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Runs a query as the engine itself does, without anything of {@link Compiler}, to compare with. */
final class PlainEngine {
    private static final List<String> ITS_OWN = List.of(
            "select/1",
            "map/1",
            "error/1",
            "type/0",
            "not/0",
            "nulls/0",
            "booleans/0",
            "numbers/0",
            "strings/0",
            "arrays/0",
            "objects/0",
            "iterables/0",
            "scalars/0",
            "values/0");
    private static final Scope ROOT = root();

    private PlainEngine() {}

    private static Scope root() {
        Scope scope = BaseScope.create();
        Map<String, net.thisptr.jackson.jq.Function> builtins =
                BuiltinFunctionLoader.getInstance().listFunctions(BaseScope.VERSION, scope);
        ITS_OWN.forEach(name -> scope.addFunction(name, builtins.get(name)));
        return scope;
    }

    /** The mapping and the definitions it sees as one text. */
    static String text(Path mapping) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(Path.of("routes/mappings/common.jq"), mapping.resolveSibling("common.jq"), mapping)) {
            text.append(Files.exists(file) ? Files.readString(file) : "").append('\n');
        }
        return text.toString();
    }

    static JsonQuery parsed(String text) throws JsonQueryException {
        return JsonQuery.compile(text, BaseScope.VERSION);
    }

    /** All values that it gives as JSON text, and the error that ended it, if one did. */
    static List<String> run(JsonQuery query, JsonNode in, Map<String, JsonNode> variables) {
        return outcome(ROOT, in, variables, (scope, out) -> query.apply(scope, in, value -> out.add(Json.text(value))));
    }

    /** The same by way of the compiler. */
    static List<String> runCompiled(Compiler.Compiled compiled, JsonNode in, Map<String, JsonNode> variables) {
        Expression expression = compiled.expression();
        return outcome(
                compiled.scope(),
                in,
                variables,
                (scope, out) -> expression.apply(scope, in, null, (value, path) -> out.add(Json.text(value)), false));
    }

    private interface Run {
        void into(Scope scope, List<String> out) throws JsonQueryException;
    }

    private static List<String> outcome(Scope parent, JsonNode in, Map<String, JsonNode> variables, Run run) {
        Scope scope = Scope.newChildScope(parent);
        scope.setValue("input", Fixtures.json("{}"));
        scope.setValue("settings", Fixtures.json("{}"));
        variables.forEach(scope::setValue);
        List<String> out = new ArrayList<>();
        Evaluation outer = new Evaluation(in, variables).enter();
        try {
            run.into(scope, out);
        } catch (JsonQueryException | RuntimeException e) {
            out.add("fails: " + e.getMessage());
        } finally {
            Evaluation.leave(outer);
        }
        return out;
    }
}
