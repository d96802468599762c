package io.soarbridge.bench;

import io.soarbridge.outbox.OutboxStore;
import java.time.Duration;

/** Bursts into the ledger while the target is down, then half of that rate for the time that an answer takes. */
final class AcceptScenario {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final BenchPlan plan;
    private final Results results;

    AcceptScenario(BenchPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    void run(Rig rig) throws InterruptedException {
        rig.sink().goDown();
        Alerts alerts = new Alerts(rig.folder().ingest(), 1);
        rig.start(alerts);
        try (Load load = new Load(rig.folder().address(), plan.connections(), alerts)) {
            rig.warm(plan.warmup(), time -> load.run(Pace.closedLoop(), time, plan.maxEvents() / 40));
            double rate = burst(rig, load);
            load.settle();
            calm(rig, load, rate / 2);
            load.settle();
            results.check(Scenario.ACCEPT, "events refused", 0, load.refused());
            OutboxStore.Counts counts = rig.counts();
            results.check(
                    Scenario.ACCEPT,
                    "events in the ledger of those accepted",
                    load.accepted() + rig.firstEvents(),
                    counts.pending() + counts.inFlight());
        }
    }

    private double burst(Rig rig, Load load) {
        Meter meter = new Meter(rig, load::accepted);
        Load.Window window = load.run(Pace.closedLoop(), plan.window(), plan.maxEvents() / 4);
        Meter.Reading read = meter.read();
        results.add(figure("accepted and on disk, burst", "events/s", read.perSecond())
                .atLeast(15_000));
        results.add(figure("CPU of the bridge per accepted event", "µs", read.cpuMicros())
                .atMost(70));
        results.add(figure("CPU of senders and sink per event, in the burst", "µs", read.aroundMicros()));
        results.add(figure("answer in the burst, p50", "ms", window.percentile(50)));
        results.add(figure("answer in the burst, p99", "ms", window.percentile(99)));
        return read.perSecond();
    }

    private void calm(Rig rig, Load load, double rate) {
        long most = plan.maxEvents() / 4;
        load.run(Pace.fixedRate(rate, System.nanoTime()), SETTLING, most);
        Meter meter = new Meter(rig, load::accepted);
        Load.Window window = load.run(Pace.fixedRate(rate, System.nanoTime()), plan.window(), most);
        Meter.Reading read = meter.read();
        results.add(figure("at half of the burst's rate", "events/s", read.perSecond()));
        results.add(figure("answer at half rate, p50", "ms", window.percentile(50)));
        results.add(
                figure("answer at half rate, p99", "ms", window.percentile(99)).atMost(15));
        results.add(figure("answer at half rate, p99.9", "ms", window.percentile(99.9)));
        results.add(figure("answer at half rate, slowest", "ms", window.percentile(100)));
        results.add(figure("CPU of the bridge per accepted event at half rate", "µs", read.cpuMicros()));
        results.add(figure("memory after it", "MB", Bench.megabytes(read.end().peakResidentBytes())));
    }

    private static Figure figure(String name, String unit, double value) {
        return Figure.of(Scenario.ACCEPT, name, unit, value);
    }
}
