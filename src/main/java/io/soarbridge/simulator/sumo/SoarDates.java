package io.soarbridge.simulator.sumo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as people in one time zone see them: without seconds, and with the beginning of 1970 for none. */
final class SoarDates {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd-yyyy hh:mm a", Locale.US);
    private static final DateTimeFormatter KPI = DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss", Locale.US);

    private final ZoneId zone;

    SoarDates(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** Null is shown as the epoch. */
    String shown(Instant instant) {
        return SHOWN.format((instant == null ? Instant.EPOCH : instant).atZone(zone));
    }

    /** As the rows of {@code kpi} have it: empty for none. */
    String row(Instant instant) {
        return instant == null ? "" : KPI.format(instant.atZone(zone));
    }

    /** ISO 8601 with an offset, or without one for UTC; null for anything else. */
    static Instant written(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return local(text);
        }
    }

    private static Instant local(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
