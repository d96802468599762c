package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private static final KeySpec DELAY = KeySpec.of(OutboxSettings.class, "retry-delay");

    @ParameterizedTest
    @CsvSource({
        "64KiB,65536",
        "1MiB,1048576",
        "10MB,10000000",
        "7B,7",
        "2 GiB,2147483648",
        "1kb,1000",
        "1TiB,1099511627776"
    })
    void reads_sizes(String text, long bytes) throws BadValueException {
        assertThat(Amounts.size(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "2m,120000", "1h,3600000", "15 m,900000"})
    void reads_durations(String text, long millis) throws BadValueException {
        assertThat(Amounts.duration(text, DELAY)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"5/s,5", "300/m,5", "1800/h,0.5", "0,0", "2.5/s,2.5", "5 / s,5"})
    void reads_rates(String text, double perSecond) throws BadValueException {
        assertThat(Amounts.rate(text)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @CsvSource({
        "5,missing unit",
        "0/s,nothing would ever be sent",
        "5/d,not a rate",
        "fast,not a rate",
        "-1/s,not a rate"
    })
    void refuses_rates(String text, String reason) {
        assertThatThrownBy(() -> Amounts.rate(text)).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "5,missing unit",
        "5x,unknown unit",
        "5M,unknown unit",
        "-5s,negative",
        "five,not a number with a unit",
        "1ms,too small",
        "2h,too large",
        "999999999999999999d,too large"
    })
    void refuses_durations(String text, String reason) {
        assertThatThrownBy(() -> Amounts.duration(text, DELAY)).hasMessage(reason);
    }

    @Test
    void refuses_a_number_that_does_not_fit() {
        KeySpec port = KeySpec.of(HttpSettings.class, "port");

        assertThatThrownBy(() -> Amounts.number("65536", port)).hasMessage("too large");
        assertThatThrownBy(() -> Amounts.number("-1", port)).hasMessage("too small");
        assertThatThrownBy(() -> Amounts.number("80a", port)).hasMessage("not a whole number");
    }
}
