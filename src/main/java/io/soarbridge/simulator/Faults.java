package io.soarbridge.simulator;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The misbehaviour that is switched on. The first fault that matches a request and has hits left takes it. Thread-safe. */
public final class Faults {
    private static final long PORT_SECONDS = 10;

    private final Gate gate;
    private final List<Armed> armed = new ArrayList<>();
    private volatile boolean any;

    Faults(Gate gate) {
        this.gate = gate;
    }

    /** The listening port, which can be closed and opened again. */
    interface Gate {
        Future<Void> shut();

        Future<Void> open();

        boolean isShut();
    }

    private static final class Armed {
        private final Fault fault;
        private int left;

        Armed(Fault fault) {
            this.fault = fault;
            this.left = fault.times() == 0 ? Integer.MAX_VALUE : fault.times();
        }
    }

    /** Adds a fault behind those already there; {@link Fault.Kind#REFUSE} closes the port before this returns. */
    public void add(Fault fault) {
        await(arm(fault));
    }

    /** Closes the port and all its connections: new ones are refused until {@link #acceptConnections} or {@link #clear}. */
    public void refuseConnections() {
        await(gate.shut());
    }

    public void acceptConnections() {
        await(gate.open());
    }

    /** Back to good behaviour. */
    public void clear() {
        await(disarm());
    }

    /** Those with hits left, {@code times} counted down. */
    public synchronized List<Fault> active() {
        List<Fault> list = new ArrayList<>();
        for (Armed entry : armed) {
            list.add(entry.fault.times() == 0 ? entry.fault : entry.fault.times(entry.left));
        }
        if (gate.isShut()) {
            list.add(Fault.of(Fault.Kind.REFUSE).untilCleared());
        }
        return list;
    }

    Future<Void> arm(Fault fault) {
        if (fault.kind() == Fault.Kind.REFUSE) {
            return gate.shut();
        }
        synchronized (this) {
            armed.add(new Armed(fault));
            any = true;
        }
        return Future.succeededFuture();
    }

    Future<Void> disarm() {
        synchronized (this) {
            armed.clear();
            any = false;
        }
        return gate.open();
    }

    /** The fault for this request, counted down, or null. */
    Fault take(String method, String path) {
        return any ? takeArmed(method, path) : null;
    }

    private synchronized Fault takeArmed(String method, String path) {
        for (Armed entry : armed) {
            if (entry.fault.matches(method, path)) {
                if (entry.fault.times() != 0 && --entry.left == 0) {
                    armed.remove(entry);
                    any = !armed.isEmpty();
                }
                return entry.fault;
            }
        }
        return null;
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PORT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the simulator's port", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the simulator's port: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulator's port did not change state in time", e);
        }
    }
}
