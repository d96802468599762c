package io.soarbridge.rest;

import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.util.Optional;

/** A call to a system that did not do what was asked. */
public final class CallException extends BridgeException {
    private static final long serialVersionUID = 1L;

    /** Code of a call that was not even tried because its connection rests after a failure. */
    public static final String RESTING = "connection/resting";

    /** Code of a call that never got as far as a request. */
    public static final String UNREACHABLE = "rest/unreachable";

    private final Failure failure;
    private final int status;
    private final String reason;
    private final boolean maybeApplied;
    private final Duration retryAfter;

    private CallException(Builder b) {
        super(b.code, b.message(), b.cause);
        this.failure = b.failure;
        this.status = b.status;
        this.reason = b.reason;
        this.maybeApplied = b.maybeApplied;
        this.retryAfter = b.retryAfter;
    }

    /** A call that was not made; it costs nothing and can be made after {@code wait}. */
    public static CallException notNow(String code, String what, String reason, Duration wait) {
        Duration positive = wait.isNegative() ? Duration.ZERO : wait;
        return of(Failure.UNAVAILABLE, code, what)
                .reason(reason)
                .retryAfter(positive)
                .build();
    }

    public Failure failure() {
        return failure;
    }

    /** HTTP status, 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** What happened in words, with the system's own reason; at most 512 characters, without secrets. */
    public String reason() {
        return reason;
    }

    /** True when the request may have had its effect although it failed. */
    public boolean maybeApplied() {
        return maybeApplied;
    }

    /** True when the very same request may go again at once: it may work then, and cannot have worked now. */
    public boolean isSafeToRepeat() {
        return failure == Failure.RETRY && !maybeApplied;
    }

    /** What the system asked us to wait, already capped. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    static Builder of(Failure failure, String code, String what) {
        return new Builder(failure, code, what);
    }

    static final class Builder {
        private final Failure failure;
        private final String code;
        private final String what;
        private String reason = "";
        private int status;
        private boolean maybeApplied;
        private Duration retryAfter;
        private Throwable cause;

        private Builder(Failure failure, String code, String what) {
            this.failure = failure;
            this.code = code;
            this.what = what;
        }

        Builder status(int value) {
            this.status = value;
            return this;
        }

        Builder reason(String value) {
            this.reason = value;
            return this;
        }

        Builder maybeApplied(boolean value) {
            this.maybeApplied = value;
            return this;
        }

        Builder retryAfter(Duration value) {
            this.retryAfter = value;
            return this;
        }

        Builder cause(Throwable value) {
            this.cause = value;
            return this;
        }

        private String message() {
            return what + ": " + reason;
        }

        CallException build() {
            return new CallException(this);
        }
    }
}
