package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryTypeException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.internal.tree.FieldConstruction;
import net.thisptr.jackson.jq.internal.tree.IdentifierKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.JsonQueryKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.VariableKeyFieldConstruction;

/** {@code {a: 1, "b": 2, (.c): 3, d, $e}}: all keys and values are asked for in turn when each gives one. */
final class ObjectForm {
    private final One[] keys;
    private final One[] values;

    private ObjectForm(List<Entry> entries) {
        keys = entries.stream().map(Entry::key).toArray(One[]::new);
        values = entries.stream().map(Entry::value).toArray(One[]::new);
    }

    private record Entry(Expression key, Expression value) {
        boolean isOne() {
            return Ones.all(key, value);
        }

        boolean isConstant() {
            return key instanceof One.Constant && value instanceof One.Constant;
        }
    }

    static Expression compiled(ObjectConstruction construction, UnaryOperator<Expression> compiler) {
        List<Entry> entries = construction.fields.stream()
                .map(field -> entry(field, compiler))
                .toList();
        if (entries.stream().allMatch(Entry::isConstant)) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            entries.forEach(entry ->
                    node.set(((One.Constant) entry.key).node().textValue(), ((One.Constant) entry.value).node()));
            return new One.Constant(node);
        }
        if (entries.stream().allMatch(Entry::isOne)) {
            ObjectForm form = new ObjectForm(entries);
            return (One) form::value;
        }
        ObjectConstruction general = new ObjectConstruction();
        entries.forEach(entry -> general.add(new JsonQueryKeyFieldConstruction(entry.key, entry.value)));
        return general;
    }

    private static Entry entry(FieldConstruction field, UnaryOperator<Expression> compiler) {
        if (field instanceof VariableKeyFieldConstruction) {
            String name = Ast.part(field, "name");
            return new Entry(new One.Constant(TextNode.valueOf(name)), Ones.variable(name));
        }
        Expression key = field instanceof IdentifierKeyFieldConstruction identifier
                ? new One.Constant(TextNode.valueOf(identifier.key))
                : compiler.apply(Ast.<Expression>part(field, "key"));
        Expression value = Ast.part(field, "value");
        return new Entry(key, value == null ? sameNamed((One) key) : compiler.apply(value));
    }

    /** The short form {@code {a}}, which never fails, other than {@code {a: .a}}. */
    private static One sameNamed(One key) {
        return (scope, in) ->
                JsonNodeUtils.nullToNullNode(in.get(key.value(scope, in).textValue()));
    }

    private JsonNode value(Scope scope, JsonNode in) throws JsonQueryException {
        ObjectNode object =
                new ObjectNode(JsonNodeFactory.instance, new LinkedHashMap<>(keys.length + keys.length / 2 + 1));
        for (int i = 0; i < keys.length; i++) {
            JsonNode key = keys[i].value(scope, in);
            if (!key.isTextual()) {
                throw new JsonQueryTypeException("Cannot use %s as object key", key);
            }
            object.set(key.textValue(), values[i].value(scope, in));
        }
        return object;
    }
}
