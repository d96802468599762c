package io.soarbridge.connection;

import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a connection may be used right now. It closes when the system is down, throttles us or refuses our credentials, and
 * when several different requests fail in a row; after a while it lets a single probe through, and opens when that works.
 * Thread-safe.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** Failures in a row, of at least {@link #DISTINCT} different events, that count as an outage: one poison event alone never does. */
    static final int IN_A_ROW = 5;

    static final int DISTINCT = 3;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration FIRST_CREDENTIALS_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_CREDENTIALS_PAUSE = Duration.ofMinutes(5);

    private final String name;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Object> failedSubjects = new HashSet<>();
    private int failuresInARow;
    private int pausesInARow;
    private Pause pause;
    private boolean probing;

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

    /** How many requests may start now: 0 while resting, 1 for the probe after it, {@code max} when open. */
    public int permits(int max) {
        lock.lock();
        try {
            if (pause == null) {
                return max;
            }
            return probing || clock.instant().isBefore(pause.until()) ? 0 : Math.min(1, max);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the probe's place when the gate is half open; false when the request must not start. */
    boolean enter() {
        lock.lock();
        try {
            if (pause == null) {
                return true;
            }
            if (probing || clock.instant().isBefore(pause.until())) {
                return false;
            }
            probing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    public Optional<Pause> pause() {
        lock.lock();
        try {
            return Optional.ofNullable(pause);
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            probing = false;
            answered();
        } finally {
            lock.unlock();
        }
    }

    /** @param subject what the request was about, equal for the same event */
    void failed(CallException e, Object subject) {
        lock.lock();
        try {
            boolean wasProbe = probing;
            probing = false;
            switch (e.failure()) {
                case UNAVAILABLE, CREDENTIALS -> close(e);
                case RETRY -> countFailure(e, subject, wasProbe);
                case PERMANENT, CONFLICT -> answered();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The system is up and its answer was about this one request. */
    private void answered() {
        if (pause == null && failuresInARow == 0) {
            return;
        }
        if (pause != null) {
            LOG.info("Connection {} works again, after resting since {}.", name, pause.since());
        }
        pause = null;
        pausesInARow = 0;
        failuresInARow = 0;
        failedSubjects.clear();
    }

    private void countFailure(CallException e, Object subject, boolean wasProbe) {
        failuresInARow++;
        failedSubjects.add(subject);
        if (wasProbe || failuresInARow >= IN_A_ROW && failedSubjects.size() >= DISTINCT) {
            close(e);
        }
    }

    private void close(CallException e) {
        Instant now = clock.instant();
        if (pause != null && now.isBefore(pause.until())) {
            return;
        }
        boolean credentials = e.failure() == Failure.CREDENTIALS;
        Duration backoff = credentials
                ? doubled(FIRST_CREDENTIALS_PAUSE, LONGEST_CREDENTIALS_PAUSE)
                : doubled(FIRST_PAUSE, LONGEST_PAUSE);
        Duration wait = e.retryAfter().orElse(backoff);
        pausesInARow++;
        Instant since = pause == null ? now : pause.since();
        pause = new Pause(since, now.plus(wait), e.code(), e.getMessage());
        failedSubjects.clear();
        LOG.warn(
                "Connection {} rests until {}: {}. Nothing is lost; what waits stays in the outbox.",
                name,
                pause.until(),
                e.getMessage());
    }

    private Duration doubled(Duration first, Duration longest) {
        Duration next = first.multipliedBy(1L << Math.min(pausesInARow, 16));
        return next.compareTo(longest) > 0 ? longest : next;
    }
}
