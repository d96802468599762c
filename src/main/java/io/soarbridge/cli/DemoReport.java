package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of the demo's events.
 *
 * @param received acknowledged messages, repeats included
 * @param repeated acknowledged messages about an event that had been acknowledged before
 * @param delivered different events with an incident
 * @param lost keys that were acknowledged and have neither incident nor dead letter
 * @param doubled keys with more than one incident
 * @param strangers keys of incidents or dead letters that nobody was acknowledged for
 * @param wronglyDead dead letters that are not poison, and poison that is no dead letter
 * @param refused messages that were not taken, by HTTP status, 0 for given up
 * @param resent requests that had to be sent again
 */
record DemoReport(
        int received,
        int repeated,
        int delivered,
        int dead,
        Set<String> lost,
        Set<String> doubled,
        Set<String> strangers,
        Set<String> wronglyDead,
        Map<Integer, Integer> refused,
        int resent,
        Spread acknowledged,
        Spread toIncident) {

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
    }

    static DemoReport of(Heard heard, List<RunningSimulator.Created> incidents, Set<String> dead, Set<String> poison) {
        Set<String> accepted = heard.acceptedAt().keySet();
        Map<String, Integer> times = new HashMap<>();
        List<Duration> toIncident = new ArrayList<>();
        for (RunningSimulator.Created incident : incidents) {
            Instant acceptedAt = heard.acceptedAt().get(incident.key());
            if (times.merge(incident.key(), 1, Integer::sum) == 1 && acceptedAt != null) {
                Duration took = Duration.between(acceptedAt, incident.createdAt());
                toIncident.add(took.isNegative() ? Duration.ZERO : took);
            }
        }
        Set<String> doubled = new TreeSet<>();
        times.forEach((key, count) -> {
            if (count > 1) {
                doubled.add(key);
            }
        });
        Set<String> finished = new HashSet<>(times.keySet());
        finished.addAll(dead);
        Set<String> wronglyDead = minus(dead, poison);
        wronglyDead.addAll(minus(poison, dead));
        return new DemoReport(
                heard.acknowledgements().size(),
                heard.acknowledgements().size() - accepted.size(),
                times.size(),
                dead.size(),
                minus(accepted, finished),
                doubled,
                minus(finished, accepted),
                wronglyDead,
                new TreeMap<>(heard.refused()),
                heard.resent(),
                Spread.of(heard.acknowledgements()),
                Spread.of(toIncident));
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    /** Nothing lost, nothing doubled, dead just what had to be, nothing refused. */
    boolean good() {
        return received > 0
                && lost.isEmpty()
                && doubled.isEmpty()
                && strangers.isEmpty()
                && wronglyDead.isEmpty()
                && refused.isEmpty();
    }

    ObjectNode json() {
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("good", good())
                .put("received", received)
                .put("delivered", delivered)
                .put("repeated", repeated)
                .put("dead", dead)
                .put("lost", lost.size())
                .put("doubled", doubled.size())
                .put("resent", resent);
        ObjectNode byStatus = node.putObject("refused");
        refused.forEach((status, count) -> byStatus.put(Integer.toString(status), count));
        putMillis(node.putObject("acknowledgedMillis"), acknowledged);
        putMillis(node.putObject("toIncidentMillis"), toIncident);
        lost.forEach(node.putArray("lostKeys")::add);
        doubled.forEach(node.putArray("doubledKeys")::add);
        strangers.forEach(node.putArray("unexpectedKeys")::add);
        wronglyDead.forEach(node.putArray("wronglyDeadKeys")::add);
        return node;
    }

    private static void putMillis(ObjectNode node, Spread spread) {
        node.put("p50", spread.p50() == null ? null : spread.p50().toMillis());
        node.put("p99", spread.p99() == null ? null : spread.p99().toMillis());
    }
}
