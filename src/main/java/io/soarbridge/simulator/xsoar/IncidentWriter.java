package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes a whole incident without building its tree: what is unset comes from text made once. Creates are answered thousands of
 * times a second in benchmarks, and three quarters of such an answer never change.
 */
final class IncidentWriter {
    private static final ObjectMapper MAPPER = Json.mapper();

    private record Member(String name, String source, SerializedString key, SerializedString unset) {}

    private final Member[] members;
    private final Map<String, JsonNode> timers;

    /** @param sources fields that repeat another one, by name */
    IncidentWriter(ObjectNode template, Map<String, JsonNode> timers, Map<String, String> sources) {
        this.timers = timers;
        this.members = new Member[template.size()];
        int i = 0;
        for (Iterator<Map.Entry<String, JsonNode>> fields = template.fields(); fields.hasNext(); i++) {
            Map.Entry<String, JsonNode> field = fields.next();
            String name = field.getKey();
            members[i] = new Member(
                    name,
                    sources.getOrDefault(name, name),
                    new SerializedString(name),
                    new SerializedString(Json.text(field.getValue())));
        }
    }

    byte[] bytes(ObjectNode own) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(4096)) {
            try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
                json.writeStartObject();
                for (Member member : members) {
                    json.writeFieldName(member.key());
                    JsonNode value = own.get(member.source());
                    if (member.name().equals("CustomFields")) {
                        custom(json, value);
                    } else if (value == null) {
                        json.writeRawValue(member.unset());
                    } else {
                        MAPPER.writeTree(json, value);
                    }
                }
                json.writeEndObject();
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private void custom(JsonGenerator json, JsonNode given) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> timer : timers.entrySet()) {
            if (given == null || !given.has(timer.getKey())) {
                json.writeFieldName(timer.getKey());
                MAPPER.writeTree(json, timer.getValue());
            }
        }
        if (given != null) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = given.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                json.writeFieldName(field.getKey());
                MAPPER.writeTree(json, field.getValue());
            }
        }
        json.writeEndObject();
    }
}
