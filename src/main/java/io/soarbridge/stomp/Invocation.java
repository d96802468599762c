package io.soarbridge.stomp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.StompSettings;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * A message that asks for a call.
 *
 * @param key the same for the same call however often it is delivered
 * @param inputs null when {@code fault} says why there is no call to make
 * @param fault in words for the platform's user, or null
 */
record Invocation(String key, String replyTo, String correlationId, ObjectNode inputs, String fault) {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_NAME = 100;

    /** Null when headers are missing without which nobody can be answered. */
    static Invocation of(Frame message, StompSettings settings) {
        String replyTo = message.header("reply-to");
        String correlationId = message.header("correlation-id");
        if (replyTo == null || correlationId == null || message.header("message-id") == null) {
            return null;
        }
        if (message.body() == null) {
            return faulty(replyTo, correlationId, "The message is longer than %d bytes.".formatted(Link.LONGEST_BODY));
        }
        JsonNode body;
        try {
            body = Json.read(message.body());
        } catch (JsonProcessingException e) {
            return faulty(replyTo, correlationId, "The message is no JSON.");
        }
        String name = body.path("function").path("name").asText("");
        if (!name.equals(settings.function())) {
            return faulty(
                    replyTo,
                    correlationId,
                    name.isEmpty()
                            ? "The message names no function."
                            : "This bridge serves the function %s, not %s. Check the message destination of the function."
                                    .formatted(settings.function(), clipped(name)));
        }
        if (!(body.get("inputs") instanceof ObjectNode inputs)) {
            return faulty(replyTo, correlationId, "The message has no inputs.");
        }
        return new Invocation(key(message, settings), replyTo, correlationId, inputs, null);
    }

    private static Invocation faulty(String replyTo, String correlationId, String fault) {
        return new Invocation(null, replyTo, correlationId, null, fault);
    }

    private static String clipped(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static String key(Frame message, StompSettings settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part :
                    new String[] {settings.host(), settings.destination(), message.header("correlation-id")}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "~stomp/%s/%s".formatted(settings.org(), HexFormat.of().formatHex(digest.digest(message.body())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it may be made twice, by what HTTP says of its method. */
    boolean isHarmless() {
        JsonNode method = inputs.path("rest_api_method");
        String name = method.isObject() ? method.path("name").asText("") : method.asText("");
        return HARMLESS.contains(name.strip().toUpperCase(Locale.ROOT));
    }
}
