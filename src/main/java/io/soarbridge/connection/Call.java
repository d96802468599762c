package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.observe.Span;
import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Classifier;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
    private static final long LONGEST_TURN_WAIT = TimeUnit.SECONDS.toNanos(10);

    /**
     * @param body what to send, or null
     * @param values for the places in the path
     * @param subject equal for calls about the same event
     */
    JsonNode run(JsonNode body, Function<String, String> values, Object subject) {
        String filled = path.fill(values);
        String what = method + " " + filled + " on " + connection.settings().name();
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
                "the connection rests until %s after: %s"
                        .formatted(pause.until().truncatedTo(ChronoUnit.SECONDS), pause.reason()),
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
        if (!fixedPath) {
            request.setHeader(Exchange.HTTP_PATH, filled);
        }
        if (sendsBody && body != null) {
            request.setBody(new ByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        }
        try (Span span =
                Span.current().call(method + " " + connection.settings().name())) {
            http.process(exchange);
            Answer answer = (Answer) exchange.getMessage().getBody();
            span.note("http.request.method", method).note("http.response.status_code", answer.status());
            return answer;
        } catch (Exception e) {
            throw connection.classifier().broken(what, writes, e);
        }
    }
}
