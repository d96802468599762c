package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Faults;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Palo Alto Networks Cortex XSOAR 8 (hosted) or 6 (on premises), as far as an integration sees it. Imitates the vendor's API
 * pages read in September 2026 and what clients and users report; {@code docs/systems/cortex-xsoar.md} says which is which.
 * Thread-safe. Close it to free its ports.
 */
public final class CortexXsoarSimulator implements AutoCloseable {
    private final RunningSimulator running;
    private final Xsoar xsoar;

    private CortexXsoarSimulator(RunningSimulator running, Xsoar xsoar) {
        this.running = running;
        this.xsoar = xsoar;
    }

    /** @throws BridgeException {@code simulator/start-failed} when a port cannot be opened */
    public static CortexXsoarSimulator start(CortexXsoarOptions options, InstantSource time) {
        SimulatorClock clock = new SimulatorClock(time, options.clockOffset);
        Xsoar xsoar = new Xsoar(options, clock);
        return new CortexXsoarSimulator(RunningSimulator.start(options.listen(), xsoar, clock), xsoar);
    }

    RunningSimulator running() {
        return running;
    }

    /** Root of the API without a prefix: {@code http://127.0.0.1:9001}. */
    public String url() {
        return running.url().toString();
    }

    public int port() {
        return running.url().getPort();
    }

    /** Root of the admin API; its manual is at {@code /_sim/}. */
    public String adminUrl() {
        return running.adminUrl().toString();
    }

    public int adminPort() {
        return running.adminUrl().getPort();
    }

    /** PEM file of the certificate to trust, or null without TLS. */
    public Path certificate() {
        return running.certificate();
    }

    /** All incidents as clients see them, oldest first. */
    public List<JsonNode> incidents() {
        return xsoar.incidents();
    }

    public int incidentCount() {
        return xsoar.incidentCount();
    }

    /** All War Room entries, by investigation. */
    public List<JsonNode> entries() {
        return xsoar.entries();
    }

    public List<JsonNode> indicators() {
        return xsoar.indicators();
    }

    /** The latest requests, oldest first; see {@link CortexXsoarOptions#maxRequests}. */
    public List<RecordedRequest> requests() {
        return running.requests();
    }

    public Faults faults() {
        return running.faults();
    }

    /** Forgets what clients stored, sessions, requests and faults. */
    public void reset() {
        running.reset();
    }

    @Override
    public void close() {
        running.close();
    }
}
