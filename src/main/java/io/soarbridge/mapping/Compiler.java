package io.soarbridge.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.tree.AssignPipeComponent;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.PipeComponent;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.SemicolonOperator;
import net.thisptr.jackson.jq.internal.tree.TransformPipeComponent;

/**
 * Turns a parsed file into one that runs several times faster and gives the same. The engine passes each value through receivers,
 * looks each function up by its name in a chain of maps, and makes every definition anew in each run. Here functions are looked up
 * once, definitions at the top of a file are made once, and an expression that always gives one value is asked for it
 * ({@link One}). What {@link Nodes} does not know stays as the engine made it; both forms share the engine's scopes, so they can
 * contain each other.
 */
final class Compiler {
    private final Scope scope;
    private final Nodes nodes = new Nodes(this::call);
    private final Set<String> pending = new HashSet<>();
    private final Set<String> inner = new HashSet<>();

    /**
     * A file ready to run.
     *
     * @param scope holds the definitions at the top of the file
     * @param expression what comes after them
     */
    record Compiled(Scope scope, Expression expression) {}

    private Compiler(Scope scope) {
        this.scope = scope;
    }

    /** @param parent complete: nothing is added to it any more */
    static Compiled compile(String text, Scope parent) throws JsonQueryException {
        Expression parsed = ExpressionParser.compile(text, BaseScope.VERSION);
        Compiler compiler = new Compiler(Scope.newChildScope(parent));
        List<FunctionDefinition> top = new ArrayList<>();
        Expression rest = withoutTop(parsed, top);
        compiler.learn(parsed, top);
        compiler.define(top);
        return new Compiled(compiler.scope, compiler.nodes.compiled(rest));
    }

    /** Takes the definitions at the top out. The engine has them as part of the first operand. */
    private static Expression withoutTop(Expression expression, List<FunctionDefinition> top) {
        if (expression instanceof SemicolonOperator) {
            List<Expression> parts = Ast.part(expression, "qs");
            int last = parts.size() - 1;
            parts.subList(0, last).forEach(part -> top.add((FunctionDefinition) part));
            return parts.get(last);
        }
        if (!(expression instanceof PipedQuery)) {
            return expression;
        }
        List<PipeComponent> components = new ArrayList<>(Ast.<List<PipeComponent>>part(expression, "components"));
        if (components.get(0) instanceof TransformPipeComponent first) {
            components.set(0, new TransformPipeComponent(withoutTop(first.expr, top)));
        } else if (components.get(0) instanceof AssignPipeComponent first) {
            components.set(0, new AssignPipeComponent(withoutTop(first.expr, top), first.matcher));
        }
        return new PipedQuery(components);
    }

    /** Tells functions that are the same wherever this file calls them from those that depend on the place: parameters and the like. */
    private void learn(Expression file, List<FunctionDefinition> top) {
        Ast.visit(file, node -> {
            if (node instanceof FunctionDefinition definition) {
                parameters(definition).forEach(parameter -> inner.add(parameter + "/0"));
                (top.contains(definition) ? pending : inner).add(key(definition));
            }
        });
    }

    private static List<String> parameters(FunctionDefinition definition) {
        return Ast.part(definition, "args");
    }

    private static String key(FunctionDefinition definition) {
        return Ast.<String>part(definition, "fname") + "/"
                + parameters(definition).size();
    }

    private void define(List<FunctionDefinition> top) {
        for (FunctionDefinition definition : top) {
            Expression body = Ast.part(definition, "body");
            scope.addFunction(
                    key(definition),
                    new Defined(parameters(definition), nodes.compiled(body), scope, hasDefinitions(body)));
            pending.remove(key(definition));
        }
    }

    private static boolean hasDefinitions(Expression body) {
        List<Object> found = new ArrayList<>();
        Ast.visit(body, node -> {
            if (node instanceof FunctionDefinition) {
                found.add(node);
            }
        });
        return !found.isEmpty();
    }

    private Expression call(FunctionCall call, List<Expression> args) {
        String name = Ast.part(call, "name");
        String key = name + "/" + args.size();
        if (Ast.part(call, "moduleName") != null) {
            return call;
        }
        if (inner.contains(key)) {
            return new FunctionCall(null, name, args, BaseScope.VERSION);
        }
        if (pending.contains(key)) {
            return new Call(name, args, null);
        }
        Function function = scope.getFunction(name, args.size());
        return function == null
                ? new FunctionCall(null, name, args, BaseScope.VERSION)
                : found(key, new Call(name, args, function), function, args);
    }

    private static Expression found(String key, Call call, Function function, List<Expression> args) {
        if (function instanceof OneFunction one) {
            One fast = one.called(args);
            return fast == null ? call : One.tracked(call, fast);
        }
        return BaseScope.givesOne(key, args) ? One.tracked(call, One.of(call)) : call;
    }
}
