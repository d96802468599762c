package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.rest.CallException;
import io.soarbridge.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel with our components and one connection, {@code target}. */
final class Bench implements AutoCloseable {
    final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    final Connection connection;
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    Bench(ConnectionSettings settings, Path mappings) {
        connection = new Connection(settings, new Mappings(mappings), clock);
        Connections connections = new Connections(List.of(connection));
        connections.prepare();
        context.addComponent("connection", new ConnectionComponent(context, connections));
        context.addComponent("mapping", new MappingComponent(context, connections));
        context.start();
        template = context.createProducerTemplate();
    }

    Exchange send(String uri, Consumer<Exchange> prepare) {
        return template.send(uri, prepare::accept);
    }

    /** A further step on the same exchange. */
    void process(String uri, Exchange exchange) {
        template.send(uri, exchange);
    }

    JsonNode call(String uri, JsonNode body) {
        Exchange exchange = send(uri, e -> e.getMessage().setBody(body));
        if (exchange.getException() instanceof RuntimeException e) {
            throw e;
        }
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }

    CallException failure(String uri) {
        Exchange exchange = send(uri, e -> {});
        return (CallException) exchange.getException();
    }

    @Override
    public void close() {
        context.stop();
        connection.close();
    }
}
