package io.soarbridge.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Through the ledger to the sink at the rate that lasts, and the same without the ledger, in turns and in the same process, so that
 * a machine that drifts does so for both.
 */
final class DeliverScenario {
    /** Undelivered events above which no more are sent: enough that delivery never waits for the next event. */
    private static final long MOST_WAITING = 2000;

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final long STRAIGHT_NUMBERS = 1L << 24;

    private final BenchPlan plan;
    private final Results results;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpus = new ArrayList<>();
    private final List<Double> around = new ArrayList<>();
    private final List<Double> answers = new ArrayList<>();
    private final List<Double> straightRates = new ArrayList<>();
    private final List<Double> straightCpus = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    DeliverScenario(BenchPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    /** @param rig with the straight route */
    void run(Rig rig) throws InterruptedException {
        Alerts alerts = new Alerts(rig.folder().ingest(), 2);
        Alerts past = new Alerts(rig.folder().head("/straight"), 2);
        past.continueAt(STRAIGHT_NUMBERS);
        rig.start(alerts);
        rig.awaitDelivered(rig.firstEvents()); // the routes start after the first event was taken in
        try (Load ledger = new Load(rig.folder().address(), plan.connections(), alerts);
                Load straight = new Load(rig.folder().address(), plan.connections(), past)) {
            Turns turns = new Turns(rig, ledger, straight);
            turns.warm();
            for (int round = 0; round < plan.rounds(); round++) {
                measureLedger(turns);
                measureStraight(turns);
            }
            tell(rig);
            results.check(Scenario.DELIVER, "requests refused", 0, ledger.refused() + straight.refused());
            results.check(
                    Scenario.DELIVER,
                    "events delivered of those accepted",
                    turns.expected(),
                    rig.sink().created());
            results.check(
                    Scenario.DELIVER, "events delivered twice", 0, rig.sink().doubled());
            results.check(
                    Scenario.DELIVER,
                    "events that the ledger knows as delivered",
                    ledger.accepted() + rig.firstEvents(),
                    settled(rig, ledger.accepted() + rig.firstEvents()));
        }
    }

    /** The last results are written after the sink has counted. */
    private static long settled(Rig rig, long expected) throws InterruptedException {
        long delivered = rig.counts().delivered();
        for (int look = 0; look < 100 && delivered < expected; look++) {
            rig.pause(Duration.ofMillis(50));
            delivered = rig.counts().delivered();
        }
        return delivered;
    }

    private void measureLedger(Turns turns) throws InterruptedException {
        turns.ledger.run(turns.pace(), SETTLING, plan.maxEvents());
        Meter meter = new Meter(turns.rig, turns.rig.sink()::created);
        Load.Window window = turns.ledger.run(turns.pace(), plan.window(), plan.maxEvents() / plan.rounds());
        Meter.Reading read = meter.read();
        turns.drain();
        rates.add(read.perSecond());
        cpus.add(read.cpuMicros());
        around.add(read.aroundMicros());
        answers.add(window.percentile(99));
    }

    private void measureStraight(Turns turns) throws InterruptedException {
        turns.straight.run(Pace.closedLoop(), SETTLING, plan.maxEvents());
        Meter meter = new Meter(turns.rig, turns.rig.sink()::created);
        turns.straight.run(Pace.closedLoop(), plan.window(), plan.maxEvents() / plan.rounds());
        Meter.Reading read = meter.read();
        turns.drain();
        straightRates.add(read.perSecond());
        straightCpus.add(read.cpuMicros());
        ratios.add(rates.get(rates.size() - 1) / read.perSecond());
    }

    private void tell(Rig rig) {
        results.add(median("accepted, mapped and delivered", "events/s", rates).atLeast(5000));
        results.add(median("CPU of the bridge per delivered event", "µs", cpus).atMost(300));
        results.add(median("the same without the ledger", "events/s", straightRates));
        results.add(median("CPU of the bridge per event without the ledger", "µs", straightCpus));
        results.add(
                median("with the ledger, of the rate without it", "", ratios).atLeast(0.6));
        results.add(median("CPU of senders and sink per delivered event", "µs", around));
        results.add(median("answer while delivering, p99", "ms", answers));
        results.add(Figure.of(
                        Scenario.DELIVER,
                        "most memory under this load",
                        "MB",
                        Bench.megabytes(rig.figures().peakResidentBytes()))
                .atMost(350));
    }

    private static Figure median(String name, String unit, List<Double> rounds) {
        return Figure.median(Scenario.DELIVER, name, unit, List.copyOf(rounds));
    }

    /** The two ways to the same sink. */
    private final class Turns {
        private final Rig rig;
        private final Load ledger;
        private final Load straight;

        Turns(Rig rig, Load ledger, Load straight) {
            this.rig = rig;
            this.ledger = ledger;
            this.straight = straight;
        }

        /** The closed loop, held back while too much is undelivered. */
        Pace pace() {
            return Pace.bounded(
                    () -> ledger.sent() + straight.sent() - rig.sink().created(), MOST_WAITING);
        }

        /** Both ways by turns, so that what is learned of one is not unlearned for the other. */
        void warm() throws InterruptedException {
            rig.warm(plan.warmup().multipliedBy(2), time -> {
                ledger.run(pace(), time, plan.maxEvents());
                straight.run(Pace.closedLoop(), time, plan.maxEvents());
            });
            drain();
        }

        void drain() throws InterruptedException {
            ledger.settle();
            straight.settle();
            rig.awaitDelivered(expected());
        }

        long expected() {
            return ledger.accepted() + straight.accepted() + rig.firstEvents();
        }
    }
}
