package io.soarbridge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                " 7 |PT7S",
                "0|PT0S",
                "007|PT7S",
                "3600|PT1H",
                "3601|PT1H",
                "99999999999999999999999999|PT1H",
                "Sun, 06 Nov 1994 08:49:37 GMT|PT37S",
                "Sun, 6 Nov 1994 08:49:37 GMT|PT37S",
                "Sun, 06 Nov 1994 08:48:00 GMT|PT0S",
                "06 Nov 9995 08:49:37 GMT|PT1H"
            })
    void seconds_and_dates_become_a_wait_of_at_most_an_hour(String value, Duration wait) {
        assertThat(RetryAfter.parse(value, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-5", "1.5", "soon", "٣", "Mon, 06 Nov 1994 08:49:37 GMT", "[3, 4]", "3, 4"})
    void what_makes_no_sense_is_as_if_it_were_missing(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Test
    void a_missing_header_is_no_wait() {
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }
}
