package io.soarbridge.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong and what is doubtful while settings are read, so that all of it is told at once. */
final class Problems {
    private static final int QUOTED = 80;

    private final List<Problem> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param hint what to do, after the sentence that says where it was set; may be empty */
    void at(Origin origin, String key, String message, String hint) {
        String where = hint.isEmpty() ? origin.sentence() : origin.sentence() + " " + hint;
        found.add(new Problem(origin.file(), origin.line(), key, message, where));
    }

    void file(Path file, int line, String message, String hint) {
        found.add(new Problem(file, line, null, message, hint));
    }

    void missing(Origin near, String key, String message, String hint) {
        found.add(new Problem(near.file(), near.line(), key, message, hint));
    }

    void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** By file, then line. */
    List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparing(
                                (Problem p) -> p.file() == null ? "" : p.file().toString())
                        .thenComparingInt(Problem::line))
                .toList();
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** {@code key = "text"}, on one line and not too long. */
    static String quoted(String key, String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(QUOTED).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return key + " = \"" + line + (text.length() > line.length() ? "…" : "") + "\"";
    }
}
