package io.soarbridge.app;

import io.soarbridge.support.BridgeException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts what lies behind the ledger on a thread of its own, so that the front door need not wait for it. */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int LONGEST_START_SECONDS = 10;

    private final Routes routes;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile boolean closing;

    private Deliveries(Routes routes) {
        this.routes = routes;
    }

    /** Returns at once. */
    static Deliveries begin(Routes routes) {
        Deliveries deliveries = new Deliveries(routes);
        Thread thread = new Thread(deliveries::start, "start-deliveries");
        thread.setDaemon(true);
        thread.start();
        return deliveries;
    }

    private void start() {
        try {
            routes.load();
            if (!closing) {
                routes.begin();
            }
            started.complete(null);
        } catch (RuntimeException | Error e) {
            started.completeExceptionally(e);
        }
    }

    /** Whether events are being delivered. */
    boolean running() {
        return started.isDone() && !started.isCompletedExceptionally() && !closing;
    }

    /**
     * Waits until events are being delivered, or this is closed.
     *
     * @throws BridgeException why they cannot be
     */
    void await() {
        try {
            started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** A start that is under way ends first: stopping half of it would leave the other half running. */
    @Override
    public void close() {
        closing = true;
        try {
            started.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("closing what did not start", e);
        } catch (TimeoutException e) {
            LOG.warn(
                    "Stopping: the routes were still starting after {} s and are stopped as they are.",
                    LONGEST_START_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        routes.close();
    }
}
