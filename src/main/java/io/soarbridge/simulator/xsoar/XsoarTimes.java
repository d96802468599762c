package io.soarbridge.simulator.xsoar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as the product writes them: RFC 3339 in UTC, up to nine digits of a second without trailing zeros, year 1 for "never". */
final class XsoarTimes {
    static final String NEVER = "0001-01-01T00:00:00Z";

    private static final DateTimeFormatter TRIMMED =
            new DateTimeFormatterBuilder().appendInstant(-1).toFormatter();

    private XsoarTimes() {}

    static String text(Instant instant) {
        return TRIMMED.format(instant);
    }

    static boolean isNever(String text) {
        return text.isEmpty() || NEVER.equals(text);
    }

    /** @throws DateTimeException when the text is no RFC 3339 time with a zone */
    static Instant parse(String text) {
        return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .toInstant();
    }

    /** The instant, or null when the text is none. */
    static Instant parseOrNull(String text) {
        if (text.length() < 19 || text.charAt(4) != '-') {
            return null;
        }
        try {
            return parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
