package io.soarbridge.cli;

import io.soarbridge.app.Bridge;
import io.soarbridge.app.Checks;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** The commands' access to the real parts. */
final class Wiring implements Parts {
    private final InstantSource clock = InstantSource.system();

    @Override
    public Configured configured(Path propertiesFile) {
        LoadedSettings loaded = SettingsLoader.load(propertiesFile);
        List<Configured.Effective> effective = loaded.effective().stream()
                .map(e -> new Configured.Effective(e.key(), e.value(), e.origin()))
                .toList();
        return new Configured(loaded.settings(), loaded.warnings(), effective, loaded);
    }

    @Override
    public OutboxStore ledger(Settings settings) {
        return SqliteOutboxStore.openShared(settings.data().resolve("outbox.db"), clock);
    }

    @Override
    public RunningBridge bridge(Configured configured) {
        Bridge bridge = Bridge.start((LoadedSettings) configured.loaded(), clock);
        return new RunningBridge() {
            @Override
            public int port() {
                return bridge.port();
            }

            @Override
            public void awaitStop() throws InterruptedException {
                bridge.awaitStop();
            }

            @Override
            public void close() {
                bridge.close();
            }
        };
    }

    @Override
    public SortedSet<String> simulatorTypes() {
        return Simulators.types();
    }

    @Override
    public RunningSimulator simulator(SimulatorPlan plan) {
        return Simulators.start(plan);
    }

    @Override
    public List<Verdict> check(Configured configured, Collection<String> connections) {
        return Checks.run((LoadedSettings) configured.loaded(), connections, clock).stream()
                .map(v -> new Verdict(v.connection(), v.type(), v.ok(), v.reachable(), v.summary(), v.details()))
                .toList();
    }
}
