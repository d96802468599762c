package io.soarbridge.connection;

import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a connection may be used right now. It closes when the system is down, throttles us or refuses our credentials, and
 * when several different requests fail in a row; after a while it lets a single probe through, and opens when that works. Requests
 * that were under way when it closed neither open it nor take the probe's place. Thread-safe.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** Failures in a row, of at least {@link #DISTINCT} different events, that count as an outage: one poison event alone never does. */
    static final int IN_A_ROW = 5;

    static final int DISTINCT = 3;

    /** After this time a probe that nobody has heard of is given up, and the next one may start. */
    static final Duration PROBE_PATIENCE = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A refused connection costs nobody anything to ask for again. */
    private static final Duration LONGEST_UNREACHABLE_PAUSE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Duration FIRST_CREDENTIALS_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_CREDENTIALS_PAUSE = Duration.ofMinutes(5);

    private final String name;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Object> failedSubjects = new HashSet<>();
    /** What the last probes were about that the system answered with a failure of its own, oldest first. */
    private final Deque<Object> failedProbes = new ArrayDeque<>();

    private int failuresInARow;
    private int pausesInARow;
    private Pause pause;
    /** When the pause got its end. A clock that shows an earlier time was put back, and the end means nothing any more. */
    private Instant pausedAt;

    private boolean refusedCredentials;
    private Pass probe;
    private Instant probeSince;
    private Instant quietUntil;

    /** @param name of the connection, for the log */
    public Gate(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    /**
     * Why and until when the connection rests.
     *
     * @param code the failure that closed the gate, such as {@code rest/credentials-refused}
     * @param reason what happened, in words
     */
    public record Pause(Instant since, Instant until, String code, String reason) {}

    /** Open lets all requests through, half open a single probe, closed none. */
    public enum Position {
        OPEN,
        HALF_OPEN,
        CLOSED
    }

    public Position position() {
        lock.lock();
        try {
            if (pause == null) {
                return Position.OPEN;
            }
            return isOver(clock.instant(), pausedAt, pause.until()) ? Position.HALF_OPEN : Position.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    /** Leave for one request. It must end in exactly one of {@link #succeeded}, {@link #failed} or {@link #abandoned}. */
    static final class Pass {
        private Pass() {}
    }

    /** How many requests may start now: 0 while resting, 1 for the probe after it, {@code max} when open. */
    public int permits(int max) {
        lock.lock();
        try {
            if (pause == null) {
                return max;
            }
            return mayProbe() ? Math.min(1, max) : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the probe's place when the gate is half open; empty when the request must not start. */
    Optional<Pass> enter() {
        lock.lock();
        try {
            if (pause != null && !mayProbe()) {
                return Optional.empty();
            }
            Pass pass = new Pass();
            if (pause != null) {
                probe = pass;
                probeSince = clock.instant();
            }
            return Optional.of(pass);
        } finally {
            lock.unlock();
        }
    }

    private boolean mayProbe() {
        Instant now = clock.instant();
        return isOver(now, pausedAt, pause.until())
                && (probe == null || isOver(now, probeSince, probeSince.plus(PROBE_PATIENCE)));
    }

    private static boolean isOver(Instant now, Instant since, Instant until) {
        return now.isBefore(since) || !now.isBefore(until);
    }

    public Optional<Pause> pause() {
        lock.lock();
        try {
            return Optional.ofNullable(pause);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a rest for refused credentials: there are new ones, and the next request shows whether they are taken. */
    public void credentialsChanged() {
        lock.lock();
        try {
            if (pause != null && refusedCredentials) {
                pausedAt = clock.instant();
                pause = new Pause(pause.since(), pausedAt, pause.code(), pause.reason());
                pausesInARow = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    void succeeded(Pass pass) {
        lock.lock();
        try {
            if (decides(pass)) {
                answered();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @param subject what the request was about, equal for the same event */
    void failed(Pass pass, CallException e, Object subject) {
        lock.lock();
        try {
            if (!decides(pass)) {
                prolong(e);
                return;
            }
            switch (e.failure()) {
                case UNAVAILABLE, CREDENTIALS -> {
                    failedProbes.clear();
                    close(e);
                }
                case RETRY -> {
                    if (pause == null) {
                        countFailure(e, subject);
                    } else {
                        judgeProbe(e, subject);
                    }
                }
                case PERMANENT, CONFLICT -> answered();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The request ended without telling anything about the system. */
    void abandoned(Pass pass) {
        lock.lock();
        try {
            if (pass == probe) {
                probe = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** While the gate rests, only its probe has a say. */
    private boolean decides(Pass pass) {
        if (pause == null) {
            return true;
        }
        if (pass != probe) {
            return false;
        }
        probe = null;
        return true;
    }

    /** The system is up and its answer was about this one request. */
    private void answered() {
        if (pause != null) {
            LOG.info(
                    "Connection {} works again, after resting since {}.",
                    name,
                    pause.since().truncatedTo(ChronoUnit.SECONDS));
        }
        pause = null;
        probe = null;
        pausesInARow = 0;
        failuresInARow = 0;
        failedSubjects.clear();
        failedProbes.clear();
    }

    private void countFailure(CallException e, Object subject) {
        failuresInARow++;
        failedSubjects.add(subject);
        if (failuresInARow >= IN_A_ROW && failedSubjects.size() >= DISTINCT) {
            close(e);
        }
    }

    /**
     * When a system answers again and only fails for the one or two events that probe it, the fault is theirs: it opens, so that
     * their attempts count. Without this an event that always fails would probe for ever once an outage had closed the gate.
     */
    private void judgeProbe(CallException e, Object subject) {
        if (e.status() == 0) {
            failedProbes.clear();
        } else {
            failedProbes.add(subject);
        }
        if (failedProbes.size() > IN_A_ROW) {
            failedProbes.remove();
        }
        if (failedProbes.size() == IN_A_ROW && new HashSet<>(failedProbes).size() < DISTINCT) {
            answered();
        } else {
            close(e);
        }
    }

    private void close(CallException e) {
        Instant now = clock.instant();
        Duration wait = e.retryAfter().map(Gate::notAtOnce).orElseGet(() -> backoff(e));
        pausesInARow++;
        Instant since = pause == null ? now : pause.since();
        boolean news = pause == null || !pause.code().equals(e.code()) || !now.isBefore(quietUntil);
        pause = new Pause(since, now.plus(wait), e.code(), e.getMessage());
        pausedAt = now;
        refusedCredentials = e.failure() == Failure.CREDENTIALS;
        failedSubjects.clear();
        if (news) {
            quietUntil = now.plus(BETWEEN_WARNINGS);
            LOG.warn(
                    "Connection {} rests since {}, next try at {}: {}. Nothing is lost; what waits stays in the outbox.",
                    name,
                    since.truncatedTo(ChronoUnit.SECONDS),
                    pause.until().truncatedTo(ChronoUnit.SECONDS),
                    e.getMessage());
        }
    }

    private Duration backoff(CallException e) {
        if (e.failure() == Failure.CREDENTIALS) {
            return doubled(FIRST_CREDENTIALS_PAUSE, LONGEST_CREDENTIALS_PAUSE);
        }
        return doubled(
                FIRST_PAUSE, e.code().equals(CallException.UNREACHABLE) ? LONGEST_UNREACHABLE_PAUSE : LONGEST_PAUSE);
    }

    /** A late answer to a request from before the pause may ask for a longer one. */
    private void prolong(CallException e) {
        Instant now = clock.instant();
        e.retryAfter().map(now::plus).filter(pause.until()::isBefore).ifPresent(until -> {
            pausedAt = now;
            pause = new Pause(pause.since(), until, e.code(), e.getMessage());
        });
    }

    /** Zero seconds, or a date that is over, would make us ask in a tight loop. */
    private static Duration notAtOnce(Duration wait) {
        return wait.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : wait;
    }

    private Duration doubled(Duration first, Duration longest) {
        Duration next = first.multipliedBy(1L << Math.min(pausesInARow, 16));
        return next.compareTo(longest) > 0 ? longest : next;
    }
}
