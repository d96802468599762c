package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.SimulatorClock;

/** What all tenants of a server have in common. */
record XsoarServer(CortexXsoarOptions options, XsoarQuirks quirks, SimulatorClock clock, XsoarAuth auth) {
    boolean isVersion8() {
        return options.isVersion8();
    }

    /** The name that the server writes into what this request makes. */
    String userOf(Call call) {
        return auth.userOf(call);
    }

    XsoarFailure conflict() {
        return new XsoarFailure(XsoarErrors.conflict(options.conflictStatus));
    }
}
