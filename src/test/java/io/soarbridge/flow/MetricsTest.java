package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Exposition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted, as a Prometheus would read it. */
final class MetricsTest {
    private static final Pattern METRIC = Pattern.compile("\\b(soarbridge|jvm|process)_[a-z0-9_]+\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(soarbridge_[a-z0-9_]+)` \\| ([a-z]+) \\|");

    @TempDir
    private Path folder;

    @Test
    void events_are_counted_on_their_way() {
        try (Bed bed = Bed.started(folder)) {
            bed.awaitState(bed.accepted("elastic", Bed.alert("a", "one")), State.DELIVERED);
            bed.accepted("elastic", Bed.alert("a", "one"));
            bed.post("elastic", "[not json");
            bed.simulator()
                    .faults()
                    .add(Fault.status(400).on("POST", "/incident$").times(1));
            bed.awaitState(bed.accepted("elastic", Bed.alert("b", "two")), State.DEAD);

            Exposition metrics = scrape(bed);

            assertThat(metrics.value("soarbridge_events_accepted_total", "source=elastic"))
                    .isEqualTo(3);
            assertThat(metrics.value("soarbridge_events_duplicate_total", "source=elastic"))
                    .isEqualTo(1);
            assertThat(metrics.value("soarbridge_requests_total", "source=elastic, status=202"))
                    .isEqualTo(3);
            assertThat(metrics.value("soarbridge_requests_total", "source=elastic, status=400"))
                    .isEqualTo(1);
            assertThat(metrics.value("soarbridge_acknowledgement_seconds_count", "source=elastic"))
                    .isEqualTo(3);
            assertThat(attempts(metrics, "delivered")).isEqualTo(1);
            assertThat(attempts(metrics, "dead")).isEqualTo(1);
            assertThat(metrics.value("soarbridge_attempt_seconds_count", "connection=xsoar-prod"))
                    .isEqualTo(2);
            assertThat(metrics.value("soarbridge_delivery_delay_seconds_count", "connection=xsoar-prod"))
                    .isEqualTo(1);
            assertThat(metrics.value("soarbridge_ledger_group_operations_count", ""))
                    .isPositive();
            assertThat(metrics.value("soarbridge_gate", "connection=xsoar-prod, state=open"))
                    .isEqualTo(1);
            assertThat(metrics.value("soarbridge_ready", "")).isEqualTo(1);
            assertThat(metrics.value("soarbridge_lane_thread_deaths_total", "connection=xsoar-prod"))
                    .isZero();
            assertThat(metrics.value("soarbridge_disk_free_bytes", "")).isPositive();
            assertThat(metrics.value("soarbridge_ledger_bytes", "file=main")).isPositive();
            assertThat(metrics.value("soarbridge_ledger_bytes", "file=wal")).isPositive();
            Await.until(
                    "the cached counts are read anew",
                    () -> scrape(bed).value("soarbridge_deliveries", "connection=xsoar-prod, state=dead") == 1);
        }
    }

    @Test
    void an_outage_shows_as_a_closed_gate_waits_and_a_growing_age() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(503).on("POST", "/incident$").untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "one"));

            Await.until(
                    "the backlog shows",
                    () -> scrape(bed).value("soarbridge_oldest_undelivered_age_seconds", "connection=xsoar-prod") > 0);

            Exposition metrics = scrape(bed);
            assertThat(metrics.value("soarbridge_gate", "connection=xsoar-prod, state=open"))
                    .isZero();
            assertThat(attempts(metrics, "waited")).isPositive();
            assertThat(attempts(metrics, "retried")).isZero();
        }
    }

    @Test
    void nobody_outside_can_make_series() {
        try (Bed bed = Bed.started(folder)) {
            bed.awaitState(bed.accepted("elastic", Bed.alert("first", "one")), State.DELIVERED);
            int before = scrape(bed).series();

            for (int i = 0; i < 500; i++) {
                bed.post("source-%d".formatted(i), "{}");
                bed.accepted("elastic", Bed.alert("id-\\\"%d\\n{}".formatted(i), "rule \\\" %d".formatted(i)));
            }

            assertThat(scrape(bed).series()).isEqualTo(before);
        }
    }

    @Test
    void the_table_of_operations_names_each_metric_of_ours_and_its_type() throws Exception {
        Map<String, String> documented = ROW.matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        try (Bed bed = Bed.started(folder)) {
            Map<String, String> types = scrape(bed).types().entrySet().stream()
                    .filter(type -> type.getKey().startsWith("soarbridge_"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

            assertThat(documented).containsExactlyInAnyOrderEntriesOf(types);
        }
    }

    @Test
    void alert_rules_and_dashboard_use_metrics_that_exist() throws Exception {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8()).start()) {
            Set<String> names = scrape(bed).names();

            for (String file : new String[] {"deploy/prometheus/alerts.yaml", "deploy/grafana/soarbridge.json"}) {
                Set<String> used = METRIC.matcher(Files.readString(Path.of(file)))
                        .results()
                        .map(match -> match.group())
                        .collect(Collectors.toCollection(TreeSet::new));

                assertThat(used).as(file).isNotEmpty();
                assertThat(names).as(file).containsAll(used);
            }
        }
    }

    private static double attempts(Exposition metrics, String outcome) {
        return metrics.value(
                "soarbridge_attempts_total",
                "connection=xsoar-prod, operation=case-create, outcome=%s".formatted(outcome));
    }

    private static Exposition scrape(Bed bed) {
        return Exposition.parse(bed.managed("/metrics").body());
    }
}
