package io.soarbridge.changes;

import io.soarbridge.connection.Connection;
import io.soarbridge.delivery.Operations;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from: changes:<connection>}: every case that changes at a system, in order, each at least once. */
public final class ChangesComponent extends DefaultComponent {
    private final Function<String, Connection> connections;
    private final OutboxStore store;
    private final InstantSource clock;

    /** @param connections by name; fails for an unknown one */
    public ChangesComponent(
            CamelContext context, Function<String, Connection> connections, OutboxStore store, InstantSource clock) {
        super(context);
        this.connections = connections;
        this.store = store;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Operations operations = new Operations(getCamelContext(), connections.apply(remaining));
        ChangesEndpoint endpoint = new ChangesEndpoint(uri, this, remaining, operations, store, clock);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
