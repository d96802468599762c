package io.soarbridge.app;

import io.soarbridge.config.SecretSource;
import io.soarbridge.config.SecretUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks managers by Camel's property functions. Each is opened when a secret of it is first wanted, so that one that nobody uses
 * costs neither time nor memory.
 */
public final class VaultFunctions implements SecretSource, AutoCloseable {
    private final Map<String, VaultFunction> open = new ConcurrentHashMap<>();

    @Override
    public String look(String manager, String name, Map<String, String> access) throws SecretUnavailableException {
        return open.computeIfAbsent(manager, VaultFunction::new).look(name, access);
    }

    @Override
    public void close() {
        open.values().forEach(VaultFunction::close);
    }
}
