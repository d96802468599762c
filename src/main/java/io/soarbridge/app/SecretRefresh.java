package io.soarbridge.app;

import io.soarbridge.config.ManagedSecrets;
import io.soarbridge.config.SecretSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks managers again: by the clock, and at once when a system refuses a credential. Thread-safe. */
final class SecretRefresh implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecretRefresh.class);
    /** A system that refuses a credential refuses it for every event. */
    private static final Duration LEAST_BETWEEN = Duration.ofSeconds(10);

    private final SecretSource source;
    private final InstantSource clock;
    private final Consumer<List<String>> changed;
    private ManagedSecrets secrets;
    private ScheduledThreadPoolExecutor thread;
    private Instant lastRefusal = Instant.EPOCH;

    /** @param changed is told which settings have another value */
    SecretRefresh(SecretSource source, InstantSource clock, Consumer<List<String>> changed) {
        this.source = source;
        this.clock = clock;
        this.changed = changed;
    }

    /** From now on these, in place of those before. */
    synchronized void watch(ManagedSecrets next) {
        stop();
        secrets = next;
        if (!next.none()) {
            thread = new ScheduledThreadPoolExecutor(1, task -> {
                Thread made = new Thread(task, "secrets-refresh");
                made.setDaemon(true);
                return made;
            });
            long every = next.every().toMillis();
            thread.scheduleWithFixedDelay(() -> refresh(next), every, every, TimeUnit.MILLISECONDS);
        }
    }

    /** A system does not take a credential: it may be an old one. */
    synchronized void refused() {
        Instant now = clock.instant();
        if (thread != null && !now.isBefore(lastRefusal.plus(LEAST_BETWEEN))) {
            lastRefusal = now;
            ManagedSecrets asked = secrets;
            thread.execute(() -> refresh(asked));
        }
    }

    synchronized List<String> troubles() {
        return secrets == null ? List.of() : secrets.troubles();
    }

    private void refresh(ManagedSecrets asked) {
        try {
            List<String> other = asked.refresh(source);
            if (!other.isEmpty()) {
                changed.accept(other);
            }
        } catch (RuntimeException e) {
            LOG.error("Asking managers for secrets again failed in a way that should not happen", e);
        }
    }

    private void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
    }
}
