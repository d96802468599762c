package io.soarbridge.config;

import java.util.List;
import java.util.Map;

/**
 * Settings that passed every check.
 *
 * @param warnings what an operator should know at start, one sentence or two each
 * @param camel keys that start with {@code camel.}, for Camel as they are, placeholders unresolved
 * @param effective every setting in force with its origin, secrets masked
 */
public record LoadedSettings(
        Settings settings, List<String> warnings, Map<String, String> camel, List<Effective> effective) {
    /** Without the values of {@link #camel()}, which may hold secrets. */
    @Override
    public String toString() {
        return "LoadedSettings[settings=" + settings + ", warnings=" + warnings + ", camel=" + camel.keySet() + "]";
    }
}
