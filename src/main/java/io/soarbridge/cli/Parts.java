package io.soarbridge.cli;

import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** What the commands need of the rest of the program. */
interface Parts {
    /** @throws io.soarbridge.support.BridgeException with a code {@code config/…} and every problem in its message */
    Configured configured(Path propertiesFile);

    /**
     * The ledger of these settings, beside a bridge that may be running on it.
     *
     * @throws io.soarbridge.support.BridgeException with a code {@code outbox/…} when there is none or it cannot be opened
     */
    OutboxStore ledger(Settings settings);

    /** Returns when senders can post. */
    RunningBridge bridge(Configured configured);

    SortedSet<String> simulatorTypes();

    RunningSimulator simulator(SimulatorPlan plan);

    /** One verdict for each of these connections, in the order given; each call is bounded by the connection's timeouts. */
    List<Verdict> check(Configured configured, Collection<String> connections);
}
