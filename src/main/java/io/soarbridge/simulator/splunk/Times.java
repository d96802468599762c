package io.soarbridge.simulator.splunk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the product writes them, with six digits, and as it reads them. */
final class Times {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant instant) {
        return MICROS.format(instant);
    }

    /** Null when it is no time. Without an offset it is UTC. */
    static Instant read(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return hasOffset(iso)
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    }

    /** What {@code pretty} makes of a time. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, now.getEpochSecond() - then.getEpochSecond());
        if (seconds < 60) {
            return "a few seconds ago";
        }
        return seconds < 3600
                ? count(seconds / 60, "minute")
                : seconds < 86_400 ? count(seconds / 3600, "hour") : count(seconds / 86_400, "day");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit + " ago" : number + " " + unit + "s ago";
    }
}
