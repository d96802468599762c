package io.soarbridge.simulator.xsoar;

import io.soarbridge.testkit.WireClient;

/** Clients with the kinds of key that the simulated system takes. */
public final class Clients {
    static final String PUBLIC = "/xsoar/public/v1";

    private Clients() {}

    public static WireClient standard(CortexXsoarSimulator simulator) {
        return standard(simulator, PUBLIC);
    }

    static WireClient standard(CortexXsoarSimulator simulator, String prefix) {
        return new WireClient(simulator.url() + prefix, "Authorization", "simulator-key", "x-xdr-auth-id", "1");
    }

    static WireClient version6(CortexXsoarSimulator simulator) {
        return new WireClient(simulator.url(), "Authorization", "simulator-key");
    }
}
