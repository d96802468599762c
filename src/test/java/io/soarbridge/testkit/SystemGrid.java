package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The Kamelets of any one system over a connection to its simulator, with settings and switches of the test's choice. */
public final class SystemGrid implements AutoCloseable {
    private static final String CONNECTION = "target";

    private final String type;
    private final RunningSimulator simulator;
    private final Connection connection;
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private SystemGrid(String type, RunningSimulator simulator, Connection connection, Path routes) {
        this.type = type;
        this.simulator = simulator;
        this.connection = connection;
        Connections connections = new Connections(List.of(connection));
        context.addComponent("connection", new ConnectionComponent(context, connections));
        context.addComponent("mapping", new MappingComponent(context, connections));
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + routes.toAbsolutePath() + "/kamelets");
        kamelets.setNoErrorHandler(true);
        context.start();
        template = context.createProducerTemplate();
    }

    /**
     * @param folder for the settings file
     * @param switches of the simulator
     * @param settings of the connection; an empty value takes one away that the simulator gives
     */
    public static SystemGrid start(
            String type, Path folder, Map<String, String> switches, Map<String, String> settings) {
        SimulatorPlan plan = SimulatorPlan.onFreePorts(type);
        for (Map.Entry<String, String> one : switches.entrySet()) {
            plan = plan.with(one.getKey(), one.getValue());
        }
        RunningSimulator simulator = Simulators.start(plan);
        Map<String, String> all = new LinkedHashMap<>(simulator.credentials());
        all.putAll(settings);
        all.values().removeIf(String::isEmpty);
        LoadedSettings loaded = load(type, folder, simulator, all);
        Path routes = loaded.settings().routes();
        Connection connection = new Connection(
                loaded.settings().connections().get(CONNECTION),
                new Mappings(routes.resolve("mappings")),
                new MovedClock());
        return new SystemGrid(type, simulator, connection, routes);
    }

    private static LoadedSettings load(
            String type, Path folder, RunningSimulator simulator, Map<String, String> settings) {
        StringBuilder text = new StringBuilder("soarbridge.data = data\nsoarbridge.routes = ")
                .append(Path.of("routes").toAbsolutePath())
                .append('\n');
        String prefix = "soarbridge.connection." + CONNECTION + ".";
        text.append(prefix).append("type = ").append(type).append('\n');
        text.append(prefix).append("url = ").append(simulator.url()).append('\n');
        text.append(prefix).append("allow-http = true\n");
        settings.forEach((key, value) ->
                text.append(prefix).append(key).append(" = ").append(value).append('\n'));
        try {
            return SettingsLoader.load(Files.writeString(folder.resolve("application.properties"), text), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunningSimulator simulator() {
        return simulator;
    }

    /**
     * Runs an operation and keeps the exchange, failed or not.
     *
     * @param operation with further properties of the Kamelet if need be: {@code playbook-wait?every=1s}
     */
    public Exchange run(String operation, Object body, Map<String, ?> variables) {
        String[] parts = operation.split("\\?", 2);
        String kamelet = "kamelet:%s-%s-action?connection=%s".formatted(type, parts[0], CONNECTION)
                + (parts.length > 1 ? "&" + parts[1] : "");
        return template.request(kamelet, exchange -> {
            exchange.getMessage().setBody(body);
            variables.forEach(exchange::setVariable);
        });
    }

    /** The result of an operation that must work. */
    public JsonNode call(String operation, Object body, Map<String, ?> variables) {
        Exchange exchange = run(operation, body, variables);
        if (exchange.getException() != null) {
            throw new AssertionError(operation + " failed: " + exchange.getException(), exchange.getException());
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }

    @Override
    public void close() {
        context.stop();
        connection.close();
        simulator.close();
    }
}
