package io.soarbridge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A system's own words for why it refused. */
final class Reasons {
    private static final int MOST = 20;
    private static final List<String> FIELDS = List.of("error", "detail", "message", "title", "err_msg");

    private Reasons() {}

    /** From the fields where APIs put them, else the start of the body; empty when it says nothing. */
    static String of(Answer answer) {
        if (answer.isEmpty()) {
            return "";
        }
        if (answer.isHtml()) {
            return "a web page instead of JSON";
        }
        try {
            String said = reason(Json.read(answer.body()), 0);
            return said == null ? text(answer.body()) : said;
        } catch (JsonProcessingException e) {
            return text(answer.body());
        }
    }

    private static boolean isWords(JsonNode value) {
        return value != null && value.isTextual() && !value.textValue().isBlank();
    }

    private static String reason(JsonNode node, int depth) {
        if (node.isArray()) {
            return depth < 3 ? reasons(node, depth + 1) : null;
        }
        for (String field : FIELDS) {
            JsonNode value = node.get(field);
            if (isWords(value)) {
                JsonNode more = node.get("description");
                return isWords(more) ? value.textValue() + ": " + more.textValue() : value.textValue();
            }
        }
        for (JsonNode child : node) {
            String said = depth < 3 && child.isContainerNode() ? reason(child, depth + 1) : null;
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** Of rows that were refused together, each reason once. */
    private static String reasons(JsonNode rows, int depth) {
        Set<String> said = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            String reason = row.isContainerNode() ? reason(row, depth) : null;
            if (reason != null && said.size() < MOST) {
                said.add(reason);
            }
        }
        return said.isEmpty() ? null : String.join("; ", said);
    }

    static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 16 * 1024), StandardCharsets.UTF_8);
    }
}
