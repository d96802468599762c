package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.delivery.Operations;
import io.soarbridge.mapping.Mappings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The Kamelets of the bundle over a connection, without ledger and lanes. */
public final class Grid implements AutoCloseable {
    private final String connection;
    private final Connections connections;
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public Grid(Bed bed) {
        this(bed.loaded(), Bed.CONNECTION, bed.clock(), false);
    }

    /**
     * @param connection of the settings, which Kamelets are run over
     * @param spools whether long bodies are kept on disk, as in a bridge
     */
    public Grid(LoadedSettings loaded, String connection, InstantSource clock, boolean spools) {
        this.connection = connection;
        Path routes = loaded.settings().routes();
        Mappings mappings = new Mappings(routes.resolve("mappings"));
        connections = new Connections(loaded.settings().connections().values().stream()
                .map(settings -> new Connection(settings, mappings, clock))
                .toList());
        context.addComponent("connection", new ConnectionComponent(context, connections));
        context.addComponent("mapping", new MappingComponent(context, connections));
        context.getStreamCachingStrategy().setSpoolEnabled(spools);
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + routes.toAbsolutePath() + "/kamelets");
        kamelets.setNoErrorHandler(true);
        context.start();
        template = context.createProducerTemplate();
    }

    public Connection connection() {
        return connections.get(connection);
    }

    public CamelContext context() {
        return context;
    }

    /** The operations as deliveries have them. */
    public Operations operations() {
        return new Operations(context, connection());
    }

    /**
     * Runs a Kamelet and keeps the exchange, failed or not.
     *
     * @param kamelet with further properties if need be, such as {@code splunk-soar-playbook-wait-action?every=1s}
     */
    public Exchange run(String kamelet, Object body, Map<String, ?> variables, Map<String, Object> headers) {
        String[] parts = kamelet.split("\\?", 2);
        String more = parts.length > 1 ? "&" + parts[1] : "";
        return template.request("kamelet:%s?connection=%s%s".formatted(parts[0], connection, more), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            variables.forEach(exchange::setVariable);
        });
    }

    /** The result of a Kamelet that must work. */
    public JsonNode call(String kamelet, JsonNode body, Map<String, String> variables) {
        return result(kamelet, run(kamelet, body, variables, Map.of()));
    }

    /** The result of a Kamelet's exchange, which must not have failed. */
    public static JsonNode result(String kamelet, Exchange exchange) {
        if (exchange.getException() != null) {
            throw new AssertionError(kamelet + " failed: " + exchange.getException(), exchange.getException());
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }

    @Override
    public void close() {
        context.stop();
        connections.close();
    }
}
