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
        @Key(
                name = "routes",
                value = "routes",
                kind = Kind.FOLDER,
                doc = "Folder with route files, Kamelets, connectors and mappings.")
        Path routes,

        @Key(
                name = "data",
                value = "data",
                kind = Kind.NEW_FOLDER,
                doc = "Folder for everything that the bridge writes. Keep it on a local disk.")
        Path data,

        @Key(name = "http", kind = Kind.GROUP) HttpSettings http,
        @Key(name = "outbox", kind = Kind.GROUP) OutboxSettings outbox,
        @Key(name = "outbox", kind = Kind.GROUP) DatabaseSettings database,
        @Key(name = "management", kind = Kind.GROUP) ManagementSettings management,
        @Key(name = "log", kind = Kind.GROUP) LogSettings log,
        @Key(name = "otel", kind = Kind.GROUP) OtelSettings otel,
        @Key(name = "rest-call", kind = Kind.GROUP) RestCallSettings restCall,
        Map<String, SourceSettings> sources,
        Map<String, ConnectionSettings> connections) {}
