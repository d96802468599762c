package io.soarbridge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.support.Json;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Decides once, for every system, what an answer or a broken connection means. What differs between systems comes in as data: the
 * statuses that mean refused credentials, and a pattern for a version conflict.
 */
public final class Classifier {
    private static final Set<Integer> RETRY = Set.of(408, 425, 500, 502, 504);
    private static final int REASON_LIMIT = 512;
    private static final List<String> REASON_FIELDS = List.of("error", "detail", "message", "title", "err_msg");

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
     * @param conflict what the text of a version conflict's answer looks like, or null when there is none
     * @throws CallException for everything else
     */
    public JsonNode json(String what, boolean writes, Pattern conflict, Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return goodJson(what, writes, answer);
        }
        throw failed(what, writes, conflict, answer);
    }

    private JsonNode goodJson(String what, boolean writes, Answer answer) {
        if (answer.isEmpty()) {
            return NullNode.instance;
        }
        if (answer.isHtml()) {
            throw wrongUrl(what, answer, "status %d with a web page instead of JSON".formatted(answer.status()));
        }
        try {
            return Json.read(answer.body());
        } catch (JsonProcessingException e) {
            throw CallException.of(Failure.RETRY, "rest/not-json", what)
                    .status(answer.status())
                    .maybeApplied(writes)
                    .reason("status %d, but the body is no JSON (%s): %s"
                            .formatted(answer.status(), e.getOriginalMessage(), excerpt(answer.body())))
                    .build();
        }
    }

    private CallException failed(String what, boolean writes, Pattern conflict, Answer answer) {
        int status = answer.status();
        if (credentialStatuses.contains(status)) {
            return of(Failure.CREDENTIALS, "rest/credentials-refused", what, answer)
                    .build();
        }
        if (conflict != null
                && status >= 400
                && conflict.matcher(text(answer.body())).find()) {
            return of(Failure.CONFLICT, "rest/conflict", what, answer).build();
        }
        if (status == 429 || status == 503) {
            return of(Failure.UNAVAILABLE, status == 429 ? "rest/throttled" : "rest/unavailable", what, answer)
                    .maybeApplied(writes && status == 503)
                    .build();
        }
        if (status >= 300 && status < 400) {
            return wrongUrl(what, answer, "redirected with status %d to %s".formatted(status, host(answer.location())));
        }
        if (status >= 500 || RETRY.contains(status)) {
            return of(Failure.RETRY, "rest/server-error", what, answer)
                    .maybeApplied(writes && status >= 500)
                    .build();
        }
        return of(Failure.PERMANENT, "rest/refused", what, answer).build();
    }

    private CallException.Builder of(Failure failure, String code, String what, Answer answer) {
        Duration wait = RetryAfter.parse(answer.retryAfter(), clock.instant()).orElse(null);
        String said = reason(answer);
        return CallException.of(failure, code, what)
                .status(answer.status())
                .retryAfter(wait)
                .reason("status %d%s".formatted(answer.status(), said.isEmpty() ? "" : ", " + said));
    }

    private CallException wrongUrl(String what, Answer answer, String saw) {
        return CallException.of(Failure.UNAVAILABLE, "rest/wrong-url", what)
                .status(answer.status())
                .reason(saw + ". The URL or the path prefix of the connection is most likely wrong")
                .build();
    }

    /** What a broken connection means; for a request that {@code writes}, whether it may have had its effect. */
    public CallException broken(String what, boolean writes, Exception cause) {
        Throwable root = root(cause);
        boolean notSent = neverSent(cause) || neverSent(root);
        Failure failure = notSent ? Failure.UNAVAILABLE : Failure.RETRY;
        String code = notSent ? "rest/unreachable" : "rest/connection-broken";
        return CallException.of(failure, code, what)
                .maybeApplied(writes && !notSent)
                .reason(words(root))
                .cause(cause)
                .build();
    }

    private static boolean neverSent(Throwable t) {
        return t instanceof ConnectException
                || t instanceof UnknownHostException
                || t instanceof NoRouteToHostException
                || t instanceof SSLHandshakeException
                || t instanceof CertificateException
                || t.getClass().getSimpleName().startsWith("Connect")
                || t.getClass().getSimpleName().equals("ConnectionRequestTimeoutException");
    }

    private String words(Throwable t) {
        String message = t.getMessage() == null ? "" : ": " + limited(t.getMessage());
        if (t instanceof UnknownHostException) {
            return "the host name does not resolve" + message;
        }
        if (t instanceof ConnectException) {
            return "the connection was refused or timed out" + message;
        }
        if (t instanceof SocketTimeoutException) {
            return "no answer in time" + message;
        }
        if (t instanceof SSLException || t instanceof CertificateException) {
            return "TLS failed" + message;
        }
        return t.getClass().getSimpleName() + message;
    }

    private static Throwable root(Throwable t) {
        Throwable root = t;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The system's own words, from the fields where APIs put them, else the start of the body. */
    private String reason(Answer answer) {
        if (answer.isEmpty()) {
            return "";
        }
        if (answer.isHtml()) {
            return "a web page instead of JSON";
        }
        try {
            String said = reason(Json.read(answer.body()), 0);
            return said == null ? excerpt(answer.body()) : limited(said);
        } catch (JsonProcessingException e) {
            return excerpt(answer.body());
        }
    }

    private static String reason(JsonNode node, int depth) {
        for (String field : REASON_FIELDS) {
            JsonNode value = node.get(field);
            if (value != null && value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue();
            }
        }
        for (JsonNode child : node) {
            String said = depth < 3 && child.isContainerNode() ? reason(child, depth + 1) : null;
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    private String host(String location) {
        if (location == null) {
            return "nowhere";
        }
        int query = location.indexOf('?');
        return limited(query < 0 ? location : location.substring(0, query));
    }

    private String excerpt(byte[] body) {
        return limited(text(body));
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 16 * 1024), StandardCharsets.UTF_8);
    }

    private String limited(String text) {
        String line = redact.apply(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= REASON_LIMIT ? line : line.substring(0, REASON_LIMIT - 1) + "…";
    }
}
