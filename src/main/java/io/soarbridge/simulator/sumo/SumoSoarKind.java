package io.soarbridge.simulator.sumo;

import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.SimulatorKind;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Switch;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Sumo Logic Cloud SOAR: current, and the two APIs of IncMan before it. What is sure and what is not: docs/systems/sumo-soar.md. */
public final class SumoSoarKind implements SimulatorKind {
    static final String CURRENT = "3";
    static final String LEGACY_3 = "legacy-3";
    static final String LEGACY_2 = "legacy-2";

    private static final List<Switch> SWITCHES = List.of(
            new Switch("access-id", "simulator-id", "Access id that clients must bring."),
            new Switch("access-key", "simulator-key", "Access key of that id."),
            new Switch("read-only-id", "", "A second access id, whose role may only read."),
            new Switch("read-only-key", "", "Access key of that id."),
            new Switch("token", "simulator-token", "JWTs that clients may bring, with commas between."),
            new Switch("revoked-token", "", "JWTs of these that an administrator took back, with commas between."),
            new Switch("read-only-token", "", "JWTs of users who may only read, with commas between."),
            new Switch("bearer-on-current", "off", "Whether a JWT is good for /api/csoar/v3 as well."),
            new Switch("basic-on-legacy", "off", "Whether an access key is good for /incmansuite_ng as well."),
            new Switch("all-bases", "on", "Whether each version serves the paths of the other versions too."),
            new Switch(
                    "trailing-slash", "redirect", "A current path without it: redirect, required (404) or tolerant."),
            new Switch("error-form", "app", "Errors of the application: app, django or platform."),
            new Switch("moved-to", "", "URL of another deployment that every request is sent to by a 301."),
            new Switch("rate-limit", "4", "Requests per second of /api/csoar/v3, 0 for no limit."),
            new Switch("concurrent-limit", "10", "Requests at a time, 0 for no limit."),
            new Switch("refuse-rule", "", "Regular expression; refuses incidents whose title matches, for good."),
            new Switch("key-field", "incidentid", "Field that holds the bridge's key: incidentid or opt_1 to opt_100."),
            new Switch("time-zone", "America/Chicago", "Time zone that dates are shown in."),
            new Switch("labels-on-write", "off", "Whether status and restriction take labels as well as ids."),
            new Switch("search-form", "list", "Answer of a search: list, incidents or results."),
            new Switch("template-form", "list", "Answer of incident_templates: list, data or types."),
            new Switch("search-order", "newest", "Order of a search: newest or oldest first."),
            new Switch("sanitize", "on", "Whether scripts are taken out of HTML."),
            new Switch("guessed-paths", "on", "Whether the paths that nobody has published exist."));

    @Override
    public String type() {
        return "sumo-soar";
    }

    @Override
    public List<String> versions() {
        return List.of(CURRENT, LEGACY_3, LEGACY_2);
    }

    @Override
    public List<Switch> switches() {
        return SWITCHES;
    }

    /** @throws BridgeException {@code simulator/bad-switch}, {@code simulator/start-failed} */
    @Override
    public RunningSimulator start(SimulatorPlan plan) {
        Switches set = Switches.of(type(), SWITCHES, plan.switches());
        SimulatorClock clock = new SimulatorClock(InstantSource.system(), Duration.ZERO);
        String version = plan.version() == null ? CURRENT : plan.version();
        return RunningSimulator.start(plan.listen(), new SumoSoar(version, set, clock), clock);
    }
}
