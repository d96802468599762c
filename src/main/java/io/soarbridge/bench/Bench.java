package io.soarbridge.bench;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs the scenarios of a plan one after the other. Close it to stop what runs and to remove its folder. */
public final class Bench implements AutoCloseable {
    private final BenchPlan plan;
    private final Launch launch;
    private final InstantSource clock;
    private final Consumer<String> note;
    private final Results results = new Results();
    private final AtomicReference<Rig> running = new AtomicReference<>();
    private final Path folder;

    /**
     * @param note gets a line about what begins
     * @throws BridgeException when the folder cannot be made
     */
    public Bench(BenchPlan plan, Launch launch, InstantSource clock, Consumer<String> note) {
        this.plan = plan;
        this.launch = launch;
        this.clock = clock;
        this.note = note;
        try {
            Files.createDirectories(plan.parent());
            this.folder = Files.createTempDirectory(plan.parent(), "soarbridge-bench-")
                    .toRealPath();
        } catch (IOException e) {
            throw BenchFolder.unwritable(plan.parent(), e);
        }
    }

    public BenchReport run() throws InterruptedException {
        Instant at = clock.instant();
        Machine machine = Machine.look(folder);
        List<String> warnings = machine.warnings();
        warnings.forEach(warning -> note.accept("Warning: " + warning));
        for (Scenario scenario : Scenario.values()) {
            if (plan.scenarios().contains(scenario)) {
                note.accept("%s: %s.".formatted(scenario.word(), scenario.title()));
                run(scenario);
            }
        }
        return new BenchReport(at, plan, machine, warnings, results.figures(), results.checks(), results.slices());
    }

    private void run(Scenario scenario) throws InterruptedException {
        switch (scenario) {
            case ACCEPT -> with(rig("accept", null, null), new AcceptScenario(plan, results)::run);
            case DELIVER -> with(rig("deliver", null, "straight.camel.yaml"), new DeliverScenario(plan, results)::run);
            case CALL -> with(rig("call", null, "calls.camel.yaml"), new CallScenario(plan, results)::run);
            case BACKLOG -> with(rig("backlog", null, null), new BacklogScenario(plan, results, note)::run);
            case START -> {
                List<Path> javas = new ArrayList<>(plan.javas());
                javas.add(0, null);
                for (Path java : javas) {
                    launch.prepare(java, folder.resolve("prepare.log"));
                    new StartScenario(plan, results)
                            .run((name, home) -> rig(name, home, null), java, launch.version(java));
                }
            }
        }
    }

    private interface Work {
        void run(Rig rig) throws InterruptedException;
    }

    /** The disk is given back at once: ledgers are large. */
    private void with(Rig made, Work work) throws InterruptedException {
        try (Rig rig = made) {
            work.run(rig);
        }
        if (!plan.keep()) {
            BenchFolder.delete(made.folder().folder());
        }
    }

    private Rig rig(String name, Path java, String extra) {
        Rig rig = new Rig(launch, plan, folder, name, java, extra);
        running.set(rig);
        return rig;
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
    }

    static double megabytes(long bytes) {
        return bytes / 1_000_000.0;
    }

    @Override
    public void close() {
        Rig rig = running.getAndSet(null);
        if (rig != null) {
            rig.close();
        }
        if (!plan.keep()) {
            BenchFolder.delete(folder);
        }
    }
}
