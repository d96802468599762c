package io.soarbridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One tenant of one system.
 *
 * @param type the connector, by its file {@code routes/connectors/<type>.yaml}
 * @param version one of the connector's versions
 * @param url root of the tenant, without the API's path prefix
 * @param pathPrefix what stands before each API path; the version's own unless set
 * @param auth one of the version's authentication schemes
 * @param credentials by key, just those that the scheme needs, such as {@code api-key}
 * @param options the connector's own settings by key, defaults filled in
 * @param maxRate calls per second on average; 0 for no limit
 * @param proxy {@code http://host:port}, or null
 * @param mappings overriding mapping files by mapping name, such as {@code case-to-incident}
 */
public record ConnectionSettings(
        String name,
        ConnectorType type,
        String version,
        URI url,
        String pathPrefix,
        String auth,
        Map<String, Secret> credentials,
        Map<String, String> options,
        Duration connectTimeout,
        Duration responseTimeout,
        double maxRate,
        int maxConcurrency,
        URI proxy,
        TlsSettings tls,
        boolean allowHttp,
        Map<String, Path> mappings) {}
