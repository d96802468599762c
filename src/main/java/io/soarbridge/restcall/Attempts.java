package io.soarbridge.restcall;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of the tries of one call, in words; of very many only the first and the last. Not thread-safe. */
final class Attempts {
    private static final int FIRST = 3;
    private static final int LAST = 3;

    private final List<String> first = new ArrayList<>();
    private final List<String> last = new ArrayList<>();
    private int count;

    void add(String outcome, Duration took) {
        count++;
        String words = "try %d, after %d ms: %s".formatted(count, took.toMillis(), outcome);
        if (first.size() < FIRST) {
            first.add(words);
            return;
        }
        last.add(words);
        if (last.size() > LAST) {
            last.remove(0);
        }
    }

    int count() {
        return count;
    }

    /** One line for one try, else a list. */
    String words() {
        List<String> all = new ArrayList<>(first);
        if (count > FIRST + LAST) {
            all.add("%d more".formatted(count - FIRST - LAST));
        }
        all.addAll(last);
        return String.join("; ", all);
    }
}
