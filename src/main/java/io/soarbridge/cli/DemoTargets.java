package io.soarbridge.cli;

import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.ConnectorTypes;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The simulated systems of the demo by type, each running; a connection to one has its type as name. */
final class DemoTargets implements AutoCloseable {
    private final DemoScene scene;
    private final Map<String, RunningSimulator> running = new LinkedHashMap<>();

    private DemoTargets(DemoScene scene) {
        this.scene = scene;
    }

    /** @param refused regular expression on titles that each system refuses for good, or null */
    static DemoTargets start(DemoScene scene, String refused) {
        DemoTargets targets = new DemoTargets(scene);
        try {
            for (DemoScene.Target target : scene.targets()) {
                SimulatorPlan plan = SimulatorPlan.onFreePorts(target.type());
                for (Map.Entry<String, String> one : target.switches().entrySet()) {
                    plan = plan.with(one.getKey(), one.getValue());
                }
                targets.running.put(
                        target.type(), Simulators.start(refused == null ? plan : plan.with("refuse-rule", refused)));
            }
            return targets;
        } catch (RuntimeException e) {
            targets.close();
            throw e;
        }
    }

    Map<String, RunningSimulator> running() {
        return running;
    }

    /** The one that goes down in the play. */
    String first() {
        return running.keySet().iterator().next();
    }

    /**
     * Settings of the connections.
     *
     * @param secrets folder that gets the credentials, each in a file of its own
     */
    String settings(Path routes, Path secrets) throws IOException {
        ConnectorTypes types = ConnectorTypes.load(routes.resolve("connectors"));
        StringBuilder text = new StringBuilder();
        for (DemoScene.Target target : scene.targets()) {
            RunningSimulator simulator = running.get(target.type());
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put("type", target.type());
            keys.put("url", simulator.url().toString());
            keys.put("allow-http", "true");
            Set<String> secret = secretKeys(types.get(target.type()));
            for (Map.Entry<String, String> one : simulator.credentials().entrySet()) {
                keys.put(
                        one.getKey(),
                        secret.contains(one.getKey())
                                ? kept(secrets, target.type() + "-" + one.getKey(), one.getValue())
                                : one.getValue());
            }
            keys.putAll(target.settings());
            keys.forEach((key, value) ->
                    text.append("soarbridge.connection.%s.%s = %s%n".formatted(target.type(), key, value)));
            text.append('\n');
        }
        return text.toString();
    }

    private static Set<String> secretKeys(ConnectorType type) {
        return type.auth().values().stream()
                .flatMap(scheme -> scheme.credentials().stream())
                .collect(Collectors.toSet());
    }

    private static String kept(Path secrets, String file, String value) throws IOException {
        Files.writeString(secrets.resolve(file), value);
        return "{{secret:" + file + "}}";
    }

    @Override
    public void close() {
        running.values().forEach(RunningSimulator::close);
    }
}
