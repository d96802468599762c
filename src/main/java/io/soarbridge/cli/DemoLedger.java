package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxStore.Counts;
import io.soarbridge.outbox.State;
import io.soarbridge.support.BridgeException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ledger of the demo's bridge, looked at from outside. Not thread-safe. */
final class DemoLedger implements AutoCloseable {
    private final OutboxStore store;
    private Collection<Counts> counts = List.of();

    DemoLedger(OutboxStore store) {
        this.store = store;
    }

    /** While the bridge is down or starting the last look stands. */
    void look() {
        try {
            counts = store.counts().values();
        } catch (BridgeException busy) {
            // Its file is locked for a moment when a killed bridge starts again; the next tick looks anew.
        }
    }

    long waiting() {
        return counts.stream().mapToLong(c -> c.pending() + c.inFlight()).sum();
    }

    long delivered() {
        return counts.stream().mapToLong(Counts::delivered).sum();
    }

    long dead() {
        return counts.stream().mapToLong(Counts::dead).sum();
    }

    /** Keys of the dead letters of one connection. */
    Set<String> deadKeys(String connection) {
        Set<String> keys = new HashSet<>();
        DeliveryFilter dead =
                new DeliveryFilter(List.of(), connection, List.of(State.DEAD), null, null, null, null, 0, 0);
        LedgerPages.forEach(store, dead, row -> keys.add(row.orderKey()));
        return keys;
    }

    @Override
    public void close() {
        store.close();
    }
}
