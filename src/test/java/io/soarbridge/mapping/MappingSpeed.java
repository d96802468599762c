package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures mappings on one thread: {@code java -cp <test class path> io.soarbridge.mapping.MappingSpeed <mapping> <file.json> ...}.
 * Prints microseconds of processor time for one evaluation, the median of eleven rounds after warming up.
 */
final class MappingSpeed {
    private static final Logger LOG = LoggerFactory.getLogger(MappingSpeed.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUND = 2_000;

    private MappingSpeed() {}

    public static void main(String[] args) throws Exception {
        Mappings mappings = new Mappings(Path.of("routes/mappings"));
        JsonNode input = Json.read("{\"source\":\"s\",\"id\":\"1\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}");
        for (int i = 0; i < args.length; i += 2) {
            byte[] bytes = Files.readAllBytes(Path.of(args[i + 1]));
            double micros = median(mappings.get(args[i]), Json.read(bytes), Map.of("input", input));
            LOG.info("{} on {} bytes: {} µs", args[i], bytes.length, String.format("%.1f", micros));
        }
    }

    private static double median(Mapping mapping, JsonNode in, Map<String, JsonNode> variables) {
        double[] rounds = new double[11];
        int sink = 0;
        for (int round = -5; round < rounds.length; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < ROUND; i++) {
                sink += mapping.apply(in, variables).size();
            }
            if (round >= 0) {
                rounds[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1000d / ROUND;
            }
        }
        Arrays.sort(rounds);
        return sink == 0 ? Double.NaN : rounds[rounds.length / 2];
    }
}
