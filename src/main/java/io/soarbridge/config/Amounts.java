package io.soarbridge.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings that are amounts, and holds them to their bounds. */
final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*/\\s*([smh])");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "b", 1L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L);
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);

    private Amounts() {}

    static Object number(String text, KeySpec spec) throws BadValueException {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadValueException("not a whole number");
        }
        within(number, spec);
        if (spec.type() == int.class) {
            if (number != (int) number) {
                throw new BadValueException("too large");
            }
            return (int) number;
        }
        return number;
    }

    /** @return bytes */
    static long size(String text) throws BadValueException {
        return amount(text, text.toLowerCase(Locale.ROOT), BYTES);
    }

    static Duration duration(String text, KeySpec spec) throws BadValueException {
        return Duration.ofMillis(within(amount(text, text, MILLIS), spec));
    }

    /** @return per second, 0 for no limit */
    static double rate(String text) throws BadValueException {
        if (text.equals("0")) {
            return 0;
        }
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new BadValueException(text.matches("[0-9.]+") ? "missing unit" : "not a rate");
        }
        double amount = new BigDecimal(matcher.group(1)).doubleValue();
        if (amount == 0) {
            throw new BadValueException("nothing would ever be sent");
        }
        return amount / SECONDS.get(matcher.group(2));
    }

    static long within(long amount, KeySpec spec) throws BadValueException {
        if (!spec.min().isEmpty() && amount < bound(spec.min(), spec.kind())) {
            throw new BadValueException("too small");
        }
        if (!spec.max().isEmpty() && amount > bound(spec.max(), spec.kind())) {
            throw new BadValueException("too large");
        }
        return amount;
    }

    private static long bound(String text, Kind kind) throws BadValueException {
        return switch (kind) {
            case SIZE -> size(text);
            case DURATION -> amount(text, text, MILLIS);
            default -> Long.parseLong(text);
        };
    }

    private static long amount(String text, String folded, Map<String, Long> units) throws BadValueException {
        Matcher matcher = AMOUNT.matcher(folded);
        if (!matcher.matches()) {
            throw new BadValueException(text.startsWith("-") ? "negative" : "not a number with a unit");
        }
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw new BadValueException("missing unit");
        }
        Long factor = units.get(unit);
        if (factor == null) {
            throw new BadValueException("unknown unit");
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
        } catch (ArithmeticException e) {
            throw new BadValueException("too large");
        }
    }
}
