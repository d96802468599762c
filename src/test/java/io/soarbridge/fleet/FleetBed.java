package io.soarbridge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.connection.Connection;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.testkit.Grid;
import io.soarbridge.testkit.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The Kamelets of one system over a connection to its simulator, both on real ports. */
final class FleetBed implements AutoCloseable {
    static final String CONNECTION = "target";

    /** What a sender may have put on a message. */
    static final Map<String, Object> HOSTILE = Map.of(
            "CamelHttpUri", "http://127.0.0.1:1/elsewhere",
            "CamelHttpPath", "/elsewhere",
            "CamelHttpQuery", "admin=true",
            "CamelHttpMethod", "DELETE",
            "Authorization", "Bearer of-the-sender",
            "Cookie", "sender=1",
            "Host", "evil.example",
            "X-From-Sender", "1");

    private final String type;
    private final Member member;
    private final RunningSimulator simulator;
    private final MovedClock clock = new MovedClock();
    private final Grid grid;

    FleetBed(String type, Path folder) {
        this(type, folder, Map.of(), Map.of());
    }

    /** @param switches of the simulator, name and value in turn, before those of the fleet's file */
    static FleetBed with(String type, Path folder, String... switches) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < switches.length; i += 2) {
            named.put(switches[i], switches[i + 1]);
        }
        return new FleetBed(type, folder, Map.of(), named);
    }

    /**
     * @param own settings of the connection before all others, an empty value takes one away; with {@code auth} among them the simulator's own credentials are left out
     * @param switches of the simulator before those of the fleet's file
     */
    FleetBed(String type, Path folder, Map<String, String> own, Map<String, String> switches) {
        this.type = type;
        this.member = Member.of(type);
        SimulatorPlan plan = SimulatorPlan.onFreePorts(type);
        for (Map.Entry<String, String> one : member.switches().entrySet()) {
            plan = plan.with(one.getKey(), one.getValue());
        }
        for (Map.Entry<String, String> one : switches.entrySet()) {
            plan = plan.with(one.getKey(), one.getValue());
        }
        this.simulator = Simulators.start(plan);
        this.grid = new Grid(settings(folder, own), CONNECTION, clock, true);
    }

    private LoadedSettings settings(Path folder, Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("soarbridge.routes", Path.of("routes").toAbsolutePath().toString());
        settings.put("soarbridge.data", "data");
        String prefix = "soarbridge.connection." + CONNECTION + ".";
        settings.put(prefix + "type", type);
        settings.put(prefix + "url", simulator.url().toString());
        settings.put(prefix + "allow-http", "true");
        if (!own.containsKey("auth")) {
            simulator.credentials().forEach((key, value) -> settings.put(prefix + key, value));
        }
        member.settings().forEach((key, value) -> settings.put(prefix + key, value));
        own.forEach((key, value) -> settings.put(prefix + key, value));
        settings.values().removeIf(String::isEmpty);
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        try {
            return SettingsLoader.load(Files.writeString(folder.resolve("application.properties"), text), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String type() {
        return type;
    }

    Member member() {
        return member;
    }

    RunningSimulator simulator() {
        return simulator;
    }

    Connection connection() {
        return grid.connection();
    }

    MovedClock clock() {
        return clock;
    }

    /**
     * Runs an operation with the headers of a hostile sender and keeps the exchange, failed or not.
     *
     * @param operation with further properties of the Kamelet if need be: {@code playbook-wait?every=1s}
     */
    Exchange run(String operation, Object body, Map<String, ?> variables) {
        String[] parts = operation.split("(?=\\?)", 2);
        return grid.run(
                "%s-%s-action%s".formatted(type, parts[0], parts.length > 1 ? parts[1] : ""), body, variables, HOSTILE);
    }

    Exchange run(String operation, Input input) {
        return run(operation, input.body(), input.variables());
    }

    /** The result of an operation that must work. */
    JsonNode call(String operation, Input input) {
        return Grid.result(operation + " of " + type, run(operation, input));
    }

    JsonNode call(String operation, Object body, Map<String, ?> variables) {
        return call(operation, new Input(body, variables));
    }

    @Override
    public void close() {
        grid.close();
        simulator.close();
    }
}
