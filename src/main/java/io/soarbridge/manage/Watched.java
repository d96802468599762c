package io.soarbridge.manage;

import io.soarbridge.connection.Connections;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The parts of a running bridge that are looked at.
 *
 * @param lanes what the lane of a connection is doing; empty when it does not run
 * @param taking whether the front door takes events in
 */
public record Watched(
        OutboxStore store,
        Connections connections,
        Function<String, Optional<LaneStatus>> lanes,
        BooleanSupplier taking,
        InstantSource clock) {}
