package io.soarbridge.app;

import io.soarbridge.support.BridgeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one setup in the place of another, both loaded. Each lane moves by itself and at the same time as the others, so that a slow
 * system holds up only its own. When one step fails, all goes back; when the bridge is being stopped, nothing starts any more.
 */
final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final Setup from;
    private final Setup to;
    private final BooleanSupplier stopping;
    private final Set<String> lanes = new LinkedHashSet<>();

    /** @param stopping whether the bridge is being stopped */
    HandOver(Setup from, Setup to, BooleanSupplier stopping) {
        this.from = from;
        this.to = to;
        this.stopping = stopping;
        lanes.addAll(from.lanes());
        lanes.addAll(to.lanes());
    }

    /** @throws BridgeException why it failed; the former setup works again then, but for what the message names */
    void run() {
        LOG.info("New settings come into force; each connection changes over as soon as its running calls have ended.");
        try {
            requireGoingOn();
            from.routes().stopInputs();
            to.routes().startInputs();
            inParallel(lane -> {
                if (from.lanes().contains(lane)) {
                    from.routes().stopLane(lane);
                }
                requireGoingOn();
                if (to.lanes().contains(lane)) {
                    to.routes().startLane(lane);
                }
            });
        } catch (RuntimeException e) {
            if (!stopping.getAsBoolean()) {
                goBack(e);
            }
            throw e;
        }
    }

    private void requireGoingOn() {
        if (stopping.getAsBoolean()) {
            throw new BridgeException(
                    "app/stopping",
                    "Putting new settings in force: the bridge is being stopped. It takes the new ones at its next start.");
        }
    }

    /** @throws BridgeException naming what does not run again */
    private void goBack(RuntimeException why) {
        LOG.warn("Putting new settings in force failed, going back to the former ones: {}", why.getMessage());
        Queue<String> standing = new ConcurrentLinkedQueue<>();
        attempt(standing, "routes that take in by themselves", () -> {
            to.routes().stopInputs();
            from.routes().startInputs();
        });
        inParallel(lane -> attempt(standing, "deliveries to " + lane, () -> {
            if (to.lanes().contains(lane)) {
                to.routes().stopLane(lane);
            }
            if (from.lanes().contains(lane)) {
                from.routes().startLane(lane);
            }
        }));
        if (!standing.isEmpty()) {
            throw new BridgeException(
                    "app/half-reloaded",
                    "%s Going back failed, too. Events are taken in, but these stand still: %s. Restart the bridge."
                            .formatted(why.getMessage(), String.join("; ", standing)),
                    why);
        }
    }

    private static void attempt(Queue<String> standing, String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("Going back to the former settings failed for {}", what, e);
            standing.add("%s (%s)".formatted(what, e.getMessage()));
        }
    }

    private interface Step {
        void run(String lane);
    }

    /** Waits for all, even when one fails. */
    private void inParallel(Step step) {
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
