package io.soarbridge.delivery;

import io.soarbridge.observe.AboutEvent;
import io.soarbridge.observe.ConnectionMeter;
import io.soarbridge.observe.ConnectionMeter.Outcome;
import io.soarbridge.observe.Span;
import io.soarbridge.observe.Tracing;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.Lane;
import io.soarbridge.outbox.Result;
import java.time.Duration;
import java.time.InstantSource;

/** A lane whose attempts are counted, traced, and named in the log lines of their threads. */
public final class ObservedLane implements Lane {
    private final Lane lane;
    private final ConnectionMeter meter;
    private final Tracing tracing;
    private final InstantSource clock;

    public ObservedLane(Lane lane, ConnectionMeter meter, Tracing tracing, InstantSource clock) {
        this.lane = lane;
        this.meter = meter;
        this.tracing = tracing;
        this.clock = clock;
    }

    @Override
    public int permits(int max) {
        return lane.permits(max);
    }

    @Override
    public int concurrency() {
        return lane.concurrency();
    }

    @Override
    public boolean claimAhead() {
        return lane.claimAhead();
    }

    @Override
    public Duration lease() {
        return lane.lease();
    }

    @Override
    public Result judge(Claim claim, Object answer, Throwable failure, Duration took) {
        return lane.judge(claim, answer, failure, took);
    }

    @Override
    public Attempt begin(Claim claim) {
        return new Observed(claim, lane.begin(claim));
    }

    /** One attempt, from its thread's point of view. */
    private final class Observed implements Attempt {
        private final Claim claim;
        private final Attempt attempt;
        private final AboutEvent about;
        private final Span span;

        Observed(Claim claim, Attempt attempt) {
            this.claim = claim;
            this.attempt = attempt;
            about = new AboutEvent(claim.eventId(), claim.connection());
            span = tracing.attempt(claim.connection(), claim.operation(), claim.traceId())
                    .note("soarbridge.event", claim.eventId())
                    .note("soarbridge.delivery", claim.deliveryId())
                    .enter();
        }

        @Override
        public void ended(Result result) {
            attempt.ended(result);
            if (result instanceof Result.Delivered delivered) {
                meter.delivered(Duration.between(claim.receivedAt(), clock.instant()));
                count(outcome(delivered.code()), delivered.took());
            } else if (result instanceof Result.Dead dead) {
                span.failed(dead.code());
                count(Outcome.DEAD, dead.took());
            } else if (result instanceof Result.Retry retry && !retry.code().equals(Result.NOT_BEGUN)) {
                span.failed(retry.code());
                count(retry.counts() ? Outcome.RETRIED : Outcome.WAITED, retry.took());
            }
        }

        private void count(Outcome outcome, Duration took) {
            meter.attempted(claim.operation(), outcome, took);
        }

        @Override
        public void close() {
            span.close();
            about.close();
            attempt.close();
        }
    }

    private static Outcome outcome(String code) {
        return switch (code) {
            case "found" -> Outcome.FOUND;
            case "dropped-by-rule" -> Outcome.DROPPED_BY_RULE;
            default -> Outcome.DELIVERED;
        };
    }
}
