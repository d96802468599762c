package io.soarbridge.simulator.sumo;

import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Simulators without the limit of requests, and clients that bring credentials. */
final class Sumo {
    static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("simulator-id:simulator-key".getBytes(StandardCharsets.UTF_8));

    private Sumo() {}

    static RunningSimulator soar(String... switches) {
        return start("sumo-soar", switches);
    }

    static RunningSimulator siem(String... switches) {
        return start("sumo-siem", switches);
    }

    private static RunningSimulator start(String type, String... switches) {
        SimulatorPlan plan = SimulatorPlan.onFreePorts(type).with("rate-limit", "0");
        for (int i = 0; i < switches.length; i += 2) {
            plan = plan.with(switches[i], switches[i + 1]);
        }
        return Simulators.start(plan);
    }

    /** As the requests library with {@code session.auth} of an access key. */
    static WireClient basic(RunningSimulator simulator, String base) {
        return new WireClient(simulator.url() + base, "Authorization", BASIC, "Accept", "application/json");
    }

    static WireClient bearer(RunningSimulator simulator, String base) {
        return new WireClient(
                simulator.url() + base, "Authorization", "Bearer simulator-token", "Accept", "application/json");
    }
}
