package io.soarbridge.stomp;

import io.soarbridge.config.StompSettings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.restcall.RestFunction;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls of the function from a platform's message bus, and answers there. Connects for as long as it is open, whatever happens.
 * Each call has its effect once, as far as the journal in the ledger knows. Thread-safe.
 */
public final class StompDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StompDoor.class);
    private static final long GOODBYE_MILLIS = 2_000;

    private final StompSettings settings;
    private final InstantSource clock;
    private final Timing timing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Attempt attempt;
    private final Calls calls;
    private final Thread thread;
    private volatile Link link;
    private volatile State state;

    private record State(Instant since, String trouble) {}

    /** @param settings that name a host */
    public StompDoor(StompSettings settings, RestFunction function, OutboxStore store, InstantSource clock) {
        this(settings, function, store, clock, Timing.USUAL);
    }

    StompDoor(StompSettings settings, RestFunction function, OutboxStore store, InstantSource clock, Timing timing) {
        this.settings = settings;
        this.clock = clock;
        this.timing = timing;
        attempt = new Attempt(function, new Journal(store, clock), timing, closing);
        calls = new Calls(settings, attempt, timing, closing);
        state = new State(clock.instant(), "The message bus was not called yet.");
        thread = new Thread(this::run, "stomp-door");
        thread.setDaemon(true);
    }

    /** Returns at once; connecting goes on until it works. */
    public void start() {
        thread.start();
    }

    public StompStatus status() {
        State now = state;
        return new StompStatus(
                now.since(),
                now.trouble(),
                calls.running(),
                attempt.doneCount(),
                attempt.failedCount(),
                calls.unanswerable());
    }

    private void run() {
        int failures = 0;
        try {
            while (closing.getCount() > 0) {
                long began = System.nanoTime();
                boolean refused = serve();
                boolean lasted =
                        System.nanoTime() - began > timing.longestPause().toNanos();
                failures = lasted ? 1 : failures + 1;
                double random = ThreadLocalRandom.current().nextDouble();
                if (closing.await(timing.pause(failures, refused, random).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the connection ends. @return whether the bus does not want us */
    private boolean serve() throws InterruptedException {
        try (Link opened = Link.open(settings, timing)) {
            link = opened;
            if (closing.getCount() == 0) {
                return false; // closed meanwhile, by somebody who did not see this link
            }
            LOG.info(
                    "Connected to the message bus {}:{}, serving {}.",
                    settings.host(),
                    settings.port(),
                    settings.function());
            state = new State(clock.instant(), null);
            read(opened);
            return false;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            trouble(Trouble.of(e, settings));
            return e instanceof RefusedException;
        }
    }

    private void read(Link opened) throws IOException, InterruptedException {
        while (true) {
            Frame frame = opened.read();
            if (frame.is("RECEIPT")) {
                return; // of the goodbye, the only one that is asked for
            }
            if (frame.is("MESSAGE") && closing.getCount() > 0) {
                calls.take(opened, frame);
            }
        }
    }

    private void trouble(String words) {
        if (closing.getCount() == 0) {
            return;
        }
        if (words.equals(state.trouble())) {
            LOG.debug("{}", words);
            return;
        }
        LOG.warn("{} It is tried again for as long as the bridge runs.", words);
        state = new State(state.trouble() == null ? clock.instant() : state.since(), words);
    }

    /** Takes no more messages, waits for running calls for a while, and leaves the rest to the bus. */
    @Override
    public void close() {
        closing.countDown();
        try {
            calls.close();
            Link last = link;
            if (last != null && last.send(List.of(Frame.of("DISCONNECT", Map.of("receipt", "goodbye"))))) {
                thread.join(GOODBYE_MILLIS);
            }
            if (last != null) {
                last.close();
            }
            thread.join(GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
