package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.binaryop.AlternativeOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.BooleanAndExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.BooleanOrExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.SimpleBinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.Assignment;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.UpdateAssignment;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.IdentifierFieldAccess;

/** {@code + - * / % == != < <= > >= and or //} and the assignments. */
final class Operators {
    private Operators() {}

    /** @param parsed the operation with its parts as parsed; lhs and rhs are those parts compiled */
    static Expression compiled(Expression parsed, Expression lhs, Expression rhs) {
        Expression general = rebuilt((BinaryOperatorExpression) parsed, lhs, rhs);
        if (parsed instanceof Assignment && rhs instanceof One value) {
            return assignment(general, Ast.part(parsed, "lhs"), value);
        }
        if (!(lhs instanceof One left) || !(rhs instanceof One right)) {
            return general;
        }
        if (parsed instanceof AlternativeOperatorExpression) {
            return One.tracked(general, alternative(left, right));
        } else if (parsed instanceof BooleanAndExpression) {
            return (One) (scope, in) -> BooleanNode.valueOf(
                    JsonNodeUtils.asBoolean(left.value(scope, in)) && JsonNodeUtils.asBoolean(right.value(scope, in)));
        } else if (parsed instanceof BooleanOrExpression) {
            return (One) (scope, in) -> BooleanNode.valueOf(
                    JsonNodeUtils.asBoolean(left.value(scope, in)) || JsonNodeUtils.asBoolean(right.value(scope, in)));
        } else if (parsed instanceof SimpleBinaryOperatorExpression) {
            return simple(Ast.part(parsed, "operator"), left, right);
        }
        return Ones.when(general, lhs, rhs);
    }

    private static Expression rebuilt(BinaryOperatorExpression parsed, Expression lhs, Expression rhs) {
        if (parsed instanceof UpdateAssignment) {
            return new UpdateAssignment(lhs, rhs, BaseScope.VERSION);
        }
        try {
            return parsed.getClass()
                    .getConstructor(Expression.class, Expression.class)
                    .newInstance(lhs, rhs);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's " + parsed.getClass() + " is made in another way now", e);
        }
    }

    private static One alternative(One left, One right) {
        return (scope, in) -> {
            JsonNode value = left.value(scope, in);
            return JsonNodeUtils.asBoolean(value) ? value : right.value(scope, in);
        };
    }

    /** The right side first, as the engine does: it decides which error is seen. */
    private static One simple(BinaryOperator operator, One left, One right) {
        return (scope, in) -> {
            JsonNode r = right.value(scope, in);
            return operator.apply(scope.getObjectMapper(), left.value(scope, in), r);
        };
    }

    /** {@code .key = value} on an object; anything else goes through the engine's paths. */
    private static One assignment(Expression general, Expression target, One value) {
        One rare = One.of(general);
        if (!(target instanceof IdentifierFieldAccess) || !(Ast.part(target, "target") instanceof ThisObject)) {
            return rare;
        }
        String key = Ast.part(target, "field");
        return (scope, in) -> {
            if (!in.isObject()) {
                return rare.value(scope, in);
            }
            JsonNode assigned = value.value(scope, in);
            ObjectNode copy = ((ObjectNode) in).objectNode();
            copy.setAll((ObjectNode) in);
            return copy.set(key, assigned);
        };
    }
}
