package io.soarbridge.cli;

import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The commands' access to the real parts. */
final class Wiring implements Parts {
    @Override
    public Configured configured(Path propertiesFile) {
        throw notYet("settings");
    }

    @Override
    public OutboxStore ledger(Settings settings) {
        throw notYet("ledger");
    }

    @Override
    public RunningBridge bridge(Configured configured) {
        throw notYet("bridge");
    }

    @Override
    public SortedSet<String> simulatorTypes() {
        return new TreeSet<>();
    }

    @Override
    public Simulated simulator(SimulatorPlan plan) {
        throw notYet("simulator");
    }

    @Override
    public List<Verdict> check(Configured configured, Collection<String> connections) {
        throw notYet("check");
    }

    private static BridgeException notYet(String part) {
        return new BridgeException("cli/not-wired", "This build has no " + part + " yet.");
    }
}
