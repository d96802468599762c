package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.cli.DemoReport.Heard;
import io.soarbridge.simulator.RunningSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoReportTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void is_good_when_each_has_one_incident_and_the_poison_is_dead() {
        DemoReport report = report(heard(4, "a", "b", "p"), incidents("a", "b"), Set.of("p"), Set.of("p"));

        assertThat(report.good()).isTrue();
        assertThat(report.received()).isEqualTo(4);
        assertThat(report.outcomes().get(0).delivered()).isEqualTo(2);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.outcomes().get(0).dead()).isEqualTo(1);
        assertThat(printed(report)).contains("Good: none lost, none twice.");
    }

    @Test
    void finds_what_was_lost() {
        DemoReport report = report(heard(3, "a", "b", "p"), incidents("a"), Set.of("p"), Set.of("p"));

        assertThat(report.outcomes().get(0).lost()).containsExactly("b");
        assertThat(report.good()).isFalse();
        assertThat(printed(report))
                .contains("NOT GOOD")
                .contains("one, acknowledged, but neither incident nor dead letter: 1, b");
    }

    @Test
    void finds_what_was_doubled() {
        DemoReport report = report(heard(2, "a", "p"), incidents("a", "a"), Set.of("p"), Set.of("p"));

        assertThat(report.outcomes().get(0).doubled()).containsExactly("a");
        assertThat(report.outcomes().get(0).delivered()).isEqualTo(1);
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_a_healthy_event_died() {
        DemoReport report = report(heard(2, "a", "p"), List.of(), Set.of("a", "p"), Set.of("p"));

        assertThat(report.outcomes().get(0).lost()).isEmpty();
        assertThat(report.outcomes().get(0).wronglyDead()).containsExactly("a");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_the_poison_got_through() {
        DemoReport report = report(heard(2, "a", "p"), incidents("a", "p"), Set.of(), Set.of("p"));

        assertThat(report.outcomes().get(0).wronglyDead()).containsExactly("p");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_with_an_incident_that_nobody_was_acknowledged_for() {
        DemoReport report = report(heard(2, "a", "p"), incidents("a", "x"), Set.of("p"), Set.of("p"));

        assertThat(report.outcomes().get(0).strangers()).containsExactly("x");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_messages_were_refused() {
        Heard some = heard(2, "a", "p");
        Heard heard = new Heard(some.acceptedAt(), some.acknowledgements(), Map.of(401, 3), 5);

        DemoReport report = report(heard, incidents("a"), Set.of("p"), Set.of("p"));

        assertThat(report.good()).isFalse();
        assertThat(printed(report)).contains("{401=3}");
        assertThat(report.json().at("/refused/401").asInt()).isEqualTo(3);
    }

    @Test
    void is_not_good_when_nothing_happened() {
        assertThat(report(heard(0), List.of(), Set.of(), Set.of()).good()).isFalse();
    }

    @Test
    void measures_by_nearest_rank() {
        List<Duration> times = new ArrayList<>();
        for (int i = 100; i >= 1; i--) {
            times.add(Duration.ofMillis(i));
        }

        DemoReport.Spread spread = DemoReport.Spread.of(times);

        assertThat(spread.p50()).isEqualTo(Duration.ofMillis(50));
        assertThat(spread.p99()).isEqualTo(Duration.ofMillis(99));
        assertThat(DemoReport.Spread.of(List.of(Duration.ofMillis(7))).p99()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void measures_the_way_to_the_incident_from_the_first_acceptance() {
        DemoReport report = report(
                heard(1, "a"), List.of(new RunningSimulator.Created("a", NOON.plusSeconds(3))), Set.of(), Set.of());

        assertThat(report.outcomes().get(0).toIncident().p50()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void is_not_good_when_one_of_the_systems_is_not() {
        Heard heard = heard(2, "a", "p");
        DemoOutcome.Window never = new DemoOutcome.Window(null, null);
        DemoOutcome good = DemoOutcome.of("x", heard.acceptedAt(), never, incidents("a"), Set.of("p"), Set.of("p"));
        DemoOutcome bad = DemoOutcome.of("y", heard.acceptedAt(), never, incidents(), Set.of("p"), Set.of("p"));

        assertThat(DemoReport.of(heard, List.of(good)).good()).isTrue();
        assertThat(DemoReport.of(heard, List.of(good, bad)).good()).isFalse();
    }

    @Test
    void tells_apart_what_was_accepted_while_a_system_was_down() {
        Map<String, Instant> accepted = Map.of("a", NOON, "b", NOON.plusSeconds(10));

        DemoOutcome outcome = DemoOutcome.of(
                "x",
                accepted,
                new DemoOutcome.Window(NOON.plusSeconds(5), NOON.plusSeconds(15)),
                List.of(
                        new RunningSimulator.Created("a", NOON.plusSeconds(1)),
                        new RunningSimulator.Created("b", NOON.plusSeconds(12))),
                Set.of(),
                Set.of());

        assertThat(outcome.duringOutage().p50()).isEqualTo(Duration.ofSeconds(2));
        assertThat(outcome.toIncident().p50()).isEqualTo(Duration.ofSeconds(1));
    }

    private static DemoReport report(
            Heard heard, List<RunningSimulator.Created> incidents, Set<String> dead, Set<String> poison) {
        return DemoReport.of(
                heard,
                List.of(DemoOutcome.of(
                        "one", heard.acceptedAt(), new DemoOutcome.Window(null, null), incidents, dead, poison)));
    }

    private static Heard heard(int messages, String... keys) {
        Map<String, Instant> acceptedAt = new HashMap<>();
        for (String key : keys) {
            acceptedAt.put(key, NOON);
        }
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            times.add(Duration.ofMillis(2));
        }
        return new Heard(acceptedAt, times, Map.of(), 0);
    }

    private static List<RunningSimulator.Created> incidents(String... keys) {
        List<RunningSimulator.Created> incidents = new ArrayList<>();
        for (String key : keys) {
            incidents.add(new RunningSimulator.Created(key, NOON.plusMillis(40)));
        }
        return incidents;
    }

    private static String printed(DemoReport report) {
        StringWriter text = new StringWriter();
        DemoTable.print(report, new PrintWriter(text, true));
        return text.toString();
    }
}
