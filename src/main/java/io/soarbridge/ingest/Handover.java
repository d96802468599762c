package io.soarbridge.ingest;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what other threads finish to the event loop, all that waits in one go. Thread-safe. */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Context loop;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Handover(Context loop) {
        this.loop = loop;
    }

    void run(Runnable work) {
        waiting.add(work);
        if (!called.getAndSet(true)) {
            loop.runOnContext(now -> runAll());
        }
    }

    private void runAll() {
        called.set(false);
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Answering a sender failed in a way that should not happen", e);
            }
        }
    }
}
