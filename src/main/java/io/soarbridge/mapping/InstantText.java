package io.soarbridge.mapping;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** The one way an instant is written in canonical records: RFC 3339, UTC, as many fraction digits as needed, at most nine. */
public final class InstantText {
    private static final DateTimeFormatter PRINTED = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private InstantText() {}

    /** @param instant between the years 1 and 9999 */
    public static String of(Instant instant) {
        return PRINTED.format(instant);
    }
}
