package io.soarbridge.simulator;

import io.soarbridge.simulator.qradar.QradarSoarKind;
import io.soarbridge.simulator.splunk.SplunkSoarKind;
import io.soarbridge.simulator.sumo.SumoSiemKind;
import io.soarbridge.simulator.sumo.SumoSoarKind;
import io.soarbridge.simulator.xsoar.CortexXsoarKind;
import io.soarbridge.support.BridgeException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/** Every simulator of the product by the type of its system. */
public final class Simulators {
    private static final TreeMap<String, SimulatorKind> BY_TYPE = new TreeMap<>();

    static {
        for (SimulatorKind kind : List.of(
                new QradarSoarKind(),
                new SplunkSoarKind(),
                new SumoSiemKind(),
                new SumoSoarKind(),
                new CortexXsoarKind())) {
            BY_TYPE.put(kind.type(), kind);
        }
    }

    private Simulators() {}

    public static SortedSet<String> types() {
        return Collections.unmodifiableSortedSet(BY_TYPE.navigableKeySet());
    }

    /** By type. */
    public static Collection<SimulatorKind> all() {
        return Collections.unmodifiableCollection(BY_TYPE.values());
    }

    /** @throws BridgeException {@code simulator/unknown-type} */
    public static SimulatorKind get(String type) {
        SimulatorKind kind = BY_TYPE.get(type);
        if (kind == null) {
            throw new BridgeException(
                    "simulator/unknown-type",
                    "Starting a simulator: there is none of type %s. Known: %s."
                            .formatted(type, String.join(", ", types())));
        }
        return kind;
    }

    /** @throws BridgeException when there is no such type, version or switch, or a port cannot be opened */
    public static RunningSimulator start(SimulatorPlan plan) {
        SimulatorKind kind = get(plan.type());
        if (plan.version() != null && !kind.versions().contains(plan.version())) {
            throw new BridgeException(
                    "simulator/unknown-version",
                    "Starting a simulator of %s: there is no version %s. Known: %s."
                            .formatted(plan.type(), plan.version(), String.join(", ", kind.versions())));
        }
        return kind.start(plan);
    }

    /** @throws BridgeException when there is none for this type */
    public static Sink startSink(String type) {
        Sink sink = get(type).sink();
        if (sink == null) {
            throw new BridgeException(
                    "simulator/unknown-type", "Starting a sink: there is none of type %s.".formatted(type));
        }
        return sink;
    }
}
