package io.soarbridge.observe;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what one source sends. Thread-safe. */
public final class SourceMeter {
    /** In place of the name of a source, for requests that named none that is configured. */
    public static final String NO_SOURCE = "(none)";

    private static final int ACCEPTED = 202;

    private final CounterDataPoint fresh;
    private final CounterDataPoint duplicates;
    private final CounterDataPoint rejected;
    private final DistributionDataPoint acknowledgement;
    private final Map<Integer, CounterDataPoint> byStatus;
    private final CounterDataPoint otherStatus;
    private final CounterDataPoint aborted;

    SourceMeter(Meters meters, String source) {
        fresh = meters.accepted.labelValues(source);
        duplicates = meters.duplicates.labelValues(source);
        rejected = meters.rejected.labelValues(source);
        acknowledgement = meters.acknowledgement.labelValues(source);
        byStatus = Stream.of(ACCEPTED, 400, 401, 403, 404, 405, 408, 413, 415, 422, 503)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), status -> meters.requests.labelValues(source, Integer.toString(status))));
        otherStatus = meters.requests.labelValues(source, "other");
        aborted = meters.requests.labelValues(source, "aborted");
    }

    /** An event is on disk. */
    public void accepted(boolean duplicate) {
        fresh.inc();
        if (duplicate) {
            duplicates.inc();
        }
    }

    public void rejected(int events) {
        rejected.inc(events);
    }

    /** @param status of the answer, 0 when the request ended without one */
    public void answered(int status, long nanos) {
        if (status == 0) {
            aborted.inc();
            return;
        }
        byStatus.getOrDefault(status, otherStatus).inc();
        if (status == ACCEPTED) {
            acknowledgement.observe(Meters.seconds(nanos));
        }
    }
}
