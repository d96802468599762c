package io.soarbridge.mapping;

import java.nio.charset.StandardCharsets;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.OnigUtils;
import org.joni.Matcher;
import org.joni.Option;

/** One regular expression at work on one text, within the time of the current run. Offsets are bytes of the text in UTF-8. */
final class TextSearch {
    /**
     * Places where a match may start that are tried before the clock is looked at. The engine itself looks only once in 32,768 steps
     * of one try, so that many short tries would never be stopped.
     */
    private static final int PLACES_AT_ONCE = 8192;

    private static final int LEAD_BITS = 0xC0;
    private static final int CONTINUES = 0x80;

    private final OnigUtils.Pattern pattern;
    private final byte[] text;
    private final Matcher matcher;
    private final boolean longest;
    private int from;

    /** @param flags as jq has them, such as {@code gi}; null for none */
    TextSearch(String regex, String flags, byte[] text) throws JsonQueryException {
        this.pattern = new OnigUtils.Pattern(regex, flags);
        this.text = text;
        this.matcher = pattern.regex.matcher(text);
        this.longest = (pattern.regex.getOptions() & Option.FIND_LONGEST) != 0;
    }

    /** @throws Evaluation.TooSlow when the time of the run is up */
    boolean find(int first) {
        from = first;
        int start = first;
        int end;
        do {
            end = longest ? text.length : characterAt(Math.min(text.length, start + PLACES_AT_ONCE));
            if (finds(start, end)) {
                return true;
            }
            start = end;
        } while (end < text.length);
        return false;
    }

    private boolean finds(int start, int end) {
        matcher.setTimeout(Evaluation.nanosLeft());
        int found = matcher.search(from, start, end, Option.NONE);
        if (found == Matcher.INTERRUPTED) {
            throw new Evaluation.TooSlow();
        }
        return found >= 0;
    }

    /** Where to search on after a match; behind a match of nothing one character is passed over. */
    int next() {
        int end = Math.max(from, end());
        return end > Math.max(from, begin()) ? end : characterAt(Math.min(text.length, end + 1));
    }

    private int characterAt(int offset) {
        int at = offset;
        while (at < text.length && (text[at] & LEAD_BITS) == CONTINUES) {
            at++;
        }
        return at;
    }

    boolean all() {
        return pattern.global;
    }

    int begin() {
        return matcher.getBegin();
    }

    int end() {
        return matcher.getEnd();
    }

    int groups() {
        return matcher.getRegion() == null ? 0 : matcher.getRegion().getNumRegs() - 1;
    }

    /** @param group from 1 */
    boolean has(int group) {
        return begin(group) >= 0;
    }

    int begin(int group) {
        return matcher.getRegion().getBeg(group);
    }

    int end(int group) {
        return matcher.getRegion().getEnd(group);
    }

    /** Null when it has none. */
    String name(int group) {
        return pattern.names[group];
    }

    byte[] text() {
        return text;
    }

    String text(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
