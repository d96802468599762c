package io.soarbridge.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything an operator can set, read and checked. Immutable.
 *
 * @param routes folder with route files, Kamelets, connectors and mappings
 * @param data folder for everything the bridge writes
 */
public record Settings(
        Path routes,
        Path data,
        HttpSettings http,
        OutboxSettings outbox,
        Map<String, SourceSettings> sources,
        Map<String, ConnectionSettings> connections) {}
