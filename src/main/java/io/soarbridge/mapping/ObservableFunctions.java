package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * {@code observable(type; role)}, {@code observables_at(table)} and {@code attack_ids}: what nearly every mapping of a source does
 * for dozens of fields, and what costs ten times as much when it is written in jq.
 */
final class ObservableFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ObservableFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("observable", 2, (inner, args, in, path, output, version) -> {
            if (!in.isNull()) {
                args.get(0)
                        .apply(
                                inner,
                                in,
                                type -> args.get(1).apply(inner, in, role -> {
                                    for (JsonNode made : made(NODES.arrayNode(), in, type, role)) {
                                        output.emit(made, null);
                                    }
                                }));
            }
        });
        scope.addFunction("observables_at", 1, NativeFunction.of(ObservableFunctions::at));
        scope.addFunction("attack_ids", 0, NativeFunction.of(ObservableFunctions::attackIds));
    }

    /** @param table {@code [[field, type, role], ...]} with field as in {@code field(name)} */
    private static JsonNode at(JsonNode in, JsonNode table) throws JsonQueryException {
        if (!table.isArray()) {
            throw new JsonQueryException("observables_at needs a table [[field, type, role], ...]");
        }
        ArrayNode found = NODES.arrayNode();
        for (JsonNode row : table) {
            JsonNode value = TreeFunctions.field(in, row.path(0).asText());
            if (value != null) {
                made(found, value, row.path(1), row.path(2));
            }
        }
        return found;
    }

    private static ArrayNode made(ArrayNode target, JsonNode value, JsonNode type, JsonNode role)
            throws JsonQueryException {
        if (!type.isTextual()) {
            throw new JsonQueryException("observable needs its type as text");
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (!element.isArray()) {
                    made(target, element, type, role);
                }
            }
            return target;
        }
        JsonNode text = TextFunctions.filled(value);
        if (!text.isNull()) {
            ObjectNode observable = NODES.objectNode();
            observable.set("type", type);
            observable.set("value", text);
            observable.set(
                    "hashAlgorithm",
                    "hash".equals(type.textValue()) ? TextFunctions.hashAlgorithm(text) : NODES.nullNode());
            observable.set("role", role);
            observable.set("tags", NODES.arrayNode(0));
            target.add(observable);
        }
        return target;
    }

    /** All texts anywhere inside that are as a whole an ATT&amp;CK id such as TA0002 or T1059.001, each once, in order. */
    private static JsonNode attackIds(JsonNode in) {
        Set<String> ids = new LinkedHashSet<>();
        collect(in, ids);
        ArrayNode array = NODES.arrayNode(ids.size());
        ids.forEach(id -> array.add(TextNode.valueOf(id)));
        return array;
    }

    private static void collect(JsonNode node, Set<String> ids) {
        if (node.isTextual()) {
            if (isAttackId(node.textValue())) {
                ids.add(node.textValue());
            }
        } else {
            for (JsonNode child : node) {
                collect(child, ids);
            }
        }
    }

    private static boolean isAttackId(String text) {
        int digits = text.startsWith("TA") ? 2 : 1;
        int length = text.length();
        if (length == 0 || text.charAt(0) != 'T' || (length != digits + 4 && length != digits + 8)) {
            return false;
        }
        for (int i = digits; i < length; i++) {
            char c = text.charAt(i);
            if (i == digits + 4 ? c != '.' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
