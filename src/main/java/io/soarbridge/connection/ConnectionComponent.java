package io.soarbridge.connection;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code connection:<name>}: one call to a system through a configured connection. A message can choose neither host nor header:
 * the call is made of the endpoint's options and the message's body alone.
 */
public final class ConnectionComponent extends DefaultComponent {
    private final Connections connections;

    public ConnectionComponent(CamelContext context, Connections connections) {
        super(context);
        this.connections = connections;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CallSettings settings = new CallSettings();
        setProperties(settings, parameters);
        return new ConnectionEndpoint(uri, this, connections.get(remaining), settings);
    }
}
