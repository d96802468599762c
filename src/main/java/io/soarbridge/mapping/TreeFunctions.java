package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * {@code field("a.b.c")} finds a value under dotted and under nested names; {@code distinct} and {@code distinct_by(f)} drop later
 * duplicates and, other than {@code unique}, keep the order.
 */
final class TreeFunctions {
    private TreeFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("field", 1, NativeFunction.of((in, name) -> {
            JsonNode found = name.isTextual() ? field(in, name.textValue()) : null;
            return found == null ? NullNode.getInstance() : found;
        }));
        scope.addFunction("distinct", 0, NativeFunction.of(TreeFunctions::distinct));
        scope.addFunction("distinct_by", 1, TreeFunctions::distinctBy);
    }

    /** The whole name as one key first, then every split of it. Null when nothing, or only JSON null, is there. */
    private static JsonNode field(JsonNode node, String name) {
        JsonNode whole = node.get(name);
        if (whole != null && !whole.isNull()) {
            return whole;
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            JsonNode inner = node.get(name.substring(0, dot));
            JsonNode found = inner == null || !inner.isObject() ? null : field(inner, name.substring(dot + 1));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static JsonNode distinct(JsonNode in) throws JsonQueryException {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode element : elements(in)) {
            if (seen.add(element)) {
                kept.add(element);
            }
        }
        return kept;
    }

    private static void distinctBy(
            Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode element : elements(in)) {
            args.get(0).apply(scope, element, key -> {
                if (seen.add(key)) {
                    kept.add(element);
                }
            });
        }
        output.emit(kept, null);
    }

    private static JsonNode elements(JsonNode in) throws JsonQueryException {
        if (!in.isArray()) {
            throw new JsonQueryException("distinct needs an array, not " + in.getNodeType());
        }
        return in;
    }
}
