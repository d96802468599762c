package io.soarbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LogLinesTest {
    private static final String FORGED =
            "bad\r\n2026-01-01T00:00:00.000Z ERROR Bridge forged\u2028and\u0085more\u001b[31m";

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.soarbridge.delivery.Part");

    @Test
    void text_that_came_from_outside_begins_no_line_and_steers_no_terminal() {
        String line = new TextLine().doLayout(event(FORGED, null));

        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        assertThat(line.strip())
                .doesNotContain("\r", "\u2028", "\u0085", "\u001b")
                .contains("bad | 2026-01-01");
    }

    @Test
    void no_line_of_a_stack_can_pass_for_a_line_of_the_log() {
        String lines = new TextLine().doLayout(event("failed", new IllegalStateException(FORGED, new Error(FORGED))));

        assertThat(lines.lines().skip(1)).hasSizeGreaterThan(5).allMatch(line -> line.startsWith("    "));
        assertThat(lines).doesNotContain("\u001b");
    }

    @Test
    void a_line_names_the_event_and_connection_that_its_thread_works_on() throws Exception {
        LoggingEvent event = event("failed", null, Map.of("event", "17", "connection", "soar-prod"));

        assertThat(new TextLine().doLayout(event)).contains("event=17").contains("connection=soar-prod");
        JsonNode json = Json.read(new JsonLine().doLayout(event));
        assertThat(json.path("event").asText()).isEqualTo("17");
        assertThat(json.path("connection").asText()).isEqualTo("soar-prod");
    }

    @Test
    void a_json_line_is_one_object_whatever_is_in_it() throws Exception {
        LoggingEvent event = event(FORGED, new IllegalStateException(FORGED));
        event.setKeyValuePairs(List.of(new KeyValuePair("event", 4L)));

        String line = new JsonLine().doLayout(event);

        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        JsonNode json = Json.read(line);
        assertThat(json.path("@timestamp").asText()).endsWith("Z");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger").asText()).isEqualTo("io.soarbridge.delivery.Part");
        assertThat(json.path("message").asText()).isEqualTo(FORGED);
        assertThat(json.path("event").asText()).isEqualTo("4");
        assertThat(json.path("stack").asText()).contains("IllegalStateException");
    }

    private LoggingEvent event(String message, Throwable failure) {
        return event(message, failure, Map.of());
    }

    private LoggingEvent event(String message, Throwable failure, Map<String, String> about) {
        LoggingEvent event = new LoggingEvent("caller", logger, Level.WARN, message, failure, null);
        event.setMDCPropertyMap(about);
        return event;
    }
}
