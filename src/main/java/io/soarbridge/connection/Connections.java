package io.soarbridge.connection;

import io.soarbridge.support.BridgeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The live connections by name. */
public final class Connections implements AutoCloseable {
    private final Map<String, Connection> byName = new LinkedHashMap<>();

    public Connections(Collection<Connection> connections) {
        connections.forEach(c -> byName.put(c.settings().name(), c));
    }

    public Collection<Connection> all() {
        return byName.values();
    }

    public Optional<Connection> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws BridgeException {@code connection/unknown} naming those that exist */
    public Connection get(String name) {
        Connection found = byName.get(name);
        if (found == null) {
            throw new BridgeException(
                    "connection/unknown",
                    "There is no connection \"%s\". Configured are: %s. Add soarbridge.connection.%s.* or correct the name."
                            .formatted(name, String.join(", ", byName.keySet()), name));
        }
        return found;
    }

    /**
     * Makes what calls need, so that a wrong certificate is found now and not at the first event.
     *
     * @throws BridgeException {@code connection/tls}
     */
    public void prepare() {
        byName.values().forEach(Connection::client);
    }

    @Override
    public void close() {
        byName.values().forEach(Connection::close);
    }
}
