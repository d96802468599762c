package io.soarbridge.app;

import java.util.List;

/**
 * How a reload ended.
 *
 * @param applied false when nothing is other than before
 * @param changed names of settings and files that are other now; empty when none is
 * @param problems why nothing was applied, or what to know although it was; a sentence or two each
 * @param usage true when the settings themselves are wrong
 */
public record Reloaded(boolean applied, List<String> changed, List<String> problems, boolean usage) {
    static Reloaded refused(List<String> problems) {
        return new Reloaded(false, List.of(), List.copyOf(problems), true);
    }

    static Reloaded failed(String problem) {
        return new Reloaded(false, List.of(), List.of(problem), false);
    }

    /** For a log: what happened, with all that is wrong. */
    public String text() {
        String others = problems.isEmpty() ? "" : "\n" + String.join("\n", problems);
        if (!applied) {
            return "The settings were not reloaded; those before stay in force." + others;
        }
        return (changed.isEmpty()
                        ? "Nothing has changed in the settings."
                        : "The settings are reloaded. Changed: " + String.join(", ", changed) + ".")
                + others;
    }
}
