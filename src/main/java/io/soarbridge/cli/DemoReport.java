package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the demo's events.
 *
 * @param received acknowledged messages, repeats included
 * @param repeated acknowledged messages about an event that had been acknowledged before
 * @param refused messages that were not taken, by HTTP status, 0 for given up
 * @param resent requests that had to be sent again
 * @param outcomes at each system, the one that was down first
 */
record DemoReport(
        int received,
        int repeated,
        Map<Integer, Integer> refused,
        int resent,
        Spread acknowledged,
        List<DemoOutcome> outcomes) {

    /** Of what the senders heard, by key. */
    record Heard(
            Map<String, Instant> acceptedAt,
            List<Duration> acknowledgements,
            Map<Integer, Integer> refused,
            int resent) {}

    /** Times that half, and all but one in a hundred, stayed within; null when there are none. */
    record Spread(Duration p50, Duration p99) {
        static Spread of(List<Duration> times) {
            if (times.isEmpty()) {
                return new Spread(null, null);
            }
            List<Duration> sorted =
                    times.stream().sorted(Comparator.naturalOrder()).toList();
            return new Spread(at(sorted, 50), at(sorted, 99));
        }

        private static Duration at(List<Duration> sorted, int percent) {
            int rank = (sorted.size() * percent + 99) / 100;
            return sorted.get(Math.max(1, rank) - 1);
        }

        void put(ObjectNode node) {
            node.put("p50", p50 == null ? null : p50.toMillis());
            node.put("p99", p99 == null ? null : p99.toMillis());
        }
    }

    static DemoReport of(Heard heard, List<DemoOutcome> outcomes) {
        return new DemoReport(
                heard.acknowledgements().size(),
                heard.acknowledgements().size() - heard.acceptedAt().size(),
                new TreeMap<>(heard.refused()),
                heard.resent(),
                Spread.of(heard.acknowledgements()),
                List.copyOf(outcomes));
    }

    /** Good at each system, and nothing refused. */
    boolean good() {
        return received > 0 && refused.isEmpty() && outcomes.stream().allMatch(DemoOutcome::good);
    }

    ObjectNode json() {
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("good", good())
                .put("received", received)
                .put("repeated", repeated)
                .put("resent", resent);
        ObjectNode byStatus = node.putObject("refused");
        refused.forEach((status, count) -> byStatus.put(Integer.toString(status), count));
        acknowledged.put(node.putObject("acknowledgedMillis"));
        ArrayNode systems = node.putArray("systems");
        outcomes.forEach(outcome -> systems.add(outcome.json()));
        return node;
    }
}
