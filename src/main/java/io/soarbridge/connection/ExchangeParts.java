package io.soarbridge.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.util.Map;
import org.apache.camel.Exchange;

/** What our endpoints read of an exchange: the body as JSON, and variables. Never headers, for a sender may have set those. */
final class ExchangeParts {
    /** Exchange property with the event that a call is about. */
    private static final String SUBJECT = "SoarBridgeEventId";

    private ExchangeParts() {}

    static JsonNode body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return NullNode.instance;
        }
        if (body instanceof JsonNode node) {
            return node;
        }
        try {
            byte[] bytes = exchange.getMessage().getBody(byte[].class);
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            throw new BridgeException(
                    "connection/body-not-json",
                    "The body of route step %s is no JSON: %s"
                            .formatted(exchange.getFromRouteId(), e.getOriginalMessage()),
                    e);
        }
    }

    /** The variable {@code input} when a route set it, else an object of all text variables and the connection's name. */
    static JsonNode input(Exchange exchange, Connection connection) {
        if (exchange.getVariable("input") instanceof JsonNode input) {
            return input;
        }
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("connection", connection.settings().name());
        if (exchange.hasVariables()) {
            for (Map.Entry<String, Object> variable : exchange.getVariables().entrySet()) {
                if (variable.getValue() instanceof JsonNode node) {
                    input.set(variable.getKey(), node);
                } else if (isShort(variable.getValue()) && !variable.getKey().equals(Caller.CONTENT)) {
                    input.put(variable.getKey(), variable.getValue().toString());
                }
            }
        }
        return input;
    }

    /** A stream or an array has no text that a mapping could use. */
    private static boolean isShort(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }

    static Object subject(Exchange exchange) {
        Object subject = exchange.getProperty(SUBJECT);
        return subject == null ? exchange.getExchangeId() : subject;
    }
}
