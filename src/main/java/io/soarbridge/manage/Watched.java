package io.soarbridge.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.connection.Connections;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of a running bridge that are looked at.
 *
 * @param live the connections of the settings in force
 * @param lanes what the lane of a connection is doing; empty when it does not run
 * @param taking whether the front door takes events in
 * @param selfTest the payload of a call for a test; empty when none is set
 * @param warnings what does not go as it should, in words, although the bridge does its work
 */
public record Watched(
        OutboxStore store,
        Supplier<Connections> live,
        Function<String, Optional<LaneStatus>> lanes,
        BooleanSupplier taking,
        Supplier<Optional<ObjectNode>> selfTest,
        Supplier<List<String>> warnings,
        InstantSource clock) {
    Connections connections() {
        return live.get();
    }
}
