package io.soarbridge.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.casefile.CaseException;
import io.soarbridge.config.OutboxSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.Lane;
import io.soarbridge.outbox.Result;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a delivery: done, try again and when, or dead. An outage costs no attempts. */
public final class ConnectionLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLane.class);
    private static final int REASON_LIMIT = 512;
    private static final int DEEPEST_CAUSE = 20;

    /** At their longest: to look by key, to page through what is new (three), to create, to read and close, and to ask whether it works. */
    private static final int CALLS_OF_AN_ATTEMPT = 8;

    private final Connection connection;
    private final OutboxSettings settings;
    private final RetryDelay delay;
    private final InstantSource clock;
    private final BooleanSupplier works;

    /** @param works asks the system whether it does its work for anything else; asked before an event is given up for its failures */
    public ConnectionLane(
            Connection connection,
            OutboxSettings settings,
            InstantSource clock,
            RandomGenerator random,
            BooleanSupplier works) {
        this.connection = connection;
        this.settings = settings;
        this.delay = new RetryDelay(settings, random);
        this.clock = clock;
        this.works = works;
    }

    @Override
    public int permits(int max) {
        return connection.gate().permits(max);
    }

    @Override
    public int concurrency() {
        return connection.settings().maxConcurrency();
    }

    @Override
    public boolean claimAhead() {
        return connection.settings().maxRate() == 0;
    }

    @Override
    public Duration lease() {
        Duration slowest = connection.settings().longestCall().multipliedBy(CALLS_OF_AN_ATTEMPT);
        return slowest.compareTo(settings.lease()) > 0 ? slowest : settings.lease();
    }

    @Override
    public Result judge(Claim claim, Object answer, Throwable failure, Duration took) {
        if (failure == null) {
            return delivered(claim, answer, took);
        }
        Result result = failed(claim, failure, took);
        log(claim, result);
        return result;
    }

    private static Result delivered(Claim claim, Object answer, Duration took) {
        JsonNode result = answer instanceof JsonNode node ? node : null;
        return new Result.Delivered(
                claim.deliveryId(),
                claim.ticket(),
                text(result, "outcome", "done"),
                text(result, "remoteId", null),
                text(result, "version", null),
                text(result, "url", null),
                took);
    }

    private static String text(JsonNode node, String field, String otherwise) {
        JsonNode value = node == null ? null : node.get(field);
        return value == null || value.isNull() ? otherwise : value.asText();
    }

    private Result failed(Claim claim, Throwable failure, Duration took) {
        BridgeException known = known(failure);
        if (known instanceof CallException call) {
            return switch (call.failure()) {
                case PERMANENT -> dead(claim, call.maybeApplied(), call.code(), call.status(), call.getMessage(), took);
                case CREDENTIALS, UNAVAILABLE -> outage(claim, call, took);
                case RETRY, CONFLICT ->
                    connection.gate().pause().isPresent()
                            ? outage(claim, call, took)
                            : later(claim, call, took, isLast(claim) && isDown(call));
            };
        }
        if (known instanceof MappingException || known instanceof CaseException) {
            return dead(claim, false, known.code(), 0, known.getMessage(), took);
        }
        String code = known == null ? "delivery/unexpected" : known.code();
        String reason = known == null ? words(failure) : known.getMessage();
        return counted(claim, clock.instant().plus(delay.after(claim.attempts())), true, code, 0, reason, took);
    }

    /** What we know of a failure, or null: routes and Camel wrap what they pass on, and a call's own judgement counts most. */
    private static BridgeException known(Throwable failure) {
        BridgeException known = null;
        int depth = 0;
        for (Throwable t = failure; t != null && depth < DEEPEST_CAUSE; t = t.getCause(), depth++) {
            if (t instanceof CallException || t instanceof MappingException) {
                return (BridgeException) t;
            }
            known = known == null && t instanceof BridgeException e ? e : known;
        }
        return known;
    }

    private Result outage(Claim claim, CallException call, Duration took) {
        Instant at = clock.instant();
        if (call.code().equals(CallException.RESTING)) {
            return new Result.Retry(
                    claim.deliveryId(), claim.ticket(), at, false, false, Result.NOT_BEGUN, 0, call.getMessage(), took);
        }
        Duration wait = call.maybeApplied() ? settings.settleDelay() : Duration.ZERO;
        // behind those that were not tried: an event that fails whenever it is the probe must not be the next probe
        // again
        Duration rest = connection
                .gate()
                .pause()
                .map(pause -> Duration.between(at, pause.until()))
                .orElse(call.retryAfter().orElse(Duration.ZERO));
        // a clock that was put back meanwhile makes the end of the rest seem far away
        boolean sane = rest.compareTo(settings.longestWait()) <= 0;
        wait = longer(wait, sane ? rest : settings.longestWait());
        return uncounted(claim, at.plus(wait), call, took);
    }

    private static Result uncounted(Claim claim, Instant at, CallException call, Duration took) {
        return new Result.Retry(
                claim.deliveryId(),
                claim.ticket(),
                at,
                false,
                call.maybeApplied(),
                call.code(),
                call.status(),
                limited(call.getMessage()),
                took);
    }

    private boolean isLast(Claim claim) {
        return claim.attempts() + 1 >= settings.maxAttempts();
    }

    /** An event that meets nothing but failures may be at fault, or meet a system that fails for all: one question tells. */
    private boolean isDown(CallException call) {
        boolean down = call.failure() == Failure.RETRY && !works.getAsBoolean();
        if (down) {
            LOG.warn(
                    "Connection {} fails for everything: {}. The event is kept and tried again, without counting.",
                    connection.settings().name(),
                    sentence(call.getMessage()));
        }
        return down;
    }

    private Result later(Claim claim, CallException call, Duration took, boolean down) {
        Duration wait = longer(delay.after(claim.attempts()), call.retryAfter().orElse(Duration.ZERO));
        if (call.maybeApplied()) {
            wait = longer(wait, settings.settleDelay());
        }
        Instant at = clock.instant().plus(wait);
        return down
                ? uncounted(claim, at, call, took)
                : counted(claim, at, call.maybeApplied(), call.code(), call.status(), call.getMessage(), took);
    }

    private Result counted(
            Claim claim, Instant at, boolean maybeApplied, String code, int status, String reason, Duration took) {
        if (isLast(claim)) {
            return dead(claim, maybeApplied, code, status, reason, took);
        }
        return new Result.Retry(
                claim.deliveryId(), claim.ticket(), at, true, maybeApplied, code, status, limited(reason), took);
    }

    private static Result dead(
            Claim claim, boolean maybeApplied, String code, int status, String reason, Duration took) {
        return new Result.Dead(claim.deliveryId(), claim.ticket(), maybeApplied, code, status, limited(reason), took);
    }

    private void log(Claim claim, Result result) {
        if (result instanceof Result.Dead dead) {
            LOG.error(
                    "Delivering event {} ({}) to {} failed for good, delivery {} is a dead letter: {}. Read it with: soarbridge outbox show {}",
                    claim.eventId(),
                    claim.operation(),
                    claim.connection(),
                    claim.deliveryId(),
                    sentence(dead.reason()),
                    claim.deliveryId());
        } else if (result instanceof Result.Retry retry && retry.counts()) {
            LOG.warn(
                    "Delivering event {} ({}) to {} failed, attempt {} of {}: {}. Next attempt {}.",
                    claim.eventId(),
                    claim.operation(),
                    claim.connection(),
                    claim.attempts() + 1,
                    settings.maxAttempts(),
                    sentence(retry.reason()),
                    retry.at().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Without the full stop that it may have already. */
    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Of the cause: what wraps it only says that something failed. */
    private static String words(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String limited(String text) {
        return text.length() <= REASON_LIMIT ? text : text.substring(0, REASON_LIMIT - 1) + "…";
    }
}
