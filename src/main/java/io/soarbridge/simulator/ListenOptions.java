package io.soarbridge.simulator;

/**
 * Where a simulator listens.
 *
 * @param host address to bind
 * @param port of the imitated API, 0 for a free one
 * @param adminPort of the {@code /_sim/} API, 0 for a free one
 * @param tls whether the API is served by HTTPS with a certificate made at start
 * @param maxRequests how many requests the log keeps
 */
public record ListenOptions(String host, int port, int adminPort, boolean tls, int maxRequests) {}
