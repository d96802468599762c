package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query language of lists: terms with blanks between, each of which must hold. {@code field:"v"}, {@code in(…)},
 * {@code contains(…)}, comparisons, ranges, and a minus for "not".
 */
final class SiemQuery {
    private static final Pattern TERM = Pattern.compile(
            "\\s*(-?)([A-Za-z][A-Za-z0-9_.]*):(in|contains)?(\\(|>=|<=|>|<)?\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"()])*)");
    private static final Pattern LIST = Pattern.compile("\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|\\))");
    private static final Pattern NOW = Pattern.compile("NOW(?:([+-])(\\d{1,6})([smhdDwW]))?");
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    private record Term(boolean not, String field, String operator, List<String> values) {}

    private final List<Term> terms = new ArrayList<>();
    private final Instant now;

    private SiemQuery(Instant now) {
        this.now = now;
    }

    /** @throws SumoFailure 400 when it cannot be read */
    static SiemQuery read(String text, Instant now) {
        SiemQuery query = new SiemQuery(now);
        String rest = text == null ? "" : text.strip();
        while (!rest.isEmpty()) {
            rest = query.term(rest).strip();
        }
        return query;
    }

    private String term(String rest) {
        Matcher matcher = TERM.matcher(rest);
        if (!matcher.lookingAt()) {
            throw SiemReplies.refuse(400, "The query cannot be read at: " + rest);
        }
        boolean not = matcher.group(1).equals("-");
        String field = matcher.group(2);
        if (matcher.group(3) != null) {
            List<String> values = new ArrayList<>();
            int end = list(rest, matcher.start(5), values);
            terms.add(new Term(not, field, matcher.group(3), values));
            return rest.substring(end);
        }
        String value = matcher.group(5);
        String operator = matcher.group(4) == null ? "=" : matcher.group(4);
        int range = value.startsWith("\"") ? -1 : value.indexOf("..");
        if (operator.equals("(") || value.isEmpty()) {
            throw SiemReplies.refuse(400, "The query cannot be read at: " + rest);
        }
        if (range > 0) {
            terms.add(new Term(not, field, ">=", List.of(value.substring(0, range))));
            terms.add(new Term(not, field, "<=", List.of(value.substring(range + 2))));
        } else {
            terms.add(new Term(not, field, operator, List.of(plain(value))));
        }
        return rest.substring(matcher.end());
    }

    private static int list(String rest, int start, List<String> values) {
        Matcher one = LIST.matcher(rest);
        int at = start;
        while (one.find(at) && one.start() == at) {
            values.add(one.group(1).replaceAll("\\\\(.)", "$1"));
            at = one.end();
            if (one.group(2).equals(")")) {
                return at;
            }
        }
        throw SiemReplies.refuse(400, "The query has a list that cannot be read at: " + rest);
    }

    private static String plain(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    boolean matches(JsonNode object) {
        return terms.stream().allMatch(term -> holds(term, SiemFields.of(object, term.field())) != term.not());
    }

    private boolean holds(Term term, List<JsonNode> values) {
        return values.stream().anyMatch(value -> term.values().stream().anyMatch(wanted -> holds(term, value, wanted)));
    }

    private boolean holds(Term term, JsonNode value, String wanted) {
        String actual = value.asText("").toLowerCase(Locale.ROOT);
        String other = wanted.toLowerCase(Locale.ROOT);
        return switch (term.operator()) {
            case "contains" -> actual.contains(other);
            case "=", "in" -> actual.equals(other);
            default -> {
                Integer order = compared(value, wanted);
                yield order != null
                        && switch (term.operator()) {
                            case ">" -> order > 0;
                            case ">=" -> order >= 0;
                            case "<" -> order < 0;
                            default -> order <= 0;
                        };
            }
        };
    }

    /** Null when the two are not of one kind. */
    private Integer compared(JsonNode value, String wanted) {
        String text = value.asText("").toLowerCase(Locale.ROOT);
        if (SEVERITIES.contains(text)) {
            return Integer.compare(SEVERITIES.indexOf(text), SEVERITIES.indexOf(wanted.toLowerCase(Locale.ROOT)));
        }
        if (value.isNumber()) {
            return isNumber(wanted) ? value.decimalValue().compareTo(new BigDecimal(wanted)) : null;
        }
        Instant actual = SoarDates.written(value.asText(""));
        Instant other = instant(wanted);
        return actual == null || other == null ? null : actual.compareTo(other);
    }

    private Instant instant(String wanted) {
        Matcher matcher = NOW.matcher(wanted);
        if (matcher.matches()) {
            if (matcher.group(2) == null) {
                return now;
            }
            long count = Long.parseLong(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
            return now.plus(
                    switch (matcher.group(3)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case "w", "W" -> Duration.ofDays(7 * count);
                        default -> Duration.ofDays(count);
                    });
        }
        if (isNumber(wanted)) {
            long number = new BigDecimal(wanted).longValue();
            return number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        Instant exact = SoarDates.written(wanted);
        return exact == null ? SoarDates.written(wanted + "T00:00:00") : exact;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,15}(\\.\\d{1,9})?");
    }
}
