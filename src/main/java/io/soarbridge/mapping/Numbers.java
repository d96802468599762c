package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Gives computed numbers the form that jq prints them in. The engine computes in doubles and would write 93.0 for 93. */
final class Numbers {
    /** Beyond this a double no longer tells neighbouring integers apart: 2 to the power of 53. */
    private static final double EXACT = 9_007_199_254_740_992d;

    private Numbers() {}

    /**
     * The same node when nothing had to change, else a copy of the containers on the way to what changed.
     *
     * @param given not looked through where it is part of the node: it came from outside, where nothing was computed
     */
    static JsonNode settled(JsonNode node, JsonNode given) {
        if (node == given) {
            return node;
        }
        return switch (node.getNodeType()) {
            case NUMBER -> node instanceof DoubleNode ? number(node.doubleValue(), node) : node;
            case ARRAY -> array((ArrayNode) node, given);
            case OBJECT -> object((ObjectNode) node, given);
            default -> node;
        };
    }

    private static JsonNode number(double value, JsonNode node) {
        if (!Double.isFinite(value)) {
            return NullNode.getInstance();
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) <= EXACT;
        return whole ? LongNode.valueOf((long) value) : node;
    }

    private static JsonNode array(ArrayNode array, JsonNode given) {
        ArrayNode copy = null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode before = array.get(i);
            JsonNode after = settled(before, given);
            if (after != before) {
                copy = copy == null ? shallow(array) : copy;
                copy.set(i, after);
            }
        }
        return copy == null ? array : copy;
    }

    private static JsonNode object(ObjectNode object, JsonNode given) {
        ObjectNode copy = null;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode after = settled(entry.getValue(), given);
            if (after != entry.getValue()) {
                copy = copy == null ? shallow(object) : copy;
                copy.set(entry.getKey(), after);
            }
        }
        return copy == null ? object : copy;
    }

    private static ArrayNode shallow(ArrayNode array) {
        return array.arrayNode(array.size()).addAll(array);
    }

    private static ObjectNode shallow(ObjectNode object) {
        return object.objectNode().setAll(object);
    }
}
