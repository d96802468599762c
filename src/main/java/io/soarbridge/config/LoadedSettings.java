package io.soarbridge.config;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Settings that passed every check.
 *
 * @param warnings what an operator should know at start, one sentence or two each
 * @param camel keys that start with {@code camel.}, for Camel as they are, placeholders unresolved; but for {@code camel.vault.*},
 *     which {@link ManagedSecrets#access()} has resolved
 * @param managed secrets to fetch before the settings are used
 * @param effective every setting in force with its origin, secrets masked
 * @param proxies the variables of the environment that name proxies, such as {@code https_proxy} and {@code NO_PROXY}
 * @param hidden the texts that {@code effective} masks, as of now, by key; hold secrets
 */
public record LoadedSettings(
        Settings settings,
        List<String> warnings,
        Map<String, String> camel,
        ManagedSecrets managed,
        List<Effective> effective,
        Map<String, String> proxies,
        Map<String, Supplier<String>> hidden) {
    /** Without the values of {@link #camel()}, which may hold secrets. */
    @Override
    public String toString() {
        return "LoadedSettings[settings=" + settings + ", warnings=" + warnings + ", camel=" + camel.keySet() + "]";
    }
}
