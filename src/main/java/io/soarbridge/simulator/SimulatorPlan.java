package io.soarbridge.simulator;

/**
 * How a simulator shall be started. Null means the simulator's own choice.
 *
 * @param port of the system's API, 0 for a free one
 * @param adminPort of the simulator's own API, 0 for a free one
 * @param dropRule regular expression; an incident whose name matches is dropped by a rule of the system
 * @param refuseRule regular expression; an incident whose name matches is refused for good, with the system's own 400
 */
public record SimulatorPlan(
        String type,
        int port,
        int adminPort,
        String version,
        String apiKey,
        String apiKeyId,
        String dropRule,
        String refuseRule) {
    public static SimulatorPlan onFreePorts(String type, String refuseRule) {
        return new SimulatorPlan(type, 0, 0, null, null, null, null, refuseRule);
    }
}
