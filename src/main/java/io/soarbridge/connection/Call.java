package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Classifier;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * One request to a system and the judgement of its answer, as a unit: each run waits for its turn, is signed anew and leaves
 * nothing of it on the caller's exchange.
 */
record Call(
        Connection connection,
        Producer http,
        String method,
        PathTemplate path,
        boolean fixedPath,
        boolean sendsBody,
        boolean writes,
        Classifier.Expected expected) {
    private static final int MAX_ANSWER = 64 * 1024 * 1024;
    private static final long LONGEST_TURN_WAIT = TimeUnit.SECONDS.toNanos(10);

    /**
     * @param body what to send, or null
     * @param values for the places in the path
     * @param subject equal for calls about the same event
     */
    JsonNode run(JsonNode body, Function<String, String> values, Object subject) {
        String filled = path.fill(values);
        String what =
                "%s %s on %s".formatted(method, filled, connection.settings().name());
        waitForTurn(what);
        Gate gate = connection.gate();
        Gate.Pass pass = gate.enter().orElseThrow(() -> resting(what));
        try {
            JsonNode answer = connection.classifier().json(what, writes, expected, send(what, filled, body));
            gate.succeeded(pass);
            return answer;
        } catch (CallException e) {
            gate.failed(pass, e, subject);
            if (e.failure() == Failure.CREDENTIALS) {
                connection.refused();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            gate.abandoned(pass);
            throw e;
        }
    }

    private CallException resting(String what) {
        Gate.Pause pause = connection.gate().pause().orElse(null);
        if (pause == null) {
            return CallException.notNow(CallException.RESTING, what, "a probe is under way", Duration.ofSeconds(1));
        }
        return CallException.notNow(
                CallException.RESTING,
                what,
                "the connection rests until %s after: %s".formatted(pause.until(), pause.reason()),
                Duration.between(connection.clock().instant(), pause.until()));
    }

    private void waitForTurn(String what) {
        try {
            long tooLong = connection.rate().acquire(LONGEST_TURN_WAIT);
            if (tooLong > 0) {
                throw CallException.notNow(
                        "connection/over-quota",
                        what,
                        "more calls are waiting than max-rate lets through",
                        Duration.ofNanos(tooLong));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CallException.notNow(
                    "connection/interrupted", what, "the bridge is stopping, the call was not made", Duration.ZERO);
        }
    }

    private Answer send(String what, String filled, JsonNode body) {
        Exchange exchange = http.getEndpoint().createExchange();
        Message request = exchange.getIn();
        request.setHeader("Accept", "application/json");
        if (!fixedPath) {
            request.setHeader(Exchange.HTTP_PATH, filled);
        }
        if (sendsBody && body != null) {
            request.setBody(new ByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        }
        try {
            http.process(exchange);
            connection.answeredAt(text(exchange.getMessage().getHeader("Date"), null));
            return answer(exchange.getMessage());
        } catch (Exception e) {
            throw connection.classifier().broken(what, writes, e);
        }
    }

    private static Answer answer(Message message) throws IOException {
        Map<String, Object> headers = message.getHeaders();
        Integer status = (Integer) headers.get(Exchange.HTTP_RESPONSE_CODE);
        return new Answer(
                status,
                text(headers.get(Exchange.CONTENT_TYPE), ""),
                text(headers.get("Retry-After"), null),
                text(headers.get("Location"), null),
                bytes(message.getBody()));
    }

    private static String text(Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }

    private static byte[] bytes(Object body) throws IOException {
        if (body instanceof InputStream stream) {
            try (stream) {
                byte[] bytes = stream.readNBytes(MAX_ANSWER + 1);
                if (bytes.length > MAX_ANSWER) {
                    throw new IOException("the answer is larger than 64 MiB");
                }
                return bytes;
            }
        }
        return body instanceof byte[] bytes ? bytes : new byte[0];
    }
}
