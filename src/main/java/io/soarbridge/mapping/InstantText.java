package io.soarbridge.mapping;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The one way an instant is written in canonical records: RFC 3339, UTC, as many fraction digits as needed, at most nine. */
public final class InstantText {
    private InstantText() {}

    /** @param instant between the years 1 and 9999 */
    public static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        digits(text, time.getDayOfMonth(), 2).append('T');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2);
        if (time.getNano() != 0) {
            digits(text.append('.'), time.getNano(), 9);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        int scale = 1;
        for (int i = 1; i < width; i++) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            text.append((char) ('0' + number / scale % 10));
        }
        return text;
    }
}
