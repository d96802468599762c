package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A simulator of any system that serves on its ports. Thread-safe. Close it to free them. */
public final class RunningSimulator implements AutoCloseable {
    private final SimulatorServer server;
    private final SimulatedSystem system;

    private RunningSimulator(SimulatorServer server, SimulatedSystem system) {
        this.server = server;
        this.system = system;
    }

    /** @throws io.soarbridge.support.BridgeException {@code simulator/start-failed} when a port cannot be opened */
    public static RunningSimulator start(ListenOptions listen, SimulatedSystem system, SimulatorClock clock) {
        return new RunningSimulator(SimulatorServer.start(listen, system, clock), system);
    }

    /** Root of the system's API without a prefix. */
    public URI url() {
        return URI.create(server.url());
    }

    /** Root of the admin API; its manual is at {@code /_sim/}. */
    public URI adminUrl() {
        return URI.create(server.adminUrl());
    }

    /** PEM file of the certificate to trust, or null without TLS. */
    public Path certificate() {
        String path = server.certificate();
        return path == null ? null : Path.of(path);
    }

    /** What a connection to it needs besides type and URL, by the connection's keys, such as {@code api-key}. */
    public Map<String, String> credentials() {
        return system.credentials();
    }

    /** What clients created: by which of our keys it can be found there, and when it was made. */
    public List<Created> incidents() {
        return system.created();
    }

    /** Everything that is stored, as {@code GET /_sim/state} shows it. */
    public JsonNode state() {
        return system.state();
    }

    /** The latest requests, oldest first. */
    public List<RecordedRequest> requests() {
        return server.log().list();
    }

    public Faults faults() {
        return server.faults();
    }

    /** Takes no connections until {@link #comeBack()}. */
    public void goDown() {
        faults().refuseConnections();
    }

    public void comeBack() {
        faults().acceptConnections();
    }

    /** Forgets what clients stored, sessions, requests and faults. */
    public void reset() {
        system.reset();
        server.log().clear();
        server.faults().clear();
    }

    /**
     * Something that a client made.
     *
     * @param key the bridge's key that it carries
     */
    public record Created(String key, Instant createdAt) {}

    @Override
    public void close() {
        server.close();
    }
}
