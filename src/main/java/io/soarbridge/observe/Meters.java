package io.soarbridge.observe;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * All metrics of one bridge. Label values come from the settings and from closed sets of our own, never from a message, so that
 * nobody outside can make series. Thread-safe.
 */
public final class Meters {
    private static final double[] ACKNOWLEDGEMENT = {
        .001, .0025, .005, .01, .015, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30
    };
    private static final double[] ATTEMPT = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120};
    private static final double[] DELAY = {.01, .025, .05, .1, .25, .5, 1, 5, 15, 60, 300, 900, 3600, 21600, 86400};
    private static final double[] COMMIT = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5};
    private static final double[] GROUP = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();

    final Counter accepted = counter(
            "soarbridge_events_accepted_total", "Events that are on disk and were acknowledged with 202.", "source");
    final Counter duplicates =
            counter("soarbridge_events_duplicate_total", "Accepted events that the ledger had already.", "source");
    final Counter rejected = counter(
            "soarbridge_events_rejected_total", "Events that were refused, alone or as a part of a body.", "source");
    final Counter requests = counter(
            "soarbridge_requests_total",
            "Requests to the front door by the status of their answer; aborted when there was none.",
            "source",
            "status");
    final Histogram acknowledgement = histogram(
            "soarbridge_acknowledgement_seconds",
            "Time from a request's headers to its answer 202.",
            ACKNOWLEDGEMENT,
            "source");
    final Counter attempts = counter(
            "soarbridge_attempts_total",
            "Attempts at deliveries by how they ended. waited: the system was down or throttling, which costs no attempt.",
            "connection",
            "operation",
            "outcome");
    final Histogram attempt = histogram(
            "soarbridge_attempt_seconds",
            "Time that an attempt took, mapping and all its calls included.",
            ATTEMPT,
            "connection");
    final Histogram delay = histogram(
            "soarbridge_delivery_delay_seconds",
            "Time from an event's acceptance to its delivery.",
            DELAY,
            "connection");
    final Histogram commit = histogram(
            "soarbridge_ledger_commit_seconds", "Time of a group's transaction, flush to disk included.", COMMIT);
    final Histogram group =
            histogram("soarbridge_ledger_group_operations", "Operations that shared a flush to disk.", GROUP);

    private final Histogram restCalls = histogram(
            "soarbridge_rest_call_seconds",
            "Time that a REST call took, with all tries and pauses.",
            ATTEMPT,
            "outcome");

    /** Adds the process's own metrics too. */
    public Meters() {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
        restCalls.initLabelValues(SUCCESS);
        restCalls.initLabelValues(FAILURE);
    }

    /** @param name of a configured source */
    public SourceMeter source(String name) {
        return new SourceMeter(this, name);
    }

    /** @param name of a configured connection */
    public ConnectionMeter connection(String name) {
        return new ConnectionMeter(this, name);
    }

    /** A group of operations was written. */
    public void committed(int operations, long nanos) {
        group.observe(operations);
        commit.observe(seconds(nanos));
    }

    /** A REST call has ended, well or not. */
    public void restCall(boolean succeeded, long nanos) {
        restCalls.labelValues(succeeded ? SUCCESS : FAILURE).observe(seconds(nanos));
    }

    /** Takes a value of each label. */
    @FunctionalInterface
    public interface Sample {
        void is(double value, String... labelValues);
    }

    /** A value that is asked for when somebody reads the metrics. */
    public void gauge(String name, String help, Consumer<Sample> read, String... labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(callback -> read.accept(callback::call))
                .register(registry);
    }

    /** A count, kept by somebody else, that is asked for when somebody reads the metrics. */
    public void counted(String name, String help, Consumer<Sample> read, String... labels) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(callback -> read.accept(callback::call))
                .register(registry);
    }

    /** @param version of the bridge */
    public void build(String version) {
        Info.builder()
                .name("soarbridge_build_info")
                .help("1, with the versions of the bridge and of Java.")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version, Runtime.version().toString());
    }

    /** In Prometheus' text format. */
    public byte[] scrape() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /** Media type of {@link #scrape()}. */
    public String mediaType() {
        return writer.getContentType();
    }

    static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }
}
