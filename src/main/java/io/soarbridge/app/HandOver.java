package io.soarbridge.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one setup in the place of another, both loaded. Each lane moves by itself and at the same time as the others, so that a slow
 * system holds up only its own. When one step fails, all goes back.
 */
final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final Setup from;
    private final Setup to;

    HandOver(Setup from, Setup to) {
        this.from = from;
        this.to = to;
    }

    /** @throws RuntimeException why it failed; the former setup works again then */
    void run() {
        try {
            from.routes().stopInputs();
            to.routes().startInputs();
            move(from, to);
        } catch (RuntimeException e) {
            goBack(e);
            throw e;
        }
    }

    private void goBack(RuntimeException why) {
        LOG.warn("Putting new settings in force failed, going back to the former ones: {}", why.getMessage());
        try {
            to.routes().stopInputs();
            move(to, from);
            from.routes().startInputs();
        } catch (RuntimeException e) {
            LOG.error(
                    "Going back to the former settings failed too. Events are taken in, but deliveries may stand still. Restart the bridge.",
                    e);
        }
    }

    private static void move(Setup from, Setup to) {
        Set<String> lanes = new LinkedHashSet<>(from.lanes());
        lanes.addAll(to.lanes());
        inParallel(lanes, lane -> {
            if (from.lanes().contains(lane)) {
                from.routes().stopLane(lane);
            }
            if (to.lanes().contains(lane)) {
                to.routes().startLane(lane);
            }
        });
    }

    private interface Step {
        void run(String lane);
    }

    /** Waits for all, even when one fails. */
    private static void inParallel(Collection<String> lanes, Step step) {
        if (lanes.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<CompletableFuture<Void>> moves = new ArrayList<>();
            lanes.forEach(lane -> moves.add(CompletableFuture.runAsync(() -> step.run(lane), threads)));
            CompletableFuture.allOf(moves.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }
}
