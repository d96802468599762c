package io.soarbridge.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was set, by key, and which of it has been read. Not thread-safe. */
final class Entries {
    static final String ROOT = "soarbridge.";
    static final String CAMEL = "camel.";

    private final Map<String, Entry> all = new LinkedHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>();

    /** Reads a settings file; what cannot be understood becomes a problem. */
    static Entries of(Path file, List<PropertyLines.Property> properties, Problems problems) {
        Entries entries = new Entries();
        for (PropertyLines.Property property : properties) {
            Origin origin = Origin.line(file, property.line());
            if (property.bad() != null) {
                problems.at(
                        origin, null, "A line cannot be read: " + property.bad() + ".", "Write \\\\ for a backslash.");
            } else if (entries.all.containsKey(property.key())) {
                int first = entries.all.get(property.key()).origin().line();
                String name = printable(property.key());
                problems.at(
                        origin,
                        property.key(),
                        name + ": set twice, first in line " + first + ".",
                        "Remove one of them.");
            } else {
                entries.put(new Entry(property.key(), property.value().strip(), origin));
            }
        }
        return entries;
    }

    /** Adds it, or replaces one of the same key. */
    void put(Entry entry) {
        all.put(entry.key(), entry);
        unread.add(entry.key());
    }

    /** Looks without marking it as read. */
    Optional<Entry> find(String key) {
        return Optional.ofNullable(all.get(key));
    }

    Optional<Entry> take(String key) {
        unread.remove(key);
        return find(key);
    }

    Collection<Entry> all() {
        return all.values();
    }

    List<Entry> below(String prefix) {
        return all.values().stream().filter(e -> e.key().startsWith(prefix)).toList();
    }

    List<Entry> unread() {
        return unread.stream().map(all::get).toList();
    }

    /** The names in {@code <prefix><name>.<key>}, in the order of the file. */
    Set<String> names(String prefix) {
        Set<String> names = new LinkedHashSet<>();
        for (Entry entry : below(prefix)) {
            int dot = entry.key().indexOf('.', prefix.length());
            if (dot > 0) {
                names.add(entry.key().substring(prefix.length(), dot));
            }
        }
        return names;
    }

    /**
     * A key fit to be shown. What looks unlike a key is not: it may be the rest of a secret whose line was broken.
     */
    static String printable(String key) {
        boolean safe = key.length() <= 200 && key.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
        return safe && (key.startsWith(ROOT) || key.startsWith(CAMEL) || key.length() <= 60)
                ? key
                : "A line that is no setting";
    }
}
