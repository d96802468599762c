package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.mapping.Mapping;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One mapping, compiled when the route starts, so that a missing or broken file stops the start and not an event. */
final class MappingEndpoint extends DefaultEndpoint {
    private final String name;
    private final Connection connection;
    private final String into;

    /** @param into variable that gets the result, the body staying as it is; null for the body */
    MappingEndpoint(String uri, MappingComponent component, String name, Connection connection, String into) {
        super(uri, component);
        this.name = name;
        this.connection = connection;
        this.into = into;
    }

    @Override
    public Producer createProducer() {
        Mapping mapping = connection.mapping(name);
        JsonNode settings = connection.options();
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                JsonNode body = ExchangeParts.body(exchange);
                Map<String, JsonNode> variables =
                        Map.of("settings", settings, "input", ExchangeParts.input(exchange, connection));
                JsonNode result = mapping.apply(body, variables);
                if (into == null) {
                    exchange.getMessage().setBody(result);
                } else {
                    exchange.setVariable(into, result);
                }
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mapping: endpoints are only called");
    }
}
