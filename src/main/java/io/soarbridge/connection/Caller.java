package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.support.BridgeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * Whom a call is made for: the exchange's variables, never its headers, and one row where a call is made for each.
 *
 * @param row missing when the call is not for a row
 */
record Caller(Exchange exchange, JsonNode row) {
    private static final String ROW = "row.";
    /** Variable that holds the bytes of a file. */
    static final String CONTENT = "content";

    static Caller of(Exchange exchange) {
        return new Caller(exchange, MissingNode.getInstance());
    }

    Caller with(JsonNode one) {
        return new Caller(exchange, one);
    }

    /** Text of a variable, or of a field of the row for a name such as {@code row.id}; null when there is none. */
    String value(String name) {
        Object value = name.startsWith(ROW) ? row.path(name.substring(ROW.length())) : exchange.getVariable(name);
        if (value instanceof JsonNode node) {
            return node.isMissingNode() || node instanceof NullNode ? null : node.asText();
        }
        return value == null ? null : value.toString();
    }

    /** What mappings see as {@code $input}. */
    JsonNode input(Connection connection) {
        return ExchangeParts.input(exchange, connection);
    }

    Object subject() {
        return ExchangeParts.subject(exchange);
    }

    /** The file to send, from its beginning each time it is asked for. */
    Content content() {
        Object content = exchange.getVariable(CONTENT);
        if (content == null) {
            throw new BridgeException(
                    "connection/missing-value",
                    "A call of route %s sends a file, and the exchange variable %s does not hold one. Set it to the file's bytes or stream."
                            .formatted(exchange.getFromRouteId(), CONTENT));
        }
        if (content instanceof InputStream && !(content instanceof StreamCache)) {
            content = kept(content);
        }
        if (content instanceof StreamCache cache) {
            cache.reset();
            InputStream stream = cache instanceof InputStream input
                    ? input
                    : exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, cache);
            return new Content(stream, cache.length());
        }
        byte[] bytes = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, content);
        return new Content(new ByteArrayInputStream(bytes), bytes.length);
    }

    /** A stream can be read once; what is kept of it can be sent again, and its length is known. */
    private StreamCache kept(Object stream) {
        StreamCache cache = exchange.getContext().getTypeConverter().convertTo(StreamCache.class, exchange, stream);
        exchange.setVariable(CONTENT, cache);
        return cache;
    }

    /** @param length in bytes */
    record Content(InputStream stream, long length) {}
}
