package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Faults as JSON, for the admin port. */
final class FaultJson {
    private static final Set<String> KEYS = Set.of(
            "kind",
            "method",
            "path",
            "count",
            "status",
            "retryAfter",
            "retryAfterDateSeconds",
            "body",
            "contentType",
            "delayMs",
            "applied");

    private FaultJson() {}

    /** @throws IllegalArgumentException with a sentence for the caller when the JSON is no fault */
    static Fault read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("a fault is a JSON object such as {\"kind\":\"status\",\"status\":503}");
        }
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys " + unknown + "; known are " + new TreeSet<>(KEYS));
        }
        Fault fault = base(json, kind(json.path("kind").asText()));
        try {
            fault = fault.on(text(json, "method"), text(json, "path"))
                    .times(json.path("count").asInt(0));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("path is no regular expression: " + e.getDescription(), e);
        }
        if (json.has("retryAfter")) {
            fault = fault.retryAfter(json.get("retryAfter").asText());
        }
        if (json.has("retryAfterDateSeconds")) {
            fault = fault.retryAfterDate(
                    Duration.ofSeconds(json.get("retryAfterDateSeconds").asLong()));
        }
        if (json.has("body")) {
            JsonNode body = json.get("body");
            fault = fault.body(
                    body.isTextual() ? body.textValue() : body.toString(),
                    json.path("contentType").asText("application/json"));
        }
        return json.path("applied").asBoolean(false) ? fault.afterApplying() : fault;
    }

    private static Fault base(JsonNode json, Fault.Kind kind) {
        Duration delay = Duration.ofMillis(json.path("delayMs").asLong(1000));
        return switch (kind) {
            case STATUS -> {
                int status = json.path("status").asInt(0);
                if (status < 200 || status > 599) {
                    throw new IllegalArgumentException("kind status needs a status between 200 and 599");
                }
                yield Fault.status(status);
            }
            case SLOW_HEADERS -> Fault.slowHeaders(delay);
            case SLOW_BODY -> Fault.slowBody(delay);
            default -> Fault.of(kind);
        };
    }

    private static Fault.Kind kind(String word) {
        return Arrays.stream(Fault.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind \"" + word + "\" is not one of " + words()));
    }

    static List<String> words() {
        return Arrays.stream(Fault.Kind.values()).map(Fault.Kind::word).collect(Collectors.toList());
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.get(key);
        return value == null || value.isNull() ? null : value.asText();
    }

    static ObjectNode write(Fault fault) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("kind", fault.kind().word());
        json.put("method", fault.method());
        json.put("path", fault.path() == null ? null : fault.path().pattern());
        json.put("count", fault.times());
        json.put("status", fault.status());
        json.put("retryAfter", fault.retryAfter());
        json.put("delayMs", fault.delay().toMillis());
        json.put("applied", fault.applied());
        return json;
    }
}
