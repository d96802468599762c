package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.util.List;

/**
 * A field of incidents.
 *
 * @param type of input, such as {@code select}
 * @param required {@code always}, {@code close} or null
 * @param values to choose from, empty when it is no selection
 */
record Field(int id, String name, String text, String type, String required, boolean custom, List<Named> values) {
    static final String STATUS = "plan_status";

    boolean isSelection() {
        return type.startsWith("select") && !name.equals(STATUS);
    }

    boolean isMultiple() {
        return type.startsWith("multiselect");
    }

    boolean isText() {
        return type.equals("textarea");
    }

    boolean isDate() {
        return type.startsWith("date");
    }

    /** As it is kept: numbers for named things, {@code {format, content}} for areas. */
    JsonNode read(JsonNode value, String bareFormat) {
        if (value.isNull()) {
            return NullNode.instance;
        }
        if (isMultiple()) {
            return handles(value);
        }
        if (isSelection()) {
            return handle(value);
        }
        return isText() ? LongText.read(value, bareFormat) : plain(value);
    }

    private JsonNode plain(JsonNode value) {
        boolean fits = switch (type) {
            case "boolean" -> value.isBoolean() || value.asText().matches("true|false");
            case "number", "datepicker", "datetimepicker" -> value.isIntegralNumber();
            default -> value.isTextual();
        };
        if (!fits || (name.equals(STATUS) && !value.asText().matches("[AC]"))) {
            throw QradarStatus.badRequest();
        }
        return switch (type) {
            case "boolean" -> BooleanNode.valueOf(value.asBoolean());
            case "number", "datepicker", "datetimepicker" -> LongNode.valueOf(value.asLong());
            default -> TextNode.valueOf(value.asText());
        };
    }

    private ArrayNode handles(JsonNode value) {
        if (!value.isArray()) {
            throw QradarStatus.badRequest();
        }
        ArrayNode list = Json.mapper().createArrayNode();
        value.forEach(one -> list.add(handle(one)));
        return list;
    }

    /** A number is an id, a text a name; an object says which. */
    JsonNode handle(JsonNode value) {
        JsonNode wanted = value.isObject() ? (value.hasNonNull("id") ? value.get("id") : value.path("name")) : value;
        return values.stream()
                .filter(one -> wanted.isNumber()
                        ? one.id() == wanted.asInt()
                        : one.name().equals(wanted.asText()))
                .<JsonNode>map(one -> IntNode.valueOf(one.id()))
                .findFirst()
                .orElseThrow(() -> QradarStatus.failure(
                        400, "The value %s is not valid for field %s.".formatted(wanted.asText(), name)));
    }

    /** As {@code /types/{type}/fields} shows it. */
    ObjectNode definition(int typeId) {
        ObjectNode all = Json.mapper().createObjectNode();
        all.put("id", id).put("name", name).put("text", text).put("input_type", type);
        all.put("type_id", typeId).put("prefix", custom ? "properties" : null);
        all.put("internal", false)
                .put("read_only", Fields.READ_ONLY.contains(name))
                .put("uuid", Ids.uuid("field" + id));
        if (required != null) {
            all.put("required", required);
        }
        all.put("blank_option", isSelection()).put("tooltip", "").put("placeholder", "");
        all.put("changeable", true).put("rich_text", isText());
        for (String flag : List.of("allow_default_value", "calculated", "chosen", "deprecated", "is_tracked")) {
            all.put(flag, false);
        }
        for (String list : List.of("templates", "operations", "tags")) {
            all.putArray(list);
        }
        ArrayNode options = all.putArray("values");
        if (name.equals(STATUS)) {
            option(options, TextNode.valueOf("A"), "Active");
            option(options, TextNode.valueOf("C"), "Closed");
        } else {
            values.forEach(one -> option(options, IntNode.valueOf(one.id()), one.name()));
        }
        return all;
    }

    private static void option(ArrayNode options, JsonNode value, String label) {
        ObjectNode one = options.addObject();
        one.set("value", value);
        one.put("label", label).put("enabled", true).put("hidden", false).put("default", false);
        one.put("uuid", Ids.uuid(label + value)).putNull("properties");
    }
}
