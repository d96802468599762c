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

/** Sumo Logic Cloud SIEM with insights that are there at start. What is sure and what is not: docs/systems/sumo-siem.md. */
public final class SumoSiemKind implements SimulatorKind {
    static final String CURRENT = "1";
    static final String LEGACY = "legacy";

    private static final List<Switch> SWITCHES = List.of(
            new Switch("access-id", "simulator-id", "Access id that clients must bring."),
            new Switch("access-key", "simulator-key", "Access key of that id."),
            new Switch("read-only-id", "", "A second access id, whose role may only read."),
            new Switch("read-only-key", "", "Access key of that id."),
            new Switch("api-key", "simulator-api-key", "Key that clients of a legacy host must bring."),
            new Switch("moved-to", "", "URL of another deployment that every request is sent to by a 301."),
            new Switch("rate-limit", "4", "Requests per second of /api/sec/v1, 0 for no limit."),
            new Switch("concurrent-limit", "10", "Requests at a time, 0 for no limit."),
            new Switch(
                    "refuse-rule", "", "Regular expression; refuses changes of insights whose name matches, for good."),
            new Switch("gateway-form", "json", "Form of the gateway's errors: json or html."),
            new Switch("insights", "3", "How many insights there are at start."),
            new Switch("insights-at-once", "off", "Whether these were made at one time."),
            new Switch("max-limit", "50", "Most rows of one page."),
            new Switch("need-record-summary-fields", "off", "Whether insights/all refuses a call without them."),
            new Switch("token-place", "data", "Where the token of the next page is: data or top."),
            new Switch("token-life", "PT1M", "How long a token of the next page is good."));

    @Override
    public String type() {
        return "sumo-siem";
    }

    @Override
    public List<String> versions() {
        return List.of(CURRENT, LEGACY);
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
        return RunningSimulator.start(plan.listen(), new SumoSiem(version, set, clock), clock);
    }
}
