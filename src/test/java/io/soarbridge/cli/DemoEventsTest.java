package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoEventsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.123Z"));

    private final List<DemoEvent> events = new DemoEvents(DemoScene.load().sources(), CLOCK).make(400);

    @Test
    void makes_different_events_and_repeats_some_word_for_word() {
        assertThat(events).hasSize(420);
        assertThat(events.stream().map(DemoEvent::key).distinct()).hasSize(400);
        assertThat(events.stream().distinct()).hasSize(400);
    }

    @Test
    void fills_every_place() throws Exception {
        for (DemoEvent event : events) {
            String text = new String(event.body(), StandardCharsets.UTF_8);
            assertThat(text).doesNotContain("${");
            JsonNode json = Json.read(text);
            assertThat(event.key())
                    .isEqualTo(event.source().name() + ":"
                            + json.at(event.source().id()).asText());
        }
    }

    @Test
    void marks_exactly_one_event_as_poison() {
        List<DemoEvent> poison =
                events.stream().filter(DemoEvent::poison).distinct().toList();

        assertThat(poison).hasSize(1);
        assertThat(events)
                .filteredOn(event -> new String(event.body(), StandardCharsets.UTF_8).contains(DemoEvents.POISON))
                .allMatch(DemoEvent::poison);
        assertThat(new String(poison.get(0).body(), StandardCharsets.UTF_8)).contains(DemoEvents.POISON);
    }

    @Test
    void writes_times_and_ports_as_numbers_where_a_format_wants_them() {
        assertThat(events)
                .filteredOn(event -> event.source().auth() == DemoScene.Auth.HMAC)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(Json.read(event.body()).path("time").isIntegralNumber())
                                .isTrue());
    }

    @Test
    void sends_everything_within_its_ticks_and_in_bursts() {
        DemoPace pace = new DemoPace(1000);
        int first = pace.next();
        int last = 0;
        for (int tick = 1; tick < 260; tick++) {
            int due = pace.next();
            assertThat(due).isGreaterThanOrEqualTo(last);
            last = due;
        }

        assertThat(first).isEqualTo(11);
        assertThat(last).isEqualTo(1000);
    }
}
