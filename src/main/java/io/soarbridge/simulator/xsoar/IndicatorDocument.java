package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;

/** An indicator as queries and lists see it. */
record IndicatorDocument(ObjectNode indicator) implements XsoarQuery.Document, ResultPage.Row {
    @Override
    public List<JsonNode> values(String field) {
        JsonNode value = sortField(field);
        if (value.isMissingNode()) {
            value = AnyCase.get(AnyCase.object(indicator, "CustomFields"), field);
        }
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else if (!value.isMissingNode()) {
            values.add(value);
        }
        return field.equals("verdict") ? values.stream().map(this::verdict).toList() : values;
    }

    private JsonNode verdict(JsonNode score) {
        String word = switch (score.asInt()) {
            case 1 -> "benign";
            case 2 -> "suspicious";
            case 3 -> "malicious";
            default -> "unknown";
        };
        return Json.mapper().getNodeFactory().textNode(word);
    }

    @Override
    public List<JsonNode> searchable() {
        return List.of(indicator.get("value"), indicator.get("indicator_type"), indicator.get("comment"));
    }

    @Override
    public boolean isProse(String field) {
        return field.equals("comment");
    }

    @Override
    public JsonNode sortField(String name) {
        return switch (name) {
            case "type" -> indicator.get("indicator_type");
            case "created" -> indicator.get("timestamp");
            case "verdict" -> indicator.get("score");
            default -> AnyCase.get(indicator, name);
        };
    }

    @Override
    public long number() {
        return indicator.get("id").asLong();
    }

    @Override
    public ObjectNode show() {
        return indicator.deepCopy();
    }
}
