package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a mapping costs: {@code java -XX:+UseSerialGC -cp <test class path> io.soarbridge.mapping.MappingBenchmark [part of a name]}.
 * Runs every shipped mapping on its typical fixture, and the way of an event to an incident, on one thread. Prints microseconds
 * of that thread's processor time (least and median of the rounds) and the bytes it allocated. Other load on the machine makes
 * rounds dearer, never cheaper, so compare the least.
 */
final class MappingBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(MappingBenchmark.class);
    private static final com.sun.management.ThreadMXBean THREAD =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = Integer.getInteger("rounds", 21);
    private static final long ROUND_NANOS = 100_000_000;
    private static final long WARM_UP_NANOS = 30 * ROUND_NANOS;

    private static int sink;

    private record Work(String name, Step step) {}

    @FunctionalInterface
    private interface Step {
        int run() throws IOException;
    }

    private MappingBenchmark() {}

    public static void main(String[] args) throws IOException {
        String part = args.length == 0 ? "" : args[0];
        List<Work> all = new ArrayList<>(chain());
        MappingFixturesTest.cases()
                .filter(fixture -> fixture.endsWith("typical"))
                .map(MappingBenchmark::mapping)
                .forEach(all::add);
        List<Work> chosen =
                all.stream().filter(work -> work.name.contains(part)).toList();
        for (Work work : chosen) {
            calls(work, WARM_UP_NANOS);
        }
        for (Work work : chosen) {
            measure(work);
        }
        LOG.info("checksum {}", sink);
    }

    private static Work mapping(Path fixture) {
        Path folder = Fixtures.ROOT.resolve(fixture);
        String name = fixture.getName(0) + "/" + fixture.getName(1);
        Mapping mapping = Fixtures.MAPPINGS.get(name);
        JsonNode in = Fixtures.json(folder.resolve("in.json"));
        Map<String, JsonNode> variables = Fixtures.variables(folder.resolve("vars.json"));
        return new Work(name, () -> mapping.apply(in, variables).size());
    }

    private static List<Work> chain() throws IOException {
        Path fixture = Fixtures.ROOT.resolve("elastic/event-to-case/typical");
        byte[] bytes = Json.bytes(Json.read(Files.readAllBytes(fixture.resolve("in.json"))));
        Map<String, JsonNode> input = Fixtures.variables(fixture.resolve("vars.json"));
        Map<String, JsonNode> settings = Map.of("settings", Fixtures.json("{}"));
        Mapping toCase = Fixtures.MAPPINGS.get("elastic/event-to-case");
        Mapping toIncident = Fixtures.MAPPINGS.get("cortex-xsoar/case-to-incident");
        JsonNode event = Json.read(bytes);
        JsonNode incident = toIncident.apply(toCase.apply(event, input), settings);
        return List.of(
                new Work(
                        "read " + bytes.length + " bytes",
                        () -> Json.read(bytes).size()),
                new Work(
                        "event to incident",
                        () -> toIncident
                                .apply(toCase.apply(event, input), settings)
                                .size()),
                new Work("write " + Json.bytes(incident).length + " bytes", () -> Json.bytes(incident).length));
    }

    private static void measure(Work work) throws IOException {
        double[] micros = new double[ROUNDS];
        double bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREAD.getCurrentThreadAllocatedBytes();
            long start = THREAD.getCurrentThreadCpuTime();
            long calls = calls(work, ROUND_NANOS);
            micros[round] = (THREAD.getCurrentThreadCpuTime() - start) / 1000d / calls;
            bytes = (THREAD.getCurrentThreadAllocatedBytes() - allocated) / (double) calls;
        }
        Arrays.sort(micros);
        LOG.info(String.format(
                Locale.ROOT,
                "%-36s %7.1f µs least %7.1f µs median %7.1f KB",
                work.name,
                micros[0],
                micros[ROUNDS / 2],
                bytes / 1024));
    }

    /** Runs in blocks until so much processor time has gone by, and says how often it ran. */
    private static long calls(Work work, long nanos) throws IOException {
        long end = THREAD.getCurrentThreadCpuTime() + nanos;
        long calls = 0;
        do {
            for (int i = 0; i < 64; i++) {
                sink += work.step.run();
            }
            calls += 64;
        } while (THREAD.getCurrentThreadCpuTime() < end);
        return calls;
    }
}
