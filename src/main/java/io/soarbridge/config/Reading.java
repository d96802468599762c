package io.soarbridge.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass over the settings: reads values by their definition and notes problems, warnings and what is in force. A value that is
 * wrong reads as null, its problem noted, so that the pass goes on to the next. Not thread-safe.
 */
final class Reading {
    private final Entries entries;
    private final Problems problems;
    private final Path base;
    private final Path file;
    private final List<Effective> effective = new ArrayList<>();
    private final Map<String, Supplier<String>> hidden = new LinkedHashMap<>();
    private Placeholders placeholders;

    Reading(Path file, Path base, Entries entries, Placeholders placeholders, Problems problems) {
        this.file = file;
        this.base = base;
        this.entries = entries;
        this.problems = problems;
        this.placeholders = placeholders;
    }

    void placeholders(Placeholders next) {
        this.placeholders = next;
    }

    Entries entries() {
        return entries;
    }

    Problems problems() {
        return problems;
    }

    List<Effective> effective() {
        return effective;
    }

    /** The texts that {@link #effective()} masks, by key. */
    Map<String, Supplier<String>> hidden() {
        return hidden;
    }

    /** The value, the default, or null when there is neither or the value is wrong. */
    Object value(String key, KeySpec spec) {
        Optional<Entry> entry = entries.take(key);
        if (entry.isPresent()) {
            return given(entry.get(), spec);
        }
        if (spec.fallback() != null) {
            return fallback(key, spec);
        }
        if (spec.required()) {
            missing(key, spec);
        }
        return null;
    }

    /** A text that must be one of the spec's choices. */
    String text(String key, KeySpec spec) {
        return (String) value(key, spec);
    }

    /** Notes a default that is not the definition's own, such as a connector's first version. */
    void inForce(String key, String value) {
        effective.add(new Effective(key, value, "default"));
    }

    /** Where it was set, as a sentence; empty when it is a default. */
    String where(String key) {
        return entries.find(key).map(e -> e.origin().sentence()).orElse("It is the default.");
    }

    /** A problem with a value that could be read, and fits to nothing else. */
    void reject(String key, String message, String hint) {
        Origin origin = entries.find(key).map(Entry::origin).orElse(near(key));
        problems.at(origin, key, message, hint);
    }

    private Object given(Entry entry, KeySpec spec) {
        Template template;
        try {
            template =
                    entry.origin().file() == null ? Template.outside(entry.text()) : placeholders.parse(entry.text());
        } catch (BadValueException e) {
            bad(entry, spec, entry.key(), e);
            return null;
        }
        if (!template.managed().isEmpty()) {
            return managed(entry, template, spec);
        }
        String text = template.text();
        try {
            Object value = parse(text, template, spec);
            note(entry, spec, template, text);
            return value;
        } catch (BadValueException e) {
            bad(entry, spec, quotable(spec, template, text) ? Problems.quoted(entry.key(), text) : entry.key(), e);
            return null;
        }
    }

    /** How to reach a manager, our own placeholders included; shown masked, as a key may be among it. */
    void access(Entry entry, ManagedSecrets managers) {
        try {
            Template template = placeholders.parse(entry.text());
            if (!template.managed().isEmpty()) {
                throw new BadValueException(
                        "a manager's own access cannot come from a manager",
                        "Use {{env:NAME}}, {{secret:name}} or {{file:/path}}.");
            }
            managers.access(entry.key(), template::text);
            hidden.put(entry.key(), template::text);
            String origin = entry.origin().shown();
            effective.add(new Effective(
                    entry.key(),
                    Secret.MASK,
                    template.sources().isEmpty() ? origin : origin + ", " + String.join(", ", template.sources())));
        } catch (BadValueException e) {
            problems.at(
                    entry.origin(),
                    entry.key(),
                    entry.key() + ": " + e.getMessage() + ".",
                    e.remedy() == null ? "" : e.remedy());
        }
    }

    /** Its text is checked when it is fetched. */
    private Object managed(Entry entry, Template template, KeySpec spec) {
        if (spec.kind() != Kind.SECRET) {
            problems.at(
                    entry.origin(),
                    entry.key(),
                    entry.key() + ": a manager's placeholder stands for a secret only. Expected " + spec.expected()
                            + ".",
                    "");
            return null;
        }
        template.managed().forEach(secret -> secret.usedBy(entry.key(), entry.origin()));
        note(entry, spec, template, "");
        return Secret.live(template::text);
    }

    private Object parse(String text, Template template, KeySpec spec) throws BadValueException {
        if (text.isEmpty() && !spec.mayBeEmpty()) {
            throw new BadValueException("empty");
        }
        Words.line(text);
        if (!spec.choices().isEmpty() && !spec.choices().contains(text)) {
            throw new BadValueException("not known");
        }
        Object value = spec.kind().parse(text, spec, base);
        return value instanceof Secret && template.live() ? Secret.live(template::text) : value;
    }

    private void note(Entry entry, KeySpec spec, Template template, String text) {
        boolean secret = spec.kind() == Kind.SECRET;
        String origin = entry.origin().shown();
        if (!template.sources().isEmpty()) {
            origin += ", " + String.join(", ", template.sources());
        }
        boolean masked = secret || template.live();
        effective.add(new Effective(entry.key(), masked ? Secret.MASK : text, origin));
        if (masked) {
            hidden.put(entry.key(), template::text);
        }
        if (secret && template.plain() && !identifies(spec)) {
            problems.warn(entry.key() + ": the secret stands readable in the settings file. Use {{env:NAME}} or "
                    + "{{secret:name}} instead. " + entry.origin().sentence());
        }
    }

    /** A credential that names the key or the user is no secret by itself, and a text for templates need not be one. */
    private static boolean identifies(KeySpec spec) {
        return spec.name().endsWith("-id")
                || spec.name().equals("setting.<name>")
                || spec.name().equals("user")
                || spec.name().equals("username");
    }

    /** Whatever came from outside the file may be a secret at the wrong place, and a URL may hold one. */
    private static boolean quotable(KeySpec spec, Template template, String text) {
        return spec.kind() != Kind.SECRET
                && template.sources().isEmpty()
                && !text.contains("@")
                && !text.toLowerCase(Locale.ROOT).contains("password");
    }

    private void bad(Entry entry, KeySpec spec, String shown, BadValueException e) {
        if (e.remedy() != null) {
            problems.at(entry.origin(), entry.key(), shown + ": " + e.getMessage() + ".", e.remedy());
            return;
        }
        String nearest = spec.choices().isEmpty() ? "" : NearestName.hint(entry.text(), spec.choices());
        String message = shown + ": " + e.getMessage() + ". Expected " + spec.expected() + ".";
        problems.at(entry.origin(), entry.key(), message, nearest);
    }

    private Object fallback(String key, KeySpec spec) {
        try {
            Object value = spec.kind().parse(spec.fallback(), spec, base);
            inForce(key, spec.fallback());
            return value;
        } catch (BadValueException e) {
            problems.missing(
                    near(key),
                    key,
                    Problems.quoted(key, spec.fallback()) + ": " + e.getMessage() + ". Expected " + spec.expected()
                            + ".",
                    "It is the default. Set " + key + " in " + file + ".");
            return null;
        }
    }

    private void missing(String key, KeySpec spec) {
        String message = key + ": missing. Expected " + spec.expected() + ".";
        Origin near = near(key);
        String hint = near.line() > 0 ? ", beside line " + near.line() + "." : ".";
        problems.missing(near, key, message, "Add it to " + file + hint + " " + spec.doc());
    }

    /** The first line of the same source or connection. */
    private Origin near(String key) {
        String prefix = key.substring(0, key.lastIndexOf('.') + 1);
        return entries.below(prefix).stream()
                .map(Entry::origin)
                .filter(origin -> origin.file() != null)
                .findFirst()
                .orElse(Origin.line(file, 0));
    }
}
