package io.soarbridge.config;

import java.util.List;
import java.util.function.Supplier;

/**
 * A setting's text with its placeholders. May hold a secret: never print it.
 *
 * @param parts in order; those of mounted files give their text as of now
 * @param sources where placeholders took their value from, such as {@code environment variable X}; empty for plain text
 * @param fromFile whether a mounted file is among them
 * @param managed those of its placeholders that a manager keeps; they have no text before they are fetched
 * @param plain whether part of the value stands readable in the settings file itself
 */
record Template(
        List<Supplier<String>> parts,
        List<String> sources,
        boolean fromFile,
        List<ManagedSecret> managed,
        boolean plain) {
    static Template plain(String text) {
        return new Template(List.of(() -> text), List.of(), false, List.of(), true);
    }

    /** Set outside the file: nothing in it is a placeholder. */
    static Template outside(String text) {
        return new Template(List.of(() -> text), List.of(), false, List.of(), false);
    }

    /** Whether the text may be another one later. */
    boolean live() {
        return fromFile || !managed.isEmpty();
    }

    String text() {
        if (parts.size() == 1) {
            return parts.get(0).get();
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.get()));
        return text.toString();
    }

    @Override
    public String toString() {
        return "Template" + sources;
    }
}
