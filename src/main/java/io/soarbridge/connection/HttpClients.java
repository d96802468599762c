package io.soarbridge.connection;

import io.soarbridge.auth.PinnedOrNamed;
import io.soarbridge.auth.Signer;
import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.observe.Span;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the HTTP client of one connection: pool, time limits, TLS, proxy, and a signature on every request as it leaves. */
final class HttpClients {
    private HttpClients() {}

    static CloseableHttpClient of(ConnectionSettings settings, Signer signer) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout response = Timeout.of(settings.responseTimeout());
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(tls(settings))
                        .setMaxConnTotal(settings.maxConcurrency() + 2)
                        .setMaxConnPerRoute(settings.maxConcurrency() + 2)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(response)
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(response)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .setTimeToLive(TimeValue.ofMinutes(10))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(response)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setDefaultHeaders(List.of(new BasicHeader("Accept", "application/json")))
                .setUserAgent("Soarbridge")
                .addRequestInterceptorLast((request, entity, context) -> {
                    signer.sign().forEach(request::setHeader);
                    String traceparent = Span.current().traceparent();
                    if (traceparent != null) {
                        request.setHeader("traceparent", traceparent);
                    }
                });
        if (settings.proxy() != null) {
            builder.setProxy(new HttpHost(
                    settings.proxy().getScheme(),
                    settings.proxy().getHost(),
                    settings.proxy().getPort()));
        }
        return builder.build();
    }

    private static DefaultClientTlsStrategy tls(ConnectionSettings settings) {
        try {
            SSLContext context = Pem.sslContext(settings.tls());
            if (settings.tls().verify() && settings.tls().trust() == null) {
                return new DefaultClientTlsStrategy(context);
            }
            return new DefaultClientTlsStrategy(
                    context,
                    HostnameVerificationPolicy.CLIENT,
                    settings.tls().verify()
                            ? new PinnedOrNamed(Pem.certificates(settings.tls().trust()))
                            : NoopHostnameVerifier.INSTANCE);
        } catch (IOException | GeneralSecurityException e) {
            throw new BridgeException(
                    "connection/tls",
                    "Setting up TLS for connection %s from its tls.* files failed: %s"
                            .formatted(settings.name(), e.getMessage()),
                    e);
        }
    }
}
