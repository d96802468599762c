package io.soarbridge.simulator;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One way to misbehave. Immutable; the {@code with…} and {@code on} methods return changed copies.
 *
 * @param method only requests with this method, null for all
 * @param path only requests whose path (without query) this finds, null for all
 * @param times how many requests it hits, 0 for all until cleared
 * @param status of {@link Kind#STATUS}
 * @param retryAfter sent verbatim, or null
 * @param retryAfterDate time ahead of the simulator's clock to send as an HTTP date, or null
 * @param body sent instead of the vendor's own, or null
 * @param contentType of {@code body}
 * @param delay of the slow kinds
 * @param applied whether the request takes effect although the answer is a failure
 */
public record Fault(
        Kind kind,
        String method,
        Pattern path,
        int times,
        int status,
        String retryAfter,
        Duration retryAfterDate,
        String body,
        String contentType,
        Duration delay,
        boolean applied) {

    /** What happens to the request. */
    public enum Kind {
        /** a status with the vendor's error body, or one's own */
        STATUS,
        /** the vendor's answer to bad credentials */
        UNAUTHORIZED,
        /** the vendor's answer to a stale version */
        CONFLICT,
        /** the vendor's answer to a result that is too large */
        TOO_LARGE,
        /** 200 with a web page */
        HTML,
        /** 200 without a body */
        EMPTY,
        /** applied, then answered late */
        SLOW_HEADERS,
        /** applied, headers at once, the second half of the body late */
        SLOW_BODY,
        /** connection closed, request not applied */
        RESET_BEFORE,
        /** request applied, connection closed without an answer */
        RESET_AFTER,
        /** request applied, connection closed in the middle of the body */
        CUT_BODY,
        /** port closed until cleared */
        REFUSE;

        /** As written in JSON: {@code reset-after}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Hits every request once until changed. */
    public static Fault of(Kind kind) {
        return new Fault(kind, null, null, 1, 0, null, null, null, "application/json", Duration.ZERO, false);
    }

    public static Fault status(int status) {
        return of(Kind.STATUS).withStatus(status);
    }

    public static Fault slowHeaders(Duration delay) {
        return of(Kind.SLOW_HEADERS).withDelay(delay);
    }

    public static Fault slowBody(Duration delay) {
        return of(Kind.SLOW_BODY).withDelay(delay);
    }

    public Fault on(String wantedMethod, String pathRegex) {
        Pattern pattern = pathRegex == null ? null : Pattern.compile(pathRegex);
        return new Fault(
                kind,
                wantedMethod,
                pattern,
                times,
                status,
                retryAfter,
                retryAfterDate,
                body,
                contentType,
                delay,
                applied);
    }

    /** @param wanted number of requests to hit, 0 for all until cleared */
    public Fault times(int wanted) {
        return new Fault(
                kind, method, path, wanted, status, retryAfter, retryAfterDate, body, contentType, delay, applied);
    }

    public Fault untilCleared() {
        return times(0);
    }

    public Fault retryAfter(String verbatim) {
        return new Fault(
                kind, method, path, times, status, verbatim, retryAfterDate, body, contentType, delay, applied);
    }

    public Fault retryAfterDate(Duration ahead) {
        return new Fault(kind, method, path, times, status, retryAfter, ahead, body, contentType, delay, applied);
    }

    public Fault body(String text, String type) {
        return new Fault(kind, method, path, times, status, retryAfter, retryAfterDate, text, type, delay, applied);
    }

    /** The request takes effect, only the answer fails. */
    public Fault afterApplying() {
        return new Fault(kind, method, path, times, status, retryAfter, retryAfterDate, body, contentType, delay, true);
    }

    private Fault withStatus(int wanted) {
        return new Fault(
                kind, method, path, times, wanted, retryAfter, retryAfterDate, body, contentType, delay, applied);
    }

    private Fault withDelay(Duration wanted) {
        return new Fault(
                kind, method, path, times, status, retryAfter, retryAfterDate, body, contentType, wanted, applied);
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method == null || method.equalsIgnoreCase(requestMethod))
                && (path == null || path.matcher(requestPath).find());
    }
}
