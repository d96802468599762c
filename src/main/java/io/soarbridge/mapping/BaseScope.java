package io.soarbridge.mapping;

import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** What every mapping can call: the builtins of jq 1.7, minus those that reach outside, plus ours. Built once, then only read. */
final class BaseScope {
    static final Version VERSION = Versions.JQ_1_7;

    /** Functions of the engine that give exactly one value for one value of each argument, or fail. */
    private static final Set<String> GIVE_ONE = Set.of(
            ("length/0 tostring/0 tonumber/0 join/1 split/1 split/2 startswith/1 endswith/1 ltrimstr/1 rtrimstr/1 contains/1"
                            + " inside/1 has/1 in/1 index/1 rindex/1 indices/1 keys/0 keys_unsorted/0 to_entries/0"
                            + " from_entries/0 floor/0 sqrt/0 reverse/0 explode/0 implode/0 sort/0 sort_by/1 group_by/1"
                            + " unique/0 unique_by/1 min/0 min_by/1 max/0 max_by/1 add/0 flatten/0 flatten/1 first/0"
                            + " last/0 test/1 test/2 sub/2 sub/3 gsub/2 gsub/3 utf8bytelength/0 transpose/0")
                    .split(" "));

    /** Functions of the engine that give exactly one value whatever their arguments give, or fail. */
    private static final Set<String> ALWAYS_GIVE_ONE =
            Set.of("any/0 any/1 any/2 all/0 all/1 all/2 del/1 with_entries/1 map_values/1".split(" "));

    private static final Scope ROOT = build();

    private BaseScope() {}

    static Scope create() {
        return Scope.newChildScope(ROOT);
    }

    /** @param key name and number of the arguments, such as {@code join/1} */
    static boolean givesOne(String key, List<Expression> args) {
        return ALWAYS_GIVE_ONE.contains(key)
                || (GIVE_ONE.contains(key) && args.stream().allMatch(One.class::isInstance));
    }

    private static Scope build() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
        forbid(scope, "env", "a mapping cannot read the environment");
        forbid(scope, "now", "a mapping cannot read the clock; use $input.receivedAt");
        bound(scope, "range", 1);
        bound(scope, "range", 2);
        bound(scope, "range", 3);
        FilterFunctions.addTo(scope);
        TextFunctions.addTo(scope);
        HtmlFunctions.addTo(scope);
        RegexFunctions.addTo(scope);
        InstantFunctions.addTo(scope);
        ZoneFunctions.addTo(scope);
        TreeFunctions.addTo(scope);
        ObservableFunctions.addTo(scope);
        Evaluation.addVariables(scope);
        return scope;
    }

    /** Counts what the function gives: the one way to go round without a call or an element. */
    private static void bound(Scope scope, String name, int args) {
        Function endless = scope.getFunction(name, args);
        scope.addFunction(
                name,
                args,
                (inner, given, in, path, output, version) -> endless.apply(
                        inner,
                        given,
                        in,
                        path,
                        (value, where) -> {
                            Evaluation.step();
                            output.emit(value, where);
                        },
                        version));
    }

    private static void forbid(Scope scope, String name, String reason) {
        scope.addFunction(name, 0, (inner, args, in, path, output, version) -> {
            throw new JsonQueryException(name + ": " + reason);
        });
    }
}
