package io.soarbridge.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.List;

/**
 * What a benchmark found.
 *
 * @param folder of the benchmark's files, which is gone unless it was to be kept
 */
public record BenchReport(
        Instant at,
        BenchPlan plan,
        Machine machine,
        List<String> warnings,
        List<Figure> figures,
        List<Check> checks,
        List<Results.Slice> slices) {

    /** Whether nothing was lost or doubled. Says nothing about targets. */
    public boolean good() {
        return checks.stream().allMatch(Check::good);
    }

    public ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("at", at.toString()).put("good", good());
        ObjectNode on = json.putObject("machine");
        on.put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryBytes", machine.memoryBytes())
                .put("system", machine.system())
                .put("java", machine.java())
                .put("disk", machine.disk())
                .put("syncsPerSecond", Math.round(machine.syncsPerSecond()))
                .put("load", rounded(machine.load()));
        json.putObject("plan")
                .put("seconds", plan.window().toSeconds())
                .put("warmupSeconds", plan.warmup().toSeconds())
                .put("rounds", plan.rounds())
                .put("connections", plan.connections())
                .put("concurrency", plan.concurrency());
        warnings.forEach(json.putArray("warnings")::add);
        ArrayNode told = json.putArray("figures");
        figures.forEach(figure -> told.add(json(figure)));
        ArrayNode checked = json.putArray("checks");
        checks.forEach(check -> checked.addObject()
                .put("scenario", check.scenario().word())
                .put("what", check.what())
                .put("expected", check.expected())
                .put("found", check.found())
                .put("good", check.good()));
        ArrayNode filled = json.putArray("backlog");
        slices.forEach(slice -> filled.addObject()
                .put("waiting", slice.waiting())
                .put("perSecond", rounded(slice.perSecond()))
                .put("cpuMicros", rounded(slice.cpuMicros()))
                .put("residentBytes", slice.residentBytes()));
        return json;
    }

    private static ObjectNode json(Figure figure) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("scenario", figure.scenario().word())
                .put("name", figure.name())
                .put("unit", figure.unit())
                .put("value", rounded(figure.value()));
        figure.rounds().forEach(value -> json.withArray("rounds").add(rounded(value)));
        if (figure.target() != null) {
            json.put(
                            figure.target().least() ? "atLeast" : "atMost",
                            figure.target().limit())
                    .put("met", figure.met());
        }
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
