package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.internal.misc.Pair;

/** The forms of nodes that give one value. Each factory gives the general form back when a part may give none or several. */
final class Ones {
    private Ones() {}

    static boolean all(Expression... parts) {
        return Stream.of(parts).allMatch(One.class::isInstance);
    }

    /** For nodes that give one value when their parts do, and that are too rare for a form of their own. */
    static Expression when(Expression general, Expression... parts) {
        return all(parts) ? One.tracked(general, One.of(general)) : general;
    }

    static One variable(String name) {
        return (scope, in) -> {
            Scope.ValueWithPath found = scope.getValueWithPath(name);
            if (found == null) {
                throw new JsonQueryException("$%s is not defined", name);
            }
            return JsonNodeUtils.nullToNullNode(found.value());
        };
    }

    /** @param expression null for an empty array */
    static One array(Expression expression) {
        if (expression == null) {
            return new One.Constant(JsonNodeFactory.instance.arrayNode(0));
        }
        if (expression instanceof One.Constant constant) {
            return new One.Constant(JsonNodeFactory.instance.arrayNode(1).add(constant.node()));
        }
        return (scope, in) -> {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            expression.apply(scope, in, null, (value, path) -> array.add(value), false);
            return array;
        };
    }

    static JsonNode field(JsonNode target, String name) throws JsonQueryException {
        if (target.isObject()) {
            JsonNode value = target.get(name);
            return value == null ? NullNode.getInstance() : value;
        }
        if (target.isNull()) {
            return NullNode.getInstance();
        }
        throw new JsonQueryException("Cannot index %s with string \"%s\"", JsonNodeUtils.typeOf(target), name);
    }

    static Expression element(Expression general, Expression target, Expression index) {
        if (!all(target, index)) {
            return general;
        }
        One at = (One) index;
        One of = (One) target;
        One rare = One.of(general);
        return One.tracked(general, (scope, in) -> {
            JsonNode key = at.value(scope, in);
            if (key.isTextual()) {
                return field(of.value(scope, in), key.textValue());
            }
            if (key.isInt() && key.intValue() >= 0) {
                JsonNode array = of.value(scope, in);
                if (array.isArray()) {
                    return JsonNodeUtils.nullToNullNode(array.get(key.intValue()));
                }
            }
            return rare.value(scope, in);
        });
    }

    static Expression conditional(
            Expression general, List<Pair<Expression, Expression>> switches, Expression otherwise) {
        Stream<Expression> parts = switches.stream().flatMap(pair -> Stream.of(pair._1, pair._2));
        if (!(otherwise instanceof One last) || !parts.allMatch(One.class::isInstance)) {
            return general;
        }
        One[] conditions = switches.stream().map(pair -> pair._1).toArray(One[]::new);
        One[] branches = switches.stream().map(pair -> pair._2).toArray(One[]::new);
        return One.tracked(general, (scope, in) -> {
            for (int i = 0; i < conditions.length; i++) {
                if (JsonNodeUtils.asBoolean(conditions[i].value(scope, in))) {
                    return branches[i].value(scope, in);
                }
            }
            return last.value(scope, in);
        });
    }

    /** @param formatter null unless the text begins with a word such as {@code @uri} */
    static Expression interpolation(
            Expression general, String template, List<Pair<Integer, Expression>> places, Expression formatter) {
        if (formatter != null || !places.stream().allMatch(pair -> pair._2 instanceof One)) {
            return general;
        }
        One[] parts = places.stream().map(pair -> pair._2).toArray(One[]::new);
        int[] at = places.stream().mapToInt(pair -> pair._1).toArray();
        return (One.Text) (scope, in) -> interpolated(template, at, values(parts, scope, in));
    }

    /** From the last to the first, as the engine does: it decides which error is seen. */
    private static JsonNode[] values(One[] parts, Scope scope, JsonNode in) throws JsonQueryException {
        JsonNode[] values = new JsonNode[parts.length];
        for (int i = parts.length - 1; i >= 0; i--) {
            values[i] = parts[i].value(scope, in);
        }
        return values;
    }

    private static JsonNode interpolated(String template, int[] at, JsonNode[] values) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (int i = 0; i < at.length; i++) {
            text.append(template, done, at[i])
                    .append(values[i].isValueNode() ? values[i].asText() : values[i].toString());
            done = at[i];
        }
        return TextNode.valueOf(text.append(template, done, template.length()).toString());
    }
}
