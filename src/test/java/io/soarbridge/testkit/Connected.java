package io.soarbridge.testkit;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.Secret;
import io.soarbridge.config.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of a connection to a server of a test. */
public final class Connected {
    public static final String KEY = "planted-secret-key";

    private static final ConnectorType.Login LOGIN = new ConnectorType.Login(
            "/hello",
            null,
            "/login?x=1",
            "json",
            Map.of("user", "{api-key-id}", "password", "{api-key}"),
            Map.of("X-Csrf", "{cookie:csrf}"));
    public static final TlsSettings PLAIN_TLS = new TlsSettings(null, null, null, true);

    private URI url;
    private String scheme = "advanced";
    private TlsSettings tls = PLAIN_TLS;
    private URI proxy;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration responseTimeout = Duration.ofSeconds(10);
    private double maxRate;
    private int maxConcurrency = 2;
    private Map<String, Path> mappings = Map.of();
    private List<ConnectorType.Probe> probes = List.of();

    private Connected(URI url) {
        this.url = url;
    }

    public static Connected to(String url) {
        return new Connected(URI.create(url));
    }

    /** {@code advanced}, {@code fixed}, or {@code unknown} for a scheme that the product does not have. */
    public Connected auth(String name) {
        scheme = name;
        return this;
    }

    public Connected tls(Path trust, Path clientCert, Path clientKey, boolean verify) {
        tls = new TlsSettings(trust, clientCert, clientKey, verify);
        return this;
    }

    public Connected proxy(String uri) {
        proxy = URI.create(uri);
        return this;
    }

    public Connected connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    public Connected responseTimeout(Duration value) {
        responseTimeout = value;
        return this;
    }

    public Connected maxRate(double perSecond) {
        maxRate = perSecond;
        return this;
    }

    public Connected maxConcurrency(int value) {
        maxConcurrency = value;
        return this;
    }

    public Connected probes(ConnectorType.Probe... all) {
        probes = List.of(all);
        return this;
    }

    public Connected mapping(String name, Path file) {
        mappings = Map.of(name, file);
        return this;
    }

    public ConnectionSettings settings() {
        Map<String, ConnectorType.Scheme> schemes = Map.of(
                "advanced",
                new ConnectorType.Scheme("cortex-advanced-key", null, List.of("api-key", "api-key-id"), null),
                "fixed",
                new ConnectorType.Scheme("headers", Map.of("Authorization", "{api-key}"), List.of("api-key"), null),
                "basic",
                new ConnectorType.Scheme(
                        "headers",
                        Map.of("Authorization", "Basic {basic:api-key-id:api-key}"),
                        List.of("api-key-id", "api-key"),
                        null),
                "session",
                new ConnectorType.Scheme(
                        "session", Map.of("X-Sess", "{answer:token}"), List.of("api-key-id", "api-key"), LOGIN),
                "unknown",
                new ConnectorType.Scheme("smoke-signals", null, List.of(), null));
        ConnectorType type = new ConnectorType(
                "testing",
                "Testing",
                "",
                Map.of("1", new ConnectorType.Version("/api", List.copyOf(schemes.keySet()), List.of(401))),
                schemes,
                Map.of(),
                Map.of(),
                Map.of(),
                probes,
                Map.of());
        return new ConnectionSettings(
                "target",
                type,
                "1",
                url,
                "/api",
                scheme,
                Map.of("api-key", Secret.of(KEY), "api-key-id", Secret.of("7")),
                Map.of("colour", "blue"),
                connectTimeout,
                responseTimeout,
                maxRate,
                maxConcurrency,
                proxy,
                tls,
                true,
                mappings);
    }
}
