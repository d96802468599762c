package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one value of a document compares with one value of a query. */
final class TermMatch {
    private static final Pattern AGO =
            Pattern.compile("(?:now-)?(\\d+) ?(m|h|d|w|minutes?|hours?|days?|weeks?|months?|years?)(?: ago)?");

    private TermMatch() {}

    /** Whole value, whatever the case; {@code *} and {@code ?} are wildcards. */
    static boolean keyword(JsonNode node, String wanted) {
        if (wanted.equals("*")) {
            return !node.isNull() && !node.asText().isEmpty();
        }
        if (node.isNumber()) {
            BigDecimal number = number(wanted);
            return number != null && node.decimalValue().compareTo(number) == 0;
        }
        String text = node.isValueNode() ? node.asText() : node.toString();
        if (isPattern(wanted)) {
            return glob(text.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
        }
        return text.equalsIgnoreCase(wanted);
    }

    /** Word or phrase inside prose; words are runs of letters and digits. */
    static boolean prose(String text, String wanted) {
        String haystack = text.toLowerCase(Locale.ROOT);
        String needle = wanted.toLowerCase(Locale.ROOT);
        if (isPattern(needle)) {
            if (glob(haystack, needle)) {
                return true;
            }
            for (String word : haystack.split("\\s+")) {
                if (glob(word, needle)) {
                    return true;
                }
            }
            return false;
        }
        for (int at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
            int end = at + needle.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(haystack.charAt(at - 1));
            boolean ends = end == haystack.length() || !Character.isLetterOrDigit(haystack.charAt(end));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }

    static boolean isPattern(String wanted) {
        return wanted.indexOf('*') >= 0 || wanted.indexOf('?') >= 0;
    }

    /** Linear in practice: two pointers with one step back per star, no regular expression that a query could blow up. */
    static boolean glob(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Order of the value against the query's, by number, time or text; null when they cannot be compared. */
    static Integer compare(JsonNode node, String wanted, Instant now) {
        if (node.isNumber()) {
            BigDecimal number = number(wanted);
            return number == null ? null : node.decimalValue().compareTo(number);
        }
        Instant time = XsoarTimes.parseOrNull(node.asText());
        if (time != null) {
            Instant bound = time(wanted, now);
            return bound == null ? null : time.compareTo(bound);
        }
        return node.isTextual() ? node.asText().compareToIgnoreCase(wanted) : null;
    }

    private static Instant time(String wanted, Instant now) {
        Instant exact = XsoarTimes.parseOrNull(wanted);
        if (exact == null && wanted.length() == 19) {
            exact = XsoarTimes.parseOrNull(wanted + "Z");
        }
        if (exact == null && wanted.length() == 10) {
            exact = XsoarTimes.parseOrNull(wanted + "T00:00:00Z");
        }
        if (exact != null) {
            return exact;
        }
        if (wanted.equalsIgnoreCase("now")) {
            return now;
        }
        Matcher ago = AGO.matcher(wanted.toLowerCase(Locale.ROOT));
        return ago.matches() ? now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)))) : null;
    }

    private static Duration unit(String word) {
        return switch (word.startsWith("mo") ? 'M' : word.charAt(0)) {
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'w' -> Duration.ofDays(7);
            case 'M' -> Duration.ofDays(30);
            case 'y' -> Duration.ofDays(365);
            default -> Duration.ofDays(1);
        };
    }

    private static BigDecimal number(String text) {
        try {
            return text.length() > 40 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
