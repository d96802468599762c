package io.soarbridge.bench;

import io.soarbridge.outbox.OutboxStore;
import java.time.Duration;
import java.util.function.Consumer;

/** Very many events while the target is down, then restarts with them, then the target is back. */
final class BacklogScenario {
    private static final int SLICES = 10;
    private static final Duration LONGEST_SLICE = Duration.ofMinutes(10);

    private final BenchPlan plan;
    private final Results results;
    private final Consumer<String> note;

    BacklogScenario(BenchPlan plan, Results results, Consumer<String> note) {
        this.plan = plan;
        this.results = results;
        this.note = note;
    }

    void run(Rig rig) throws InterruptedException {
        rig.sink().goDown();
        Alerts alerts = new Alerts(rig.folder().ingest(), 4);
        rig.start(alerts);
        long accepted;
        try (Load load = new Load(rig.folder().address(), plan.connections(), alerts)) {
            rig.warm(plan.warmup(), time -> load.run(Pace.closedLoop(), time, plan.backlog() / 20));
            load.settle();
            fill(rig, load);
            accepted = load.accepted();
            results.check(Scenario.BACKLOG, "events refused", 0, load.refused());
        }
        restart(rig, alerts);
        drain(rig, accepted + rig.firstEvents());
    }

    private void fill(Rig rig, Load load) {
        double first = 0;
        double last = 0;
        long resident = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            Meter meter = new Meter(rig, load::accepted);
            load.run(Pace.closedLoop(), LONGEST_SLICE, plan.backlog() / SLICES);
            load.settle();
            Meter.Reading read = meter.read();
            resident = read.end().residentBytes();
            results.add(new Results.Slice(load.accepted(), read.perSecond(), read.cpuMicros(), resident));
            first = slice == 0 ? read.cpuMicros() : first;
            last = read.cpuMicros();
            note.accept("%,d events wait: %,.0f events/s, %.0f µs each, %.0f MB"
                    .formatted(load.accepted(), read.perSecond(), last, Bench.megabytes(resident)));
        }
        results.add(figure("events waiting", "", load.accepted()));
        if (first > 0) {
            results.add(figure("CPU per accepted event, last tenth of the first", "", last / first)
                    .atMost(1.2));
        }
        results.add(figure("memory with all of them waiting", "MB", Bench.megabytes(resident)));
        results.add(figure("most memory", "MB", Bench.megabytes(rig.figures().peakResidentBytes()))
                .atMost(350));
    }

    private void restart(Rig rig, Alerts alerts) throws InterruptedException {
        rig.bridge().stop();
        results.add(figure("restart with them after SIGTERM", "s", seconds(rig.start(alerts)))
                .atMost(5));
        rig.bridge().kill();
        results.add(figure("restart with them after kill -9", "s", seconds(rig.start(alerts)))
                .atMost(5));
    }

    private void drain(Rig rig, long accepted) throws InterruptedException {
        rig.sink().comeBack();
        rig.awaitDelivered(1);
        Duration warm = Duration.ofMillis(Math.min(plan.warmup().toMillis(), 10_000));
        rig.pause(warm);
        Meter meter = new Meter(rig, rig.sink()::created);
        rig.pause(plan.window());
        Meter.Reading read = meter.read();
        results.add(figure("delivery of the backlog", "events/s", read.perSecond()));
        results.add(figure("CPU of the bridge per event of it", "µs", read.cpuMicros()));
        rig.bridge().stop();
        OutboxStore.Counts counts = rig.counts();
        results.check(Scenario.BACKLOG, "events delivered twice", 0, rig.sink().doubled());
        results.check(
                Scenario.BACKLOG,
                "events in the ledger of those accepted",
                accepted,
                counts.pending() + counts.inFlight() + counts.delivered());
        results.check(
                Scenario.BACKLOG,
                "events at the sink that the ledger has as delivered",
                rig.sink().created(),
                counts.delivered());
    }

    private static double seconds(Rig.Start start) {
        return start.wall().toNanos() / 1e9;
    }

    private static Figure figure(String name, String unit, double value) {
        return Figure.of(Scenario.BACKLOG, name, unit, value);
    }
}
