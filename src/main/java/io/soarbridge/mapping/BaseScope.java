package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** What every mapping can call: the builtins of jq 1.7, minus those that reach outside, plus ours. Built once, then only read. */
final class BaseScope {
    static final Version VERSION = Versions.JQ_1_7;

    private static final Scope ROOT = build();

    private BaseScope() {}

    static Scope create() {
        return Scope.newChildScope(ROOT);
    }

    private static Scope build() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
        forbid(scope, "env", "a mapping cannot read the environment");
        forbid(scope, "now", "a mapping cannot read the clock; use $input.receivedAt");
        TextFunctions.addTo(scope);
        InstantFunctions.addTo(scope);
        TreeFunctions.addTo(scope);
        scope.setValue("settings", JsonNodeFactory.instance.objectNode());
        scope.setValue("input", JsonNodeFactory.instance.objectNode());
        return scope;
    }

    private static void forbid(Scope scope, String name, String reason) {
        scope.addFunction(name, 0, (inner, args, in, path, output, version) -> {
            throw new JsonQueryException(name + ": " + reason);
        });
    }
}
