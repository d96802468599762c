package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.observe.Span;
import io.soarbridge.rest.Answer;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Expected;
import io.soarbridge.rest.Failure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;

/**
 * One request to a system and the judgement of its answer, as a unit: each run waits for its turn, is signed anew and leaves
 * nothing of it on the caller's exchange.
 *
 * @param cached how long an answer is used again, or null
 */
record Call(
        Connection connection,
        Producer http,
        Shape shape,
        Receive receive,
        String contentField,
        Expected expected,
        Duration cached) {
    private static final long LONGEST_TURN_WAIT = TimeUnit.SECONDS.toNanos(10);

    /**
     * @param body what to send
     * @return the answer's JSON, or for a file what is known of it
     */
    JsonNode run(JsonNode body, Caller caller) {
        Request request = shape.of(body, caller);
        if (cached == null) {
            return fresh(request, caller);
        }
        JsonNode kept = connection.remembered().find(request.target(), cached);
        if (kept != null) {
            caller.exchange().setProperty(Connection.USED_REMEMBERED, Boolean.TRUE);
            return kept;
        }
        JsonNode answer = fresh(request, caller);
        connection.remembered().keep(request.target(), answer);
        return answer;
    }

    private JsonNode fresh(Request request, Caller caller) {
        String what = request.method() + " " + withoutPrefix(request.target()) + " on "
                + connection.settings().name();
        waitForTurn(what);
        Gate gate = connection.gate();
        Gate.Pass pass = gate.enter().orElseThrow(() -> resting(what));
        try {
            JsonNode answer = inSession(what, request, caller);
            gate.succeeded(pass);
            return answer;
        } catch (CallException e) {
            gate.failed(pass, e, caller.subject());
            if (e.failure() == Failure.CREDENTIALS) {
                connection.refused();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            gate.abandoned(pass);
            throw e;
        }
    }

    /** Without the query, which may hold what people typed. */
    private String withoutPrefix(String target) {
        String prefix = connection.settings().pathPrefix();
        String path = target.startsWith(prefix) ? target.substring(prefix.length()) : target;
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** A session that the system has ended meanwhile is begun anew, once. */
    private JsonNode inSession(String what, Request request, Caller caller) {
        Session session = connection.session();
        if (session == null) {
            return judged(what, request, caller);
        }
        Object used = session.begun();
        try {
            return judged(what, request, caller);
        } catch (CallException e) {
            if (e.failure() != Failure.CREDENTIALS) {
                throw e;
            }
            session.beginAnew(used);
            return judged(what, request, caller);
        }
    }

    private JsonNode judged(String what, Request request, Caller caller) {
        Answer answer = send(what, request, caller);
        if (receive != Receive.FILE) {
            return connection.classifier().json(what, request.writes(), expected, answer);
        }
        if (expected.absent().contains(answer.status())) {
            return NullNode.instance;
        }
        connection.classifier().requireFile(what, expected, answer);
        return Download.described(caller.exchange());
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

    private Answer send(String what, Request request, Caller caller) {
        Exchange exchange = http.getEndpoint().createExchange();
        exchange.getIn()
                .setBody(new Outgoing(
                        request.method(),
                        request.target(),
                        Entities.of(request, contentField, caller),
                        receive == Receive.FILE ? caller : null));
        try (Span span = Span.current()
                .call(request.method() + " " + connection.settings().name())) {
            http.process(exchange);
            Answer answer = (Answer) exchange.getMessage().getBody();
            span.note("http.request.method", request.method()).note("http.response.status_code", answer.status());
            return answer;
        } catch (Exception e) {
            throw connection.classifier().broken(what, request.writes(), e);
        }
    }
}
