package io.soarbridge.simulator;

import java.util.List;

/** A simulator of the product, not started: one for each type of system. */
public interface SimulatorKind {
    /** The connector's type, such as {@code cortex-xsoar}. */
    String type();

    /** Versions of the system, the default first. */
    List<String> versions();

    List<Switch> switches();

    /** @throws io.soarbridge.support.BridgeException {@code simulator/bad-switch}, {@code simulator/start-failed} */
    RunningSimulator start(SimulatorPlan plan);

    /** For benchmarks; null when there is none. */
    default Sink sink() {
        return null;
    }
}
