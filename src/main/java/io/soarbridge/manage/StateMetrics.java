package io.soarbridge.manage;

import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Gate;
import io.soarbridge.observe.Meters;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore.Counts;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** Metrics of what is, read when somebody asks, beside those of what happened. */
public final class StateMetrics {
    private final Watched watched;
    private final Backlog backlog;
    private final Meters meters;

    private StateMetrics(Watched watched, Meters meters) {
        this.watched = watched;
        this.backlog = new Backlog(watched.store());
        this.meters = meters;
    }

    /** @param data folder of the ledger */
    public static void register(Watched watched, Path data, String version, Meters meters) {
        StateMetrics metrics = new StateMetrics(watched, meters);
        metrics.backlog();
        metrics.connections();
        metrics.lanes();
        metrics.disk(data.toFile());
        meters.build(version);
        Health health = new Health(watched);
        meters.gauge(
                "soarbridge_ready",
                "1 when the ledger can be written, all lanes run and events are taken in, else 0.",
                sample -> sample.is(health.troubles().isEmpty() ? 1 : 0));
    }

    private void backlog() {
        meters.gauge(
                "soarbridge_deliveries",
                "Deliveries in the ledger by state; finished ones until their retention ends.",
                sample -> each((name, connection) -> backlog.of(name).ifPresent(counts -> {
                    sample.is(counts.pending(), name, "pending");
                    sample.is(counts.inFlight(), name, "in-flight");
                    sample.is(counts.delivered(), name, "delivered");
                    sample.is(counts.dead(), name, "dead");
                })),
                "connection",
                "state");
        meters.gauge(
                "soarbridge_oldest_undelivered_age_seconds",
                "Time since the oldest event that is not delivered yet was accepted; 0 when none waits.",
                sample ->
                        each((name, connection) -> backlog.of(name).ifPresent(counts -> sample.is(age(counts), name))),
                "connection");
    }

    private double age(Counts counts) {
        if (counts.oldestUndelivered() == null) {
            return 0;
        }
        Duration age =
                Duration.between(counts.oldestUndelivered(), watched.clock().instant());
        return Math.max(0, age.toMillis() / 1e3);
    }

    private void connections() {
        meters.gauge(
                "soarbridge_gate",
                "1 for the state that the connection is in: open, half-open while a call probes, closed while it rests.",
                sample -> each((name, connection) -> {
                    Gate.Position now = connection.gate().position();
                    for (Gate.Position position : Gate.Position.values()) {
                        sample.is(position == now ? 1 : 0, name, word(position));
                    }
                }),
                "connection",
                "state");
        meters.counted(
                "soarbridge_rate_limit_wait_seconds_total",
                "Time that calls have waited for max-rate, all together.",
                sample -> each((name, connection) ->
                        sample.is(connection.quota().waited().toNanos() / 1e9, name)),
                "connection");
    }

    private static String word(Gate.Position position) {
        return position.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void lanes() {
        lane("soarbridge_workers", "Deliveries that may be under way at a time.", LaneStatus::workers);
        lane("soarbridge_workers_busy", "Deliveries under way.", LaneStatus::busy);
        lane("soarbridge_lane_threads_missing", "Threads of the lane that are dead.", s -> s.threads() - s.alive());
        meters.counted(
                "soarbridge_lane_thread_deaths_total",
                "Threads of the lane that died and were replaced.",
                sample -> each((name, connection) ->
                        sample.is(status(name).map(LaneStatus::deaths).orElse(0L), name)),
                "connection");
    }

    private void lane(String metric, String help, ToDoubleFunction<LaneStatus> value) {
        meters.gauge(
                metric,
                help,
                sample -> each((name, connection) ->
                        status(name).ifPresent(status -> sample.is(value.applyAsDouble(status), name))),
                "connection");
    }

    private Optional<LaneStatus> status(String connection) {
        return watched.lanes().apply(connection);
    }

    private void disk(File data) {
        meters.gauge(
                "soarbridge_ledger_failing",
                "1 while the ledger cannot be written, else 0.",
                sample -> sample.is(watched.store().trouble().isPresent() ? 1 : 0));
        meters.gauge(
                "soarbridge_ledger_bytes",
                "Size of the ledger by part: main and wal of a file, database for tables and their indexes.",
                sample -> backlog.bytes().forEach((part, bytes) -> sample.is(bytes, part)),
                "file");
        meters.gauge(
                "soarbridge_disk_free_bytes",
                "Space left for the bridge on the disk of soarbridge.data.",
                sample -> sample.is(data.getUsableSpace()));
    }

    private void each(BiConsumer<String, Connection> read) {
        watched.connections()
                .all()
                .forEach(connection -> read.accept(connection.settings().name(), connection));
    }
}
