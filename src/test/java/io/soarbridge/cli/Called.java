package io.soarbridge.cli;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.HttpSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine;

/** Calls the command line against parts that a test sets, and keeps what it printed. */
final class Called implements Parts {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    final MemoryLedger ledger = new MemoryLedger();
    final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    Function<Path, Configured> settings = file -> plain();
    Path propertiesFile;

    int with(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Soarbridge.run(this, CLOCK, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    CommandLine line() {
        return Soarbridge.commandLine(new Session(this, CLOCK, new PrintWriter(out, true), new PrintWriter(err, true)));
    }

    Configured plain() {
        Map<String, ConnectionSettings> connections = new LinkedHashMap<>();
        verdicts.keySet().forEach(name -> connections.put(name, null));
        HttpSettings http =
                new HttpSettings("127.0.0.1", 0, 1024, 64, 10, 10, 10, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Settings plain = new Settings(Path.of("routes"), Path.of("data"), http, null, Map.of(), connections);
        List<Configured.Effective> effective = List.of(
                new Configured.Effective("soarbridge.http.port", "9000", "application.properties:3"),
                new Configured.Effective("soarbridge.data", "data", "default"));
        return new Configured(plain, List.of(), effective, null);
    }

    @Override
    public Configured configured(Path file) {
        propertiesFile = file;
        return settings.apply(file);
    }

    @Override
    public OutboxStore ledger(Settings ignored) {
        return ledger;
    }

    @Override
    public RunningBridge bridge(Configured configured) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedSet<String> simulatorTypes() {
        return new TreeSet<>(List.of("acme-soar"));
    }

    @Override
    public RunningSimulator simulator(SimulatorPlan plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Verdict> check(Configured configured, Collection<String> connections) {
        return connections.stream().map(verdicts::get).toList();
    }
}
