package io.soarbridge.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts again and again, each time with a fresh ledger. */
final class StartScenario {
    private final BenchPlan plan;
    private final Results results;

    StartScenario(BenchPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    /** Makes a rig that was not started yet. */
    interface Rigs {
        Rig make(String name, Path java);
    }

    /**
     * @param java home of the Java to start with, null for the running one
     * @param version of it
     */
    void run(Rigs rigs, Path java, String version) throws InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int start = 1; start <= plan.rounds(); start++) {
            try (Rig rig = rigs.make("start-%s-%d".formatted(version, start), java)) {
                Rig.Start took = rig.start(new Alerts(rig.folder().ingest(), 3));
                seconds.add(took.wall().toNanos() / 1e9);
                cpu.add(took.cpu().toNanos() / 1e9);
                rig.awaitDelivered(1);
                if (start == plan.rounds()) {
                    idle(rig, version);
                }
            }
        }
        double limit = version.startsWith("17") ? 1.5 : 1.2;
        results.add(
                Figure.median(Scenario.START, "to the first accepted event, Java " + version, "s", List.copyOf(seconds))
                        .atMost(limit));
        results.add(Figure.median(Scenario.START, "CPU of it, Java " + version, "s", List.copyOf(cpu)));
    }

    private void idle(Rig rig, String version) throws InterruptedException {
        Duration idle = plan.idle();
        rig.pause(idle);
        results.add(Figure.of(
                        Scenario.START,
                        "memory, idle for %d s, Java %s".formatted(idle.toSeconds(), version),
                        "MB",
                        Bench.megabytes(rig.figures().residentBytes()))
                .atMost(180));
    }
}
