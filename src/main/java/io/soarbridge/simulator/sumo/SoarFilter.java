package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter of a search: {@code field: value} or {@code field:"value"}, several joined by {@code AND}; the field by key or label.
 * Anything else is words that have to be somewhere in the row.
 */
final class SoarFilter {
    private static final Pattern TERM = Pattern.compile(
            "\\s*([A-Za-z][A-Za-z0-9_ ]*?)\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(.+?))\\s*(?:\\bAND\\b|$)",
            Pattern.DOTALL);

    private SoarFilter() {}

    /**
     * @param column name of a column by what the client called it, or null when there is none
     * @param row value of a column, all of the row for null
     */
    static Predicate<Function<String, JsonNode>> read(String filter, Function<String, String> column) {
        if (filter.isBlank()) {
            return row -> true;
        }
        List<Predicate<Function<String, JsonNode>>> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(filter);
        int end = 0;
        while (end < filter.length() && matcher.find(end) && matcher.start() == end) {
            String name = column.apply(matcher.group(1));
            if (name == null) {
                break;
            }
            String wanted = matcher.group(2) == null
                    ? matcher.group(3).strip()
                    : matcher.group(2).replaceAll("\\\\(.)", "$1");
            terms.add(row -> is(row.apply(name), wanted));
            end = matcher.end();
        }
        if (end < filter.length()) {
            String words = filter.toLowerCase(Locale.ROOT).strip();
            return row -> row.apply(null).toString().toLowerCase(Locale.ROOT).contains(words);
        }
        return row -> terms.stream().allMatch(term -> term.test(row));
    }

    private static boolean is(JsonNode value, String wanted) {
        if (value.isArray()) {
            for (JsonNode one : value) {
                if (is(one, wanted)) {
                    return true;
                }
            }
            return false;
        }
        return value.asText("").equalsIgnoreCase(wanted);
    }
}
