package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;

/** Texts of areas: plain or HTML. Kept as {@code {format, content}}. */
final class LongText {
    private LongText() {}

    static ObjectNode as(String format, String content) {
        return Json.mapper().createObjectNode().put("format", format).put("content", content);
    }

    /** @param bareFormat what a text without a format is taken for */
    static JsonNode read(JsonNode value, String bareFormat) {
        if (value.isNull()) {
            return NullNode.instance;
        }
        if (value.isTextual()) {
            return as(bareFormat, value.asText());
        }
        JsonNode content = value.path("content");
        String format = value.path("format").asText("unknown");
        boolean known = format.equals("text") || format.equals("html") || format.equals("unknown");
        if (!value.isObject() || !known || !(content.isTextual() || content.isNull())) {
            throw QradarStatus.badRequest();
        }
        return content.isNull() ? NullNode.instance : as(format, content.asText());
    }

    static String html(JsonNode stored) {
        String content = stored.path("content").asText();
        if (!stored.path("format").asText().equals("text")) {
            return content;
        }
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br />");
    }

    /** As one text: what was written as plain text is HTML then, in a block of its own. */
    static String rich(JsonNode stored) {
        String content = stored.path("content").asText();
        return stored.path("format").asText().equals("text") ? "<div>" + html(stored) + "</div>" : content;
    }

    static String plain(JsonNode stored) {
        String content = stored.path("content").asText();
        if (!stored.path("format").asText().equals("html")) {
            return content;
        }
        return content.replaceAll("(?i)<br ?/?>|</div>|</p>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .strip();
    }

    /** Whether both say the same, whichever way they are written. */
    static boolean same(JsonNode one, JsonNode other) {
        return content(one).equals(content(other)) || trimmed(one).equals(trimmed(other));
    }

    private static String content(JsonNode text) {
        return text.isTextual() ? text.asText() : text.path("content").asText();
    }

    private static String trimmed(JsonNode text) {
        return text.isTextual() ? plain(as("html", text.asText())) : plain(text);
    }
}
