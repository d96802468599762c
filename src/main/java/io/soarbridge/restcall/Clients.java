package io.soarbridge.restcall;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * HTTP clients by what they trust, present and go through, so that calls share connections with their like only. A client that nobody
 * has used lately is closed. Thread-safe.
 */
final class Clients implements AutoCloseable {
    private static final int MOST = 32;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 64 * 1024;

    private final HostGuard guard;
    private final int concurrency;
    private final Map<Kind, Shared> clients = new LinkedHashMap<>(16, 0.75f, true);

    Clients(HostGuard guard, int concurrency) {
        this.guard = guard;
        this.concurrency = concurrency;
    }

    /** @param proxy null for none */
    record Kind(TlsChoice tls, URI proxy) {}

    /** One call's use of a client; close it when the call ends. */
    final class Lease implements AutoCloseable {
        private final Shared shared;

        private Lease(Shared shared) {
            this.shared = shared;
        }

        CloseableHttpClient client() {
            return shared.client;
        }

        @Override
        public void close() {
            release(shared);
        }
    }

    private static final class Shared {
        private final CloseableHttpClient client;
        private int users;

        private Shared(CloseableHttpClient client) {
            this.client = client;
        }
    }

    /** @throws GeneralSecurityException when the certificates or keys cannot be used */
    Lease lease(Kind kind) throws GeneralSecurityException {
        synchronized (clients) {
            Shared shared = clients.get(kind);
            if (shared == null) {
                shared = new Shared(client(kind));
                clients.put(kind, shared);
            }
            shared.users++;
            return new Lease(shared);
        }
    }

    private void release(Shared shared) {
        List<Shared> unused = new ArrayList<>();
        synchronized (clients) {
            shared.users--;
            Iterator<Shared> oldest = clients.values().iterator();
            for (int more = clients.size() - MOST; more > 0 && oldest.hasNext(); ) {
                Shared old = oldest.next();
                if (old.users == 0) {
                    oldest.remove();
                    unused.add(old);
                    more--;
                }
            }
        }
        unused.forEach(old -> closeQuietly(old.client));
    }

    private CloseableHttpClient client(Kind kind) throws GeneralSecurityException {
        DnsResolver resolver = kind.proxy() == null ? guard : new OnlyProxy(kind.proxy());
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(tls(kind.tls()))
                        .setDnsResolver(resolver)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .setMaxLineLength(LONGEST_LINE)
                                        .build())
                                .charCodingConfig(CharCodingConfig.custom()
                                        .setCharset(StandardCharsets.ISO_8859_1)
                                        .build())
                                .build())
                        .setMaxConnTotal(concurrency)
                        .setMaxConnPerRoute(concurrency)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .addRequestInterceptorLast(Clients::sayEmpty);
        if (kind.proxy() != null) {
            goThrough(kind.proxy(), builder);
        }
        return builder.build();
    }

    /** As Python's requests says of all methods that may carry a body. */
    private static void sayEmpty(HttpRequest request, EntityDetails body, HttpContext context) {
        boolean usuallyNone = Method.GET.isSame(request.getMethod()) || Method.HEAD.isSame(request.getMethod());
        if (body == null && !usuallyNone && !request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            request.addHeader(HttpHeaders.CONTENT_LENGTH, "0");
        }
    }

    private static void goThrough(URI proxy, HttpClientBuilder builder) {
        HttpHost host = new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort());
        builder.setProxy(host);
        if (proxy.getUserInfo() != null) {
            String[] pair = proxy.getUserInfo().split(":", 2);
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(pair[0], (pair.length > 1 ? pair[1] : "").toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    private static DefaultClientTlsStrategy tls(TlsChoice choice) throws GeneralSecurityException {
        SSLContext context = choice.context();
        return choice.verify()
                ? new DefaultClientTlsStrategy(context)
                : new DefaultClientTlsStrategy(
                        context, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
    }

    /** A client with a proxy connects to that and to nothing else; the proxy looks up the rest. */
    private record OnlyProxy(URI proxy) implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            if (!host.equalsIgnoreCase(proxy.getHost()) || port != proxy.getPort()) {
                throw new RefusedHostException("only the proxy may be connected to, not " + host);
            }
            return SystemDefaultDnsResolver.INSTANCE.resolve(host, port);
        }

        @Override
        public java.net.InetAddress[] resolve(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static void closeQuietly(CloseableHttpClient client) {
        try {
            client.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Clients.class).debug("closing an HTTP client", e);
        }
    }

    @Override
    public void close() {
        Map<Kind, Shared> all;
        synchronized (clients) {
            all = new HashMap<>(clients);
            clients.clear();
        }
        all.values().forEach(shared -> closeQuietly(shared.client));
    }
}
