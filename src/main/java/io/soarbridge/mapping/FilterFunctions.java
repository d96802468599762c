package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryTypeException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.path.Path;

/** Functions that give what the engine's own give, at a fraction of the cost: {@code select}, {@code map}, {@code objects} and its kin. */
final class FilterFunctions {
    private static final Map<String, Predicate<JsonNode>> KINDS = Map.of(
            "nulls", JsonNode::isNull,
            "booleans", JsonNode::isBoolean,
            "numbers", JsonNode::isNumber,
            "strings", JsonNode::isTextual,
            "arrays", JsonNode::isArray,
            "objects", JsonNode::isObject,
            "iterables", JsonNode::isContainerNode,
            "scalars", JsonNode::isValueNode,
            "values", node -> !node.isNull());

    private FilterFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("select", 1, FilterFunctions::select);
        scope.addFunction("map", 1, new MapEach());
        scope.addFunction("error", 1, new Stop(scope.getFunction("error", 1)));
        scope.addFunction("tostring", 0, NativeFunction.of(FilterFunctions::asText));
        scope.addFunction("type", 0, NativeFunction.of(in -> TextNode.valueOf(JsonNodeUtils.typeOf(in))));
        scope.addFunction("not", 0, NativeFunction.of(in -> BooleanNode.valueOf(!JsonNodeUtils.asBoolean(in))));
        KINDS.forEach((name, kind) -> scope.addFunction(name, 0, (inner, args, in, path, output, version) -> {
            if (kind.test(in)) {
                output.emit(in, path);
            }
        }));
    }

    /** The engine's own hides the message of every error further down the pipe. */
    private static JsonNode asText(JsonNode in) {
        return in.isTextual() ? in : TextNode.valueOf(JsonNodeUtils.toString(in));
    }

    private static void select(
            Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        args.get(0)
                .apply(
                        scope,
                        in,
                        null,
                        (wanted, unused) -> {
                            if (JsonNodeUtils.asBoolean(wanted)) {
                                output.emit(in, path);
                            }
                        },
                        false);
    }

    /** {@code [.[] | f]}: one array, whatever f gives. */
    private static final class MapEach implements OneFunction {
        @Override
        public void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            output.emit(mapped(scope, args.get(0), in), null);
        }

        @Override
        public One called(List<Expression> args) {
            Expression each = args.get(0);
            return (scope, in) -> mapped(scope, each, in);
        }

        private static JsonNode mapped(Scope scope, Expression each, JsonNode in) throws JsonQueryException {
            if (in.isNull()) {
                throw new JsonQueryException("Cannot iterate over null (null)");
            } else if (!in.isContainerNode()) {
                throw new JsonQueryTypeException("Cannot iterate over %s", in);
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode(in.size());
            for (JsonNode element : in) {
                Evaluation.step();
                each.apply(scope, element, null, (value, unused) -> array.add(value), false);
            }
            return array;
        }
    }

    /** {@code error("...")}: with a text it fails, so nobody waits for a value; with null it gives none. */
    private record Stop(Function engine) implements OneFunction {
        @Override
        public void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            engine.apply(scope, args, in, path, output, version);
        }

        @Override
        public One called(List<Expression> args) {
            Expression arg = args.get(0);
            boolean text = arg instanceof One.Text
                    || (arg instanceof One.Constant constant && constant.node().isTextual());
            return text
                    ? One.of((scope, in, path, output, unused) ->
                            apply(scope, args, in, path, output, BaseScope.VERSION))
                    : null;
        }
    }
}
