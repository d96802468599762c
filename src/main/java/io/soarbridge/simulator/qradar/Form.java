package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.Set;

/**
 * How a caller wants named things and long texts, by query parameter or header.
 *
 * @param handles of {@code handle_format}
 * @param texts of {@code text_content_output_format}
 */
record Form(String handles, String texts) {
    private static final Set<String> HANDLES = Set.of("default", "ids", "names", "objects");
    private static final Set<String> TEXTS = Set.of(
            "default",
            "always_text",
            "objects_convert",
            "objects_no_convert",
            "objects_convert_html",
            "objects_convert_text");

    static Form of(Call call) {
        return new Form(wanted(call, "handle_format", HANDLES), wanted(call, "text_content_output_format", TEXTS));
    }

    private static String wanted(Call call, String name, Set<String> known) {
        String value = call.query().get(name);
        if (value == null) {
            value = call.header(name);
        }
        if (value == null || value.isEmpty()) {
            return "default";
        }
        if (!known.contains(value)) {
            throw QradarStatus.badRequest();
        }
        return value;
    }

    /** A number, or an array of them, as the caller wants it. */
    JsonNode handle(List<Named> all, JsonNode stored) {
        if (stored.isArray()) {
            ArrayNode list = Json.mapper().createArrayNode();
            stored.forEach(one -> list.add(handle(all, one)));
            return list;
        }
        if (!stored.isNumber() || handles.equals("default") || handles.equals("ids")) {
            return stored;
        }
        String name = all.stream()
                .filter(one -> one.id() == stored.asInt())
                .map(Named::name)
                .findFirst()
                .orElse(null);
        if (handles.equals("names")) {
            return name == null ? NullNode.instance : TextNode.valueOf(name);
        }
        return Json.mapper().createObjectNode().put("id", stored.asInt()).put("name", name);
    }

    /** A long text, kept with its format, as the caller wants it. */
    JsonNode text(JsonNode stored) {
        if (!stored.isObject()) {
            return stored;
        }
        return switch (texts) {
            case "objects_convert", "objects_no_convert" -> stored;
            case "objects_convert_html" -> LongText.as("html", LongText.html(stored));
            case "objects_convert_text" -> LongText.as("text", LongText.plain(stored));
            default -> TextNode.valueOf(LongText.rich(stored));
        };
    }
}
