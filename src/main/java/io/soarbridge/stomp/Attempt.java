package io.soarbridge.stomp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.restcall.RestFunction;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call, or finds out from the journal that it was made or may have been. Thread-safe. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final RestFunction function;
    private final Journal journal;
    private final Timing timing;
    private final CountDownLatch closing;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean ledgerFails = new AtomicBoolean();
    private volatile boolean abandoned;

    Attempt(RestFunction function, Journal journal, Timing timing, CountDownLatch closing) {
        this.function = function;
        this.journal = journal;
        this.timing = timing;
        this.closing = closing;
    }

    /** @return the reply, or null when the bridge stops before there is one */
    Reply make(Invocation invocation, Consumer<Reply> progress) {
        Journal.Entry entry = begin(invocation.key());
        for (int looks = 0; entry != null; looks++) {
            if (entry.ours()) {
                return call(invocation, entry, progress);
            }
            Optional<Reply> reply = entry.reply();
            if (reply.isPresent()) {
                return reply.get();
            }
            if (invocation.isHarmless()) {
                entry = ledger(entry, journal::beginAgain);
            } else if (looks < timing.looks()) {
                entry = pause() ? begin(invocation.key()) : null; // its bridge may be alive, and done any moment
            } else {
                return brokenOff(entry);
            }
        }
        return null;
    }

    private Journal.Entry begin(String key) {
        return ledger(key, journal::begin);
    }

    private interface Step<T> {
        Journal.Entry on(T subject);
    }

    /** Tries until the ledger works: a call that is not noted is not made. @return null when the bridge stops before */
    private <T> Journal.Entry ledger(T subject, Step<T> step) {
        do {
            try {
                Journal.Entry entry = step.on(subject);
                ledgerFails.set(false);
                return entry;
            } catch (RuntimeException e) {
                ledgerTrouble(e);
            }
        } while (pause());
        return null;
    }

    private void ledgerTrouble(RuntimeException e) {
        if (ledgerFails.compareAndSet(false, true)) {
            LOG.warn(
                    "The ledger does not take notes of calls of the message bus: {}. They wait until it does.",
                    words(e));
        }
    }

    private static String words(Throwable e) {
        return e.getCause() == null ? e.toString() : e.getCause().toString();
    }

    /** @return false when the bridge stops */
    private boolean pause() {
        try {
            return !closing.await(timing.look().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Reply brokenOff(Journal.Entry entry) {
        failed.incrementAndGet();
        Reply reply = Reply.interrupted();
        Journal.Entry now = ledger(entry, dead -> journal.done(dead, reply));
        return now == null ? null : now.reply().orElse(reply);
    }

    private Reply call(Invocation invocation, Journal.Entry begun, Consumer<Reply> progress) {
        ObjectNode payload = null;
        try {
            payload = function.call(invocation.inputs(), text -> progress.accept(Reply.progress(text)));
        } catch (RuntimeException e) {
            LOG.error(
                    "A call of the message bus failed by a fault of the bridge: {} at {}",
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        }
        if (abandoned) {
            return null; // it was broken off, and what it says is of that
        }
        boolean success = payload != null && payload.path("success").asBoolean();
        (success ? done : failed).incrementAndGet();
        Reply reply = payload == null
                ? Reply.error("The call failed by a fault of the bridge. Its log says more.")
                : Reply.of(payload);
        return note(invocation, begun, reply, payload);
    }

    /** @return what the platform is told, which is what another bridge has told it already, if one has */
    private Reply note(Invocation invocation, Journal.Entry begun, Reply reply, ObjectNode payload) {
        Reply kept = Journal.canKeep(reply) ? reply : Reply.notKept(payload);
        if (kept != reply && invocation.isHarmless()) {
            return reply; // it is made again, should that be needed
        }
        try {
            Journal.Entry now = journal.done(begun, kept);
            return now.ours() ? reply : now.reply().orElse(reply);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The ledger did not take the note that a call of the message bus is done: {}. The platform gets the reply.",
                    words(e));
            return reply;
        }
    }

    /** From now on nothing that calls say is taken as their result. */
    void abandon() {
        abandoned = true;
    }

    void failed() {
        failed.incrementAndGet();
    }

    long doneCount() {
        return done.get();
    }

    long failedCount() {
        return failed.get();
    }
}
