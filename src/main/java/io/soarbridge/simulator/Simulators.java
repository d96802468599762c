package io.soarbridge.simulator;

import io.soarbridge.support.BridgeException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every simulator of the product by the type of its system. */
public final class Simulators {
    private static final TreeMap<String, Function<SimulatorPlan, RunningSimulator>> BY_TYPE = new TreeMap<>();

    static {
        BY_TYPE.put(RunningCortexXsoar.TYPE, RunningCortexXsoar::start);
    }

    private static final Map<String, Supplier<Sink>> SINKS = Map.of(RunningCortexXsoar.TYPE, XsoarSink::start);

    private Simulators() {}

    public static SortedSet<String> types() {
        return java.util.Collections.unmodifiableSortedSet(BY_TYPE.navigableKeySet());
    }

    /** @throws BridgeException when there is no such type or version, or a port cannot be opened */
    public static RunningSimulator start(SimulatorPlan plan) {
        Function<SimulatorPlan, RunningSimulator> start = BY_TYPE.get(plan.type());
        if (start == null) {
            throw new BridgeException(
                    "simulator/unknown-type",
                    "Starting a simulator: there is none of type %s. Known: %s.".formatted(plan.type(), types()));
        }
        return start.apply(plan);
    }

    /** @throws BridgeException when there is none for this type */
    public static Sink startSink(String type) {
        Supplier<Sink> start = SINKS.get(type);
        if (start == null) {
            throw new BridgeException(
                    "simulator/unknown-type",
                    "Starting a sink: there is none of type %s. Known: %s.".formatted(type, SINKS.keySet()));
        }
        return start.get();
    }
}
