package io.soarbridge.config;

import java.util.Map;

/** Asks managers outside for secrets. Thread-safe. */
@FunctionalInterface
public interface SecretSource {
    /**
     * @param manager such as {@code aws}, as in <code>{{aws:name#field}}</code>
     * @param name what stands behind it, in the manager's own form
     * @param access how to reach the manager, {@code camel.vault.*} by full key; holds secrets
     * @return the value as the manager has it now
     * @throws SecretUnavailableException with the cause in words
     */
    String look(String manager, String name, Map<String, String> access) throws SecretUnavailableException;
}
