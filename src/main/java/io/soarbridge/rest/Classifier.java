package io.soarbridge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Decides once, for every system, what an answer or a broken connection means. What differs between systems comes in as data: the
 * statuses that mean refused credentials, and a pattern for a version conflict.
 */
public final class Classifier {
    private static final int TIMED_OUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int REASON_LIMIT = 512;
    private static final int LOCATION_LIMIT = 256;
    private static final int PROXY_AUTHENTICATION = 407;

    private final Set<Integer> credentialStatuses;
    private final InstantSource clock;
    private final UnaryOperator<String> redact;

    /**
     * @param credentialStatuses HTTP statuses that mean "these credentials are refused"
     * @param redact takes the connection's secrets out of a text, for a system that repeats them in its errors
     */
    public Classifier(Set<Integer> credentialStatuses, InstantSource clock, UnaryOperator<String> redact) {
        this.credentialStatuses = Set.copyOf(credentialStatuses);
        this.clock = clock;
        this.redact = redact;
    }

    /**
     * The JSON of a good answer, JSON null for an empty one.
     *
     * @param what the call in words, for the message, such as {@code POST /incident on xsoar-prod}
     * @param writes whether the request changes something, so that a failure can have had an effect
     * @param expected what the system's answers to this call look like
     * @throws CallException for everything else
     */
    public JsonNode json(String what, boolean writes, Expected expected, Answer answer) {
        int status = answer.status();
        if (expected.absent().contains(status)) {
            return NullNode.instance;
        }
        JsonNode accepted = accepted(expected, answer);
        if (accepted != null) {
            return accepted;
        }
        boolean good = status >= 200 && status < 300;
        JsonNode json = good ? goodJson(what, writes, expected, answer) : null;
        if ((json == null || expected.isRefusal(json)) && expected.isAbsent(Reasons.text(answer.body()))) {
            return NullNode.instance;
        }
        if (json == null) {
            throw failed(what, writes, expected, answer);
        }
        requireGood(what, writes, expected, answer, json);
        return json;
    }

    /**
     * For an answer that is a file, whose bytes are somewhere else.
     *
     * @throws CallException when the status says that it is none
     */
    public void requireFile(String what, Expected expected, Answer answer) {
        if (answer.status() < 200 || answer.status() >= 300) {
            throw failed(what, false, expected, answer);
        }
    }

    private static JsonNode accepted(Expected expected, Answer answer) {
        if (expected.accept() == null || answer.isEmpty() || answer.isHtml()) {
            return null;
        }
        try {
            JsonNode json = Json.read(answer.body());
            return isFilled(json.get(expected.accept())) ? json : null;
        } catch (JsonProcessingException e) {
            return null; // judged like any other answer
        }
    }

    private void requireGood(String what, boolean writes, Expected expected, Answer answer, JsonNode json) {
        if (expected.errorField() != null && isFilled(json.get(expected.errorField()))) {
            throw of(Failure.RETRY, "rest/error-inside", what, answer)
                    .maybeApplied(writes)
                    .build();
        }
        if (expected.isRefusal(json)) {
            throw refused(what, expected, answer);
        }
    }

    private static boolean isFilled(JsonNode value) {
        return value != null && !value.isNull() && !value.asText(" ").isEmpty();
    }

    private CallException refused(String what, Expected expected, Answer answer) {
        if (expected.isConflict(answer.status(), Reasons.text(answer.body()))) {
            return of(Failure.CONFLICT, "rest/conflict", what, answer).build();
        }
        return of(Failure.PERMANENT, "rest/refused", what, answer).build();
    }

    private JsonNode goodJson(String what, boolean writes, Expected expected, Answer answer) {
        if (answer.isEmpty()) {
            return NullNode.instance;
        }
        if (answer.isHtml()) {
            // most likely nothing was applied, but a proxy may put its page in place of a good answer
            throw wrongUrl(
                    what, writes, answer, "status %d with a web page instead of JSON".formatted(answer.status()));
        }
        try {
            return Json.read(answer.body());
        } catch (JsonProcessingException e) {
            if (expected.text()) {
                return TextNode.valueOf(new String(answer.body(), StandardCharsets.UTF_8));
            }
            throw CallException.of(Failure.RETRY, "rest/not-json", what)
                    .status(answer.status())
                    .maybeApplied(writes)
                    .reason(limited("status %d, but the body is no JSON from line %d, column %d on: %s"
                            .formatted(
                                    answer.status(),
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getColumnNr(),
                                    Reasons.text(answer.body()))))
                    .build();
        }
    }

    private CallException failed(String what, boolean writes, Expected expected, Answer answer) {
        int status = answer.status();
        if (credentialStatuses.contains(status)) {
            return of(Failure.CREDENTIALS, "rest/credentials-refused", what, answer)
                    .build();
        }
        if (status >= 400 && expected.isConflict(status, Reasons.text(answer.body()))) {
            return of(Failure.CONFLICT, "rest/conflict", what, answer).build();
        }
        if (status >= 400 && expected.isNotYet(Reasons.text(answer.body()))) {
            return of(Failure.RETRY, "rest/not-yet", what, answer).build();
        }
        if (status == 429 || status == 503) {
            return of(Failure.UNAVAILABLE, status == 429 ? "rest/throttled" : "rest/unavailable", what, answer)
                    .maybeApplied(writes && status == 503)
                    .build();
        }
        if (status >= 300 && status < 400) {
            return wrongUrl(
                    what, false, answer, "redirected with status %d to %s".formatted(status, host(answer.location())));
        }
        if (status == PROXY_AUTHENTICATION) {
            return of(Failure.UNAVAILABLE, "rest/proxy-refused", what, answer).build();
        }
        if (status >= 500 || status == TIMED_OUT || status == TOO_EARLY) {
            // who waited too long for a request may have had enough of it to act on
            return of(Failure.RETRY, "rest/server-error", what, answer)
                    .maybeApplied(writes && status != TOO_EARLY)
                    .build();
        }
        return of(Failure.PERMANENT, "rest/refused", what, answer).build();
    }

    private CallException.Builder of(Failure failure, String code, String what, Answer answer) {
        Duration wait = RetryAfter.parse(answer.retryAfter(), clock.instant()).orElse(null);
        String said = Reasons.of(answer);
        return CallException.of(failure, code, what)
                .status(answer.status())
                .retryAfter(wait)
                .reason(limited("status %d%s".formatted(answer.status(), said.isEmpty() ? "" : ", " + said)));
    }

    private CallException wrongUrl(String what, boolean maybeApplied, Answer answer, String saw) {
        return CallException.of(Failure.UNAVAILABLE, "rest/wrong-url", what)
                .status(answer.status())
                .maybeApplied(maybeApplied)
                .reason(saw + ". The URL or the path prefix of the connection is most likely wrong")
                .build();
    }

    /** What a broken connection means; for a request that {@code writes}, whether it may have had its effect. */
    public CallException broken(String what, boolean writes, Exception cause) {
        Breakage breakage = Breakage.of(cause);
        boolean notSent = breakage.neverSent();
        Failure failure = notSent ? Failure.UNAVAILABLE : Failure.RETRY;
        String code = notSent ? CallException.UNREACHABLE : "rest/connection-broken";
        return CallException.of(failure, code, what)
                .maybeApplied(writes && !notSent)
                .reason(limited(breakage.words()))
                .cause(cause)
                .build();
    }

    private String host(String location) {
        if (location == null) {
            return "nowhere";
        }
        String host = limited(location.split("[?#]", 2)[0]);
        return host.length() <= LOCATION_LIMIT ? host : host.substring(0, LOCATION_LIMIT - 1) + "…";
    }

    private String limited(String text) {
        String line = redact.apply(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= REASON_LIMIT ? line : line.substring(0, REASON_LIMIT - 1) + "…";
    }
}
