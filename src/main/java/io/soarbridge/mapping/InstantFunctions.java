package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import net.thisptr.jackson.jq.Scope;

/**
 * {@code to_instant}, {@code known_instant} and {@code instant_to_ms}. Instants leave as RFC 3339 text in UTC with as many
 * fraction digits as they need, at most nine.
 */
final class InstantFunctions {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Instant FIRST_DAY_OVER = Instant.parse("1970-01-02T00:00:00Z");

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private InstantFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("to_instant", 0, NativeFunction.of(in -> printed(instant(in))));
        scope.addFunction("known_instant", 0, NativeFunction.of(in -> printed(known(instant(in)))));
        scope.addFunction("instant_to_ms", 0, NativeFunction.of(InstantFunctions::toMillis));
    }

    private static JsonNode printed(Instant instant) {
        return instant == null ? NullNode.getInstance() : TextNode.valueOf(InstantText.of(instant));
    }

    private static JsonNode toMillis(JsonNode in) {
        Instant instant = instant(in);
        return instant == null ? NullNode.getInstance() : LongNode.valueOf(instant.toEpochMilli());
    }

    /** Null as well for the times that systems write when they have none: year 1, and the last and first day around 1970. */
    private static Instant known(Instant instant) {
        return instant == null || instant.isBefore(FIRST_DAY_OVER) ? null : instant;
    }

    /** Null for what is no time, so that one odd field does not cost the whole event. */
    static Instant instant(JsonNode in) {
        try {
            Instant instant =
                    in.isNumber() ? ofNumber(in.decimalValue()) : in.isTextual() ? ofText(in.textValue()) : null;
            return instant == null || instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Instant ofText(String text) {
        String trimmed = text.strip();
        if (trimmed.length() < 10) {
            return null;
        }
        Instant usual = UsualInstant.parse(trimmed);
        if (usual != null) {
            return usual;
        }
        if (trimmed.length() <= 30 && isNumber(trimmed)) {
            return ofNumber(new BigDecimal(trimmed));
        }
        String normal = trimmed.length() > 10 && trimmed.charAt(10) == ' '
                ? trimmed.substring(0, 10) + 'T' + trimmed.substring(11)
                : trimmed;
        TemporalAccessor parsed = RFC_3339.parse(normal);
        int offset = parsed.isSupported(ChronoField.OFFSET_SECONDS) ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
        return LocalDateTime.from(parsed).toInstant(ZoneOffset.ofTotalSeconds(offset));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    /**
     * The unit follows from the size: below 1e11 seconds (until the year 5138), below 1e14 milliseconds, below 1e17 microseconds, else
     * nanoseconds.
     */
    private static Instant ofNumber(BigDecimal number) {
        BigDecimal size = number.abs();
        if (size.precision() - size.scale() > 20) {
            return null;
        }
        int digits = size.precision() - size.scale();
        int shift = digits <= 11 ? 9 : digits <= 14 ? 6 : digits <= 17 ? 3 : 0;
        BigInteger nanos = number.movePointRight(shift).toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS.toBigInteger());
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
