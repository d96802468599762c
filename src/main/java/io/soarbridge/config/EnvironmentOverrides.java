package io.soarbridge.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings given as environment variables: the key in capitals with {@code _} for {@code .} and {@code -}. They win over the file.
 * An empty variable counts as not set.
 */
final class EnvironmentOverrides {
    private static final String PREFIX = "SOARBRIDGE_";

    /** Read by the launcher and the log configuration, not by us. */
    private static final Set<String> LAUNCHER = Set.of(
            "SOARBRIDGE_HOME", "SOARBRIDGE_JAVA_OPTS", "SOARBRIDGE_LOG", "SOARBRIDGE_MEMORY", "SOARBRIDGE_VERBOSE");

    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();

    EnvironmentOverrides(Map<String, String> environment) {
        this.environment = environment;
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Puts the variables that stand for one of the keys into the entries. */
    void apply(Collection<String> keys, Entries entries) {
        for (String key : keys) {
            String variable = variable(key);
            known.add(variable);
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                entries.put(new Entry(key, value, Origin.variable(variable)));
            }
        }
    }

    /** @param referred variables that placeholders use */
    void warnOfUnknown(Set<String> referred, Problems problems) {
        List<String> candidates = new ArrayList<>(known);
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (variable.startsWith(PREFIX)
                    && !known.contains(variable)
                    && !LAUNCHER.contains(variable)
                    && !referred.contains(variable)) {
                String hint = NearestName.hint(variable, candidates);
                problems.warn("Environment variable " + variable + " stands for no setting and is ignored. "
                        + (hint.isEmpty() ? "Sources and connections must be named in the file first." : hint));
            }
        }
    }
}
