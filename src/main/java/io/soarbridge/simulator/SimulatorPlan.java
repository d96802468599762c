package io.soarbridge.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * How a simulator shall be started. Each {@code with…} method returns a changed copy.
 *
 * @param host address to bind
 * @param port of the system's API, 0 for a free one
 * @param adminPort of the simulator's own API, 0 for a free one
 * @param tls whether the API is served by HTTPS with a certificate made at start
 * @param version of the system, null for the newest
 * @param switches by name; see {@link SimulatorKind#switches}
 */
public record SimulatorPlan(
        String type, String host, int port, int adminPort, boolean tls, String version, Map<String, String> switches) {

    public SimulatorPlan {
        switches = Map.copyOf(switches);
    }

    public static SimulatorPlan onFreePorts(String type) {
        return new SimulatorPlan(type, "127.0.0.1", 0, 0, false, null, Map.of());
    }

    public SimulatorPlan with(String name, String value) {
        Map<String, String> more = new HashMap<>(switches);
        more.put(name, value);
        return new SimulatorPlan(type, host, port, adminPort, tls, version, more);
    }

    public SimulatorPlan withVersion(String wanted) {
        return new SimulatorPlan(type, host, port, adminPort, tls, wanted, switches);
    }

    public SimulatorPlan withTls() {
        return new SimulatorPlan(type, host, port, adminPort, true, version, switches);
    }

    public SimulatorPlan withPorts(int api, int admin) {
        return new SimulatorPlan(type, host, api, admin, tls, version, switches);
    }

    /** Requests kept in the log are as many as any test or person looks at. */
    public ListenOptions listen() {
        return new ListenOptions(host, port, adminPort, tls, 10_000);
    }
}
