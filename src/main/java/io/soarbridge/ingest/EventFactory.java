package io.soarbridge.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Finds out which unit of work an event is, by the mapping {@code <format>/event-to-identity}. An event that carries no id of its
 * own is known by its bytes, so that the very same event twice is still one.
 */
public final class EventFactory {
    private static final Set<String> OPERATIONS = Set.of("case-create", "case-update", "case-close");
    private static final int LONGEST_ID = 512;

    private final Mapping identity;
    private final String source;
    private final String format;

    /** @throws MappingException when the format's mapping is missing or wrong */
    public EventFactory(String source, String format, Mappings mappings) {
        this.source = source;
        this.format = format;
        this.identity = mappings.get(format + "/event-to-identity");
    }

    /**
     * @param json {@code bytes}, parsed
     * @throws MappingException when the event is certainly none of this format
     */
    public NewEvent event(byte[] bytes, JsonNode json, String traceId, List<String> connections) {
        JsonNode identified = identity.apply(json);
        String id = identified.path("id").asText("");
        if (id.isEmpty()) {
            id = "sha256-" + sha256(bytes);
        } else if (id.length() > LONGEST_ID) {
            id = "sha256-" + sha256(id.getBytes(StandardCharsets.UTF_8));
        }
        String operation = operation(identified.path("operation").asText("case-create"));
        String order = source + ":" + id;
        String dedup = operation.equals("case-create") ? order : order + "#" + revision(identified, bytes);
        List<NewEvent.Target> targets = connections.stream()
                .map(connection -> new NewEvent.Target(connection, operation, dedup, order))
                .toList();
        return new NewEvent(source, format, bytes, traceId, targets);
    }

    /** As {@link #event(byte[], JsonNode, String, List)}, of bytes that nobody has read yet. */
    public NewEvent event(byte[] bytes, List<String> connections) {
        try {
            return event(bytes, Json.read(bytes), null, connections);
        } catch (JsonProcessingException e) {
            throw new MappingException(
                    "ingest/not-json", "An event from %s is no JSON: %s".formatted(source, e.getOriginalMessage()), e);
        }
    }

    private String operation(String name) {
        if (!OPERATIONS.contains(name)) {
            throw new MappingException(
                    "ingest/unknown-operation",
                    "Mapping %s/event-to-identity asks for the operation \"%s\". Known are %s."
                            .formatted(format, name, OPERATIONS),
                    null);
        }
        return name;
    }

    private static String revision(JsonNode identified, byte[] bytes) {
        JsonNode revision = identified.path("revision");
        String text = revision.isMissingNode() || revision.isNull() ? "" : revision.asText();
        if (text.isEmpty()) {
            return sha256(bytes);
        }
        boolean ambiguous = text.length() > LONGEST_ID || text.indexOf('#') >= 0;
        return ambiguous ? sha256(text.getBytes(StandardCharsets.UTF_8)) : text;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
