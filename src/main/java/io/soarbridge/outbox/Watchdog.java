package io.soarbridge.outbox;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the lanes' threads once a second. */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Map<String, OutboxConsumer> lanes;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "outbox-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Watchdog(Map<String, OutboxConsumer> lanes) {
        this.lanes = lanes;
    }

    void start() {
        schedule.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @SuppressWarnings("CatchThrowable") // what escapes would end the schedule
    private void look() {
        try {
            lanes.values().forEach(OutboxConsumer::heal);
        } catch (Throwable e) {
            LOG.error("Starting a dead thread anew failed. It is tried again in a second.", e);
        }
    }

    void stop() {
        schedule.shutdownNow();
    }
}
