package io.soarbridge.stomp;

import io.soarbridge.config.StompSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls under way, a bounded number, over as many connections as they outlive. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final StompSettings settings;
    private final Attempt attempt;
    private final Timing timing;
    private final CountDownLatch closing;
    private final Semaphore places;
    private final ExecutorService workers;
    private final Map<String, List<Delivery>> running = new HashMap<>(); // guarded by itself
    private final AtomicLong unanswerable = new AtomicLong();

    /** @param closing at zero when no more calls are begun */
    Calls(StompSettings settings, Attempt attempt, Timing timing, CountDownLatch closing) {
        this.settings = settings;
        this.attempt = attempt;
        this.timing = timing;
        this.closing = closing;
        places = new Semaphore(settings.workers());
        AtomicLong number = new AtomicLong();
        workers = Executors.newFixedThreadPool(settings.workers(), task -> {
            Thread thread = new Thread(task, "stomp-call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits for a place when as many run as may; a bus that keeps to the prefetch size never makes it wait. */
    void take(Link link, Frame message) throws InterruptedException {
        Invocation invocation = Invocation.of(message, settings);
        Delivery delivery = Delivery.of(link, message);
        if (invocation == null) {
            unanswerable.incrementAndGet();
            LOG.warn(
                    "A message of the bus was acknowledged and passed over: it has no reply-to, no correlation-id or no message-id, so "
                            + "that nobody can be answered.");
            delivery.acknowledge();
        } else if (invocation.fault() != null) {
            attempt.failed();
            delivery.answer(Reply.error(invocation.fault()));
        } else if (isFirst(invocation.key(), delivery)) {
            run(invocation);
        }
    }

    private boolean isFirst(String key, Delivery delivery) {
        synchronized (running) {
            List<Delivery> deliveries = running.get(key);
            if (deliveries != null) {
                deliveries.add(delivery);
                return false;
            }
            running.put(key, new ArrayList<>(List.of(delivery)));
            return true;
        }
    }

    private void run(Invocation invocation) throws InterruptedException {
        while (!places.tryAcquire(timing.look().toMillis(), TimeUnit.MILLISECONDS)) {
            if (closing.getCount() == 0) {
                end(invocation.key());
                return;
            }
        }
        try {
            workers.execute(() -> make(invocation));
        } catch (RejectedExecutionException e) {
            end(invocation.key()); // closed meanwhile
            places.release();
        }
    }

    private void make(Invocation invocation) {
        Reply reply = null;
        try {
            reply = attempt.make(invocation, progress -> tell(invocation.key(), progress));
        } finally {
            answer(end(invocation.key()), reply);
            places.release();
        }
    }

    /** From here on the same message finds what the journal says. */
    private List<Delivery> end(String key) {
        synchronized (running) {
            List<Delivery> deliveries = running.remove(key);
            return deliveries == null ? List.of() : deliveries;
        }
    }

    private void tell(String key, Reply progress) {
        Delivery latest = null;
        synchronized (running) {
            List<Delivery> deliveries = running.get(key);
            if (deliveries != null) {
                latest = deliveries.get(deliveries.size() - 1);
            }
        }
        if (latest != null) {
            latest.progress(progress);
        }
    }

    /** @param reply null when there is none yet: unacknowledged, the message comes again */
    private static void answer(List<Delivery> deliveries, Reply reply) {
        boolean answered = false;
        for (int i = deliveries.size() - 1; i >= 0 && reply != null; i--) {
            Delivery delivery = deliveries.get(i);
            if (delivery.isBroken()) {
                continue;
            }
            if (answered) {
                delivery.acknowledge();
            } else {
                answered = delivery.answer(reply);
            }
        }
        if (reply != null && !answered) {
            LOG.debug("A reply waits in the journal for its message to come again.");
        }
    }

    int running() {
        return settings.workers() - places.availablePermits();
    }

    long unanswerable() {
        return unanswerable.get();
    }

    /** Waits for the calls that run, for a while, and breaks off what goes on. */
    void close() throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(timing.closing().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "{} calls of the message bus ran for longer than {} after the bridge was stopped, and are broken off. Their messages "
                            + "come again: what may be repeated is, of the rest the platform is told that it may have had its effect.",
                    running(),
                    timing.closing());
            attempt.abandon();
            workers.shutdownNow();
            workers.awaitTermination(2, TimeUnit.SECONDS);
        }
    }
}
