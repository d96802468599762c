package io.soarbridge.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.tree.ArrayConstruction;
import net.thisptr.jackson.jq.internal.tree.AssignPipeComponent;
import net.thisptr.jackson.jq.internal.tree.Conditional;
import net.thisptr.jackson.jq.internal.tree.ForeachExpression;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.NegativeExpression;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.PipeComponent;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.ReduceExpression;
import net.thisptr.jackson.jq.internal.tree.StringInterpolation;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.TransformPipeComponent;
import net.thisptr.jackson.jq.internal.tree.TryCatch;
import net.thisptr.jackson.jq.internal.tree.Tuple;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketExtractFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.IdentifierFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.StringFieldAccess;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;

/** Which form each kind of node gets: a fast one where all its parts give one value, else the engine's own with compiled parts. */
final class Nodes {
    private final Map<Class<?>, UnaryOperator<Expression>> rules = new HashMap<>();

    /** @param calls makes the form of a call from the call as parsed and its compiled arguments */
    Nodes(BiFunction<FunctionCall, List<Expression>, Expression> calls) {
        rules.put(ThisObject.class, e -> One.tracked(e, (scope, in) -> in));
        rules.put(
                VariableAccess.class, e -> Ast.part(e, "moduleName") == null ? Ones.variable(Ast.part(e, "name")) : e);
        rules.put(FunctionCall.class, e -> calls.apply((FunctionCall) e, all(e, "args")));
        rules.put(PipedQuery.class, this::pipe);
        rules.put(Tuple.class, e -> new Tuple(all(e, "qs")));
        rules.put(ArrayConstruction.class, e -> Ones.array(optional(e, "q")));
        rules.put(ObjectConstruction.class, e -> ObjectForm.compiled((ObjectConstruction) e, this::compiled));
        rules.put(Conditional.class, this::conditional);
        rules.put(StringInterpolation.class, this::interpolation);
        rules.put(IdentifierFieldAccess.class, this::identifier);
        rules.put(
                StringFieldAccess.class,
                e -> new StringFieldAccess(part(e, "target"), part(e, "field"), Ast.part(e, "permissive")));
        rules.put(
                BracketExtractFieldAccess.class,
                e -> new BracketExtractFieldAccess(part(e, "target"), Ast.part(e, "permissive")));
        rules.put(BracketFieldAccess.class, this::bracket);
        rules.put(NegativeExpression.class, e -> Ones.when(new NegativeExpression(part(e, "value")), part(e, "value")));
        rules.put(TryCatch.class, e -> new TryCatch(part(e, "tryExpr"), optional(e, "catchExpr")));
        rules.put(TryCatch.Question.class, e -> new TryCatch.Question(part(e, "tryExpr")));
        rules.put(ReduceExpression.class, this::reduce);
        rules.put(ForeachExpression.class, this::foreach);
    }

    Expression compiled(Expression e) {
        if (e instanceof ValueLiteral literal) {
            return new One.Constant(literal.value());
        }
        if (e instanceof BinaryOperatorExpression) {
            return Operators.compiled(e, part(e, "lhs"), part(e, "rhs"));
        }
        UnaryOperator<Expression> rule = rules.get(e.getClass());
        return rule == null ? e : rule.apply(e);
    }

    private Expression part(Object node, String name) {
        return compiled(Ast.<Expression>part(node, name));
    }

    private Expression optional(Object node, String name) {
        Expression part = Ast.part(node, name);
        return part == null ? null : compiled(part);
    }

    private List<Expression> all(Object node, String name) {
        return Ast.<List<Expression>>part(node, name).stream()
                .map(this::compiled)
                .toList();
    }

    private Expression pipe(Expression e) {
        List<PipeComponent> components = Ast.part(e, "components");
        boolean plain = components.stream()
                .allMatch(c -> c instanceof TransformPipeComponent
                        || (c instanceof AssignPipeComponent assign && assign.matcher instanceof ValueMatcher));
        return plain
                ? Pipe.of(components.stream().map(this::stage).toList())
                : new PipedQuery(components.stream().map(this::component).toList());
    }

    private Pipe.Stage stage(PipeComponent component) {
        return component instanceof AssignPipeComponent assign
                ? new Pipe.Stage(compiled(assign.expr), Ast.part(assign.matcher, "name"))
                : new Pipe.Stage(compiled(((TransformPipeComponent) component).expr), null);
    }

    private PipeComponent component(PipeComponent component) {
        if (component instanceof AssignPipeComponent assign) {
            return new AssignPipeComponent(compiled(assign.expr), assign.matcher);
        }
        return component instanceof TransformPipeComponent transform
                ? new TransformPipeComponent(compiled(transform.expr))
                : component;
    }

    private Expression conditional(Expression e) {
        List<Pair<Expression, Expression>> switches =
                Ast.<List<Pair<Expression, Expression>>>part(e, "switches").stream()
                        .map(pair -> Pair.of(compiled(pair._1), compiled(pair._2)))
                        .toList();
        Expression otherwise = optional(e, "otherwise");
        return Ones.conditional(new Conditional(switches, otherwise), switches, otherwise);
    }

    private Expression interpolation(Expression e) {
        List<Pair<Integer, Expression>> places = Ast.<List<Pair<Integer, Expression>>>part(e, "interpolations").stream()
                .map(pair -> Pair.of(pair._1, compiled(pair._2)))
                .toList();
        String template = Ast.part(e, "template");
        Expression formatter = optional(e, "formatter");
        return Ones.interpolation(new StringInterpolation(template, places, formatter), template, places, formatter);
    }

    private Expression identifier(Expression e) {
        Expression target = part(e, "target");
        String field = Ast.part(e, "field");
        boolean permissive = Ast.part(e, "permissive");
        IdentifierFieldAccess general = new IdentifierFieldAccess(target, field, permissive);
        return !permissive && target instanceof One one
                ? One.tracked(general, (scope, in) -> Ones.field(one.value(scope, in), field))
                : general;
    }

    private Expression bracket(Expression e) {
        Expression target = part(e, "target");
        Expression start = part(e, "startExpr");
        boolean permissive = Ast.part(e, "permissive");
        if (Ast.<Boolean>part(e, "isRange")) {
            Expression end = part(e, "endExpr");
            BracketFieldAccess range = new BracketFieldAccess(target, start, end, permissive);
            return permissive ? range : Ones.when(range, target, start, end);
        }
        BracketFieldAccess general = new BracketFieldAccess(target, start, permissive);
        return permissive ? general : Ones.element(general, target, start);
    }

    private Expression reduce(Expression e) {
        Expression init = part(e, "initExpr");
        Expression reduce =
                new ReduceExpression(Ast.part(e, "matcher"), init, part(e, "reduceExpr"), part(e, "iterExpr"));
        return Ones.when(reduce, init);
    }

    private Expression foreach(Expression e) {
        return new ForeachExpression(
                Ast.part(e, "matcher"),
                part(e, "initExpr"),
                part(e, "updateExpr"),
                optional(e, "extractExpr"),
                part(e, "iterExpr"));
    }
}
