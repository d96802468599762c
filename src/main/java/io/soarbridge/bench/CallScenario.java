package io.soarbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** The same calls by plain camel-http, by the HTTP door and as a step of a route, in turns and in the same process. */
final class CallScenario {
    private final BenchPlan plan;
    private final Results results;
    private final Way plain = new Way("plain camel-http");
    private final Way door = new Way("HTTP door");
    private final Way step = new Way("route step");
    private final List<Double> overheads = new ArrayList<>();

    CallScenario(BenchPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    /** @param rig with the routes of calls */
    void run(Rig rig) throws InterruptedException {
        Alerts alerts = new Alerts(rig.folder().ingest(), 3);
        rig.start(alerts);
        rig.awaitDelivered(rig.firstEvents()); // the routes start after the first event was taken in
        String inputs = ("{\"rest_api_method\":\"POST\",\"rest_api_url\":\"" + rig.target()
                + "\",\"rest_api_headers\":{\"Content-Type\":\"application/json\"},\"rest_api_body\":%s}");
        plain.load = load(rig, new Alerts(rig.folder().head("/plain"), 3));
        door.load = load(rig, new Alerts(rig.folder().call(), inputs, 3));
        step.load = load(rig, new Alerts(rig.folder().head("/step"), 3));
        try (Load first = plain.load;
                Load second = door.load;
                Load third = step.load) {
            rig.warm(plan.warmup().multipliedBy(2), time -> {
                for (Way way : List.of(plain, door, step)) {
                    way.load.run(Pace.closedLoop(), time, plan.maxEvents());
                    way.load.settle();
                }
            });
            for (int round = 0; round < plan.rounds(); round++) {
                measure(rig, plain);
                measure(rig, door);
                measure(rig, step);
                overheads.add(last(door.cpus) / last(plain.cpus) - 1);
            }
            tell();
            results.check(Scenario.CALL, "calls refused", 0, first.refused() + second.refused() + third.refused());
        }
    }

    private Load load(Rig rig, Alerts alerts) {
        return new Load(rig.folder().address(), plan.concurrency(), alerts);
    }

    private void measure(Rig rig, Way way) {
        Meter meter = new Meter(rig, way.load::accepted);
        Load.Window window = way.load.run(Pace.closedLoop(), plan.window(), plan.maxEvents() / plan.rounds());
        way.load.settle();
        Meter.Reading read = meter.read();
        way.rates.add(read.perSecond());
        way.cpus.add(read.cpuMicros());
        way.answers.add(window.percentile(99));
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private void tell() {
        for (Way way : List.of(plain, door, step)) {
            results.add(Figure.median(Scenario.CALL, way.name, "calls/s", way.rates));
            results.add(Figure.median(Scenario.CALL, way.name + ", answer p99", "ms", way.answers));
            results.add(Figure.median(Scenario.CALL, way.name + ", CPU of the bridge per call", "µs", way.cpus));
        }
        results.add(Figure.median(Scenario.CALL, "HTTP door, CPU beyond plain camel-http", "", overheads)
                .atMost(0.25));
    }

    /** One way to make a call. */
    private static final class Way {
        private final String name;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> cpus = new ArrayList<>();
        private final List<Double> answers = new ArrayList<>();
        private Load load;

        private Way(String name) {
            this.name = name;
        }
    }
}
