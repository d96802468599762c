package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneFunctionsTest {
    @TempDir
    Path folder;

    private JsonNode applied(String function, String in, String zone) throws IOException {
        Files.writeString(folder.resolve("m.jq"), function + "(\"" + zone + "\")");
        return new Mappings(folder).get("m").apply(TextNode.valueOf(in), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T08:00:00, America/New_York, 2026-01-15T13:00:00Z",
        "2026-07-15T08:00:00, America/New_York, 2026-07-15T12:00:00Z",
        "2026-07-15T08:00:00, UTC, 2026-07-15T08:00:00Z",
        "2026-07-15T08:00:00, +02:00, 2026-07-15T06:00:00Z",
        "2026-07-15T08:00, Asia/Kathmandu, 2026-07-15T02:15:00Z",
        "2026-07-15T08:00:00.25, -06:00, 2026-07-15T14:00:00.25Z",
    })
    void a_date_of_a_zone_is_an_instant_and_back(String local, String zone, String instant) throws IOException {
        assertThat(applied("local_to_instant", local, zone).textValue()).isEqualTo(instant);
        assertThat(applied("instant_to_local", instant, zone).textValue()).startsWith(local);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T01:59:00, 2026-03-08T06:59:00Z",
        "2026-03-08T02:30:00, 2026-03-08T07:30:00Z",
        "2026-03-08T03:00:00, 2026-03-08T07:00:00Z",
        "2026-11-01T00:59:00, 2026-11-01T04:59:00Z",
        "2026-11-01T01:30:00, 2026-11-01T05:30:00Z",
        "2026-11-01T02:00:00, 2026-11-01T07:00:00Z",
    })
    void a_time_that_is_left_out_counts_as_later_and_one_that_comes_twice_as_the_first(String local, String instant)
            throws IOException {
        assertThat(applied("local_to_instant", local, "America/New_York").textValue())
                .isEqualTo(instant);
    }

    @Test
    void both_times_of_an_autumn_hour_show_as_the_same() throws IOException {
        assertThat(applied("instant_to_local", "2026-11-01T05:30:00Z", "America/New_York"))
                .isEqualTo(applied("instant_to_local", "2026-11-01T06:30:00Z", "America/New_York"));
    }

    @ParameterizedTest
    @CsvSource({"local_to_instant", "instant_to_local"})
    void what_is_no_date_gives_null_and_what_is_no_zone_fails(String function) throws IOException {
        assertThat(applied(function, "yesterday", "UTC").isNull()).isTrue();
        assertThatThrownBy(() -> applied(function, "2026-07-15T08:00:00", "Mars/Olympus"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("there is no time zone \"Mars/Olympus\"");
    }
}
