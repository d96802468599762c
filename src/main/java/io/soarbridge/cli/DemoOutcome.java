package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.cli.DemoReport.Spread;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of the demo's events at one system.
 *
 * @param delivered different events with an incident
 * @param lost keys that were acknowledged and have neither incident nor dead letter
 * @param doubled keys with more than one incident
 * @param strangers keys of incidents or dead letters that nobody was acknowledged for
 * @param wronglyDead dead letters that are not poison, and poison that is no dead letter
 * @param toIncident from acceptance to the incident
 * @param duringOutage the same, of events that were accepted while the first system was down
 */
record DemoOutcome(
        String system,
        int delivered,
        int dead,
        Set<String> lost,
        Set<String> doubled,
        Set<String> strangers,
        Set<String> wronglyDead,
        Spread toIncident,
        Spread duringOutage) {

    /** Both null when it did not come to it. */
    record Window(Instant from, Instant to) {
        boolean holds(Instant at) {
            return from != null && to != null && !at.isBefore(from) && at.isBefore(to);
        }
    }

    static DemoOutcome of(
            String system,
            Map<String, Instant> acceptedAt,
            Window outage,
            List<RunningSimulator.Created> incidents,
            Set<String> dead,
            Set<String> poison) {
        Map<String, Integer> times = new HashMap<>();
        List<Duration> toIncident = new ArrayList<>();
        List<Duration> duringOutage = new ArrayList<>();
        for (RunningSimulator.Created incident : incidents) {
            Instant accepted = acceptedAt.get(incident.key());
            if (times.merge(incident.key(), 1, Integer::sum) == 1 && accepted != null) {
                Duration took = Duration.between(accepted, incident.createdAt());
                toIncident.add(took.isNegative() ? Duration.ZERO : took);
                if (outage.holds(accepted)) {
                    duringOutage.add(took.isNegative() ? Duration.ZERO : took);
                }
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
        return new DemoOutcome(
                system,
                times.size(),
                dead.size(),
                minus(acceptedAt.keySet(), finished),
                doubled,
                minus(finished, acceptedAt.keySet()),
                wronglyDead,
                Spread.of(toIncident),
                Spread.of(duringOutage));
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    /** Nothing lost, nothing doubled, dead just what had to be. */
    boolean good() {
        return lost.isEmpty() && doubled.isEmpty() && strangers.isEmpty() && wronglyDead.isEmpty();
    }

    ObjectNode json() {
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("system", system)
                .put("delivered", delivered)
                .put("dead", dead)
                .put("lost", lost.size())
                .put("doubled", doubled.size());
        toIncident.put(node.putObject("toIncidentMillis"));
        duringOutage.put(node.putObject("duringOutageMillis"));
        lost.forEach(node.putArray("lostKeys")::add);
        doubled.forEach(node.putArray("doubledKeys")::add);
        strangers.forEach(node.putArray("unexpectedKeys")::add);
        wronglyDead.forEach(node.putArray("wronglyDeadKeys")::add);
        return node;
    }
}
