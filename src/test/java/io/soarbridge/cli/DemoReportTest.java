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
        DemoReport report = DemoReport.of(heard(4, "a", "b", "p"), incidents("a", "b"), Set.of("p"), Set.of("p"));

        assertThat(report.good()).isTrue();
        assertThat(report.received()).isEqualTo(4);
        assertThat(report.delivered()).isEqualTo(2);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.dead()).isEqualTo(1);
        assertThat(printed(report)).contains("Good: none lost, none twice.");
    }

    @Test
    void finds_what_was_lost() {
        DemoReport report = DemoReport.of(heard(3, "a", "b", "p"), incidents("a"), Set.of("p"), Set.of("p"));

        assertThat(report.lost()).containsExactly("b");
        assertThat(report.good()).isFalse();
        assertThat(printed(report)).contains("NOT GOOD").containsPattern("lost +1 .*: b");
    }

    @Test
    void finds_what_was_doubled() {
        DemoReport report = DemoReport.of(heard(2, "a", "p"), incidents("a", "a"), Set.of("p"), Set.of("p"));

        assertThat(report.doubled()).containsExactly("a");
        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_a_healthy_event_died() {
        DemoReport report = DemoReport.of(heard(2, "a", "p"), List.of(), Set.of("a", "p"), Set.of("p"));

        assertThat(report.lost()).isEmpty();
        assertThat(report.wronglyDead()).containsExactly("a");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_the_poison_got_through() {
        DemoReport report = DemoReport.of(heard(2, "a", "p"), incidents("a", "p"), Set.of(), Set.of("p"));

        assertThat(report.wronglyDead()).containsExactly("p");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_with_an_incident_that_nobody_was_acknowledged_for() {
        DemoReport report = DemoReport.of(heard(2, "a", "p"), incidents("a", "x"), Set.of("p"), Set.of("p"));

        assertThat(report.strangers()).containsExactly("x");
        assertThat(report.good()).isFalse();
    }

    @Test
    void is_not_good_when_messages_were_refused() {
        Heard some = heard(2, "a", "p");
        Heard heard = new Heard(some.acceptedAt(), some.acknowledgements(), Map.of(401, 3), 5);

        DemoReport report = DemoReport.of(heard, incidents("a"), Set.of("p"), Set.of("p"));

        assertThat(report.good()).isFalse();
        assertThat(printed(report)).contains("{401=3}");
        assertThat(report.json().at("/refused/401").asInt()).isEqualTo(3);
    }

    @Test
    void is_not_good_when_nothing_happened() {
        assertThat(DemoReport.of(heard(0), List.of(), Set.of(), Set.of()).good())
                .isFalse();
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
        DemoReport report = DemoReport.of(
                heard(1, "a"), List.of(new RunningSimulator.Created("a", NOON.plusSeconds(3))), Set.of(), Set.of());

        assertThat(report.toIncident().p50()).isEqualTo(Duration.ofSeconds(3));
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
