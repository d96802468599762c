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

        @Key(
                name = "type",
                required = true,
                kind = Kind.NAME,
                doc = "The connector, by its file <routes>/connectors/<type>.yaml.")
        ConnectorType type,

        @Key(name = "version", unset = "the connector's first", doc = "Version of the system's API.")
        String version,

        @Key(
                name = "url",
                required = true,
                doc = "Root of the tenant, without the API's path prefix. https, unless allow-http is true.")
        URI url,

        @Key(
                name = "path-prefix",
                kind = Kind.PATH_PREFIX,
                mayBeEmpty = true,
                unset = "the version's own",
                doc = "What stands before each API path.")
        String pathPrefix,

        @Key(name = "auth", unset = "the version's first", doc = "Authentication scheme, one of the version's.")
        String auth,

        Map<String, Secret> credentials,
        Map<String, String> options,

        @Key(
                name = "connect-timeout",
                value = "5s",
                min = "100ms",
                max = "5m",
                doc = "Longest wait for a connection, TLS included.")
        Duration connectTimeout,

        @Key(
                name = "response-timeout",
                value = "30s",
                min = "100ms",
                max = "10m",
                doc =
                        "Longest wait for an answer, and for each further piece of it. A call that takes longer than this and connect-timeout together is cut off.")
        Duration responseTimeout,

        @Key(name = "max-rate", value = "0", doc = "Calls on average; 0 for no limit.")
        double maxRate,

        @Key(name = "max-concurrency", value = "8", min = "1", max = "1000", doc = "Calls at a time.")
        int maxConcurrency,

        @Key(name = "proxy", kind = Kind.PROXY, unset = "none", doc = "HTTP proxy on the way.")
        URI proxy,

        @Key(name = "tls", kind = Kind.GROUP) TlsSettings tls,

        @Key(
                name = "allow-http",
                value = "false",
                doc = "true lets url be http, credentials in the clear, and warns at start.")
        boolean allowHttp,

        @Key(
                name = "mapping.<mapping>",
                kind = Kind.FILE,
                unset = "the connector's own",
                doc = "File with a mapping that replaces the connector's mapping of this name.")
        Map<String, Path> mappings) {
    /** After this time a call is cut off, however far it is: connecting, sending, or a dripping answer. */
    public Duration longestCall() {
        return connectTimeout.plus(responseTimeout);
    }
}
