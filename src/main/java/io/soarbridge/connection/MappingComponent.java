package io.soarbridge.connection;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code mapping:<folder>/<name>?connection=<name>}: runs a mapping on the message's body; {@code into} names a variable for the result. */
public final class MappingComponent extends DefaultComponent {
    private final Connections connections;

    public MappingComponent(CamelContext context, Connections connections) {
        super(context);
        this.connections = connections;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String connection = getAndRemoveParameter(parameters, "connection", String.class);
        String into = getAndRemoveParameter(parameters, "into", String.class);
        return new MappingEndpoint(uri, this, remaining, connections.get(connection), into);
    }
}
