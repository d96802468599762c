package io.soarbridge.config;

import java.time.Duration;

/** The front door. Sizes are bytes. */
public record HttpSettings(
        String host,
        int port,
        long maxBody,
        int maxDepth,
        int maxItems,
        int maxInFlight,
        int maxConnections,
        Duration idleTimeout,
        Duration requestTimeout) {}
