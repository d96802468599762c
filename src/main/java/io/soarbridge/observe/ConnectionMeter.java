package io.soarbridge.observe;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how attempts at one connection end. Thread-safe. */
public final class ConnectionMeter {
    private static final String OTHER = "other";
    private static final List<String> OPERATIONS = List.of("case-create", "case-update", "case-close", OTHER);

    private final Map<String, Map<Outcome, CounterDataPoint>> attempts = new HashMap<>();
    private final DistributionDataPoint attempt;
    private final DistributionDataPoint delay;

    /** How an attempt ended. */
    public enum Outcome {
        DELIVERED,
        /** An earlier attempt had worked. */
        FOUND,
        DROPPED_BY_RULE,
        /** Failed, counted, and tried again. */
        RETRIED,
        /** The system was down, throttled us or refused our credentials; not counted. */
        WAITED,
        DEAD;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    ConnectionMeter(Meters meters, String connection) {
        for (String operation : OPERATIONS) {
            Map<Outcome, CounterDataPoint> outcomes = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, meters.attempts.labelValues(connection, operation, outcome.label()));
            }
            attempts.put(operation, outcomes);
        }
        attempt = meters.attempt.labelValues(connection);
        delay = meters.delay.labelValues(connection);
    }

    public void attempted(String operation, Outcome outcome, Duration took) {
        attempts.getOrDefault(operation, attempts.get(OTHER)).get(outcome).inc();
        attempt.observe(Meters.seconds(took.toNanos()));
    }

    /** @param sinceAccepted negative, when a clock was put back, counts as none */
    public void delivered(Duration sinceAccepted) {
        delay.observe(Math.max(0, sinceAccepted.toMillis() / 1e3));
    }
}
