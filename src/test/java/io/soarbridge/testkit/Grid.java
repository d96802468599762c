package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.mapping.Mappings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The Kamelets of the bundle over the connection of a bed, without ledger and lanes. */
public final class Grid implements AutoCloseable {
    private final Connections connections;
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public Grid(Bed bed) {
        LoadedSettings loaded = bed.loaded();
        Path routes = loaded.settings().routes();
        Mappings mappings = new Mappings(routes.resolve("mappings"));
        connections = new Connections(loaded.settings().connections().values().stream()
                .map(settings -> new Connection(settings, mappings, bed.clock()))
                .toList());
        context.addComponent("connection", new ConnectionComponent(context, connections));
        context.addComponent("mapping", new MappingComponent(context, connections));
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + routes.toAbsolutePath() + "/kamelets");
        kamelets.setNoErrorHandler(true);
        context.start();
        template = context.createProducerTemplate();
    }

    /** Runs a Kamelet and keeps the exchange, failed or not. */
    public Exchange run(String kamelet, Object body, Map<String, String> variables, Map<String, Object> headers) {
        return template.request("kamelet:%s?connection=%s".formatted(kamelet, Bed.CONNECTION), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            variables.forEach(exchange::setVariable);
        });
    }

    /** The result of a Kamelet that must work. */
    public JsonNode call(String kamelet, JsonNode body, Map<String, String> variables) {
        Exchange exchange = run(kamelet, body, variables, Map.of());
        if (exchange.getException() != null) {
            throw new AssertionError(kamelet + " failed", exchange.getException());
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }

    @Override
    public void close() {
        context.stop();
        connections.close();
    }
}
