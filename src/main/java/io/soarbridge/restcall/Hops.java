package io.soarbridge.restcall;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;

/** One try: the request and the redirects that it is sent on, each of them judged like the first. */
final class Hops {
    private static final int MOST_REDIRECTS = 30;

    private final Clients clients;
    private final HostGuard guard;
    private final Proxies proxies;
    private final long maxResponse;

    Hops(Clients clients, HostGuard guard, Proxies proxies, long maxResponse) {
        this.clients = clients;
        this.guard = guard;
        this.proxies = proxies;
        this.maxResponse = maxResponse;
    }

    /**
     * A body.
     *
     * @param isSecret whether it holds a secret of the operator's
     */
    record Content(HttpEntity entity, boolean isSecret) {}

    /**
     * A request that is ready to go.
     *
     * @param cookies value of the Cookie header, or null
     * @param body may be sent several times
     * @param isSecret whether a header's value holds a secret of the operator's
     * @param timeout to connect, and for each read
     * @param follow whether redirects are followed
     */
    record Ready(
            String method,
            RequestUrl url,
            HeaderList headers,
            String cookies,
            Content body,
            TlsChoice tls,
            java.util.function.Predicate<String> isSecret,
            Duration timeout,
            boolean follow) {}

    /**
     * @param jar of all tries
     * @param running ends what is under way when it is stopped
     */
    HttpAnswer send(Ready first, Jar jar, RunningCall running) throws IOException, CallFailure {
        Ready now = first;
        for (int redirects = 0; ; redirects++) {
            HttpAnswer answer = once(now, jar, running);
            String location = answer.header("Location");
            if (!now.follow() || !isRedirect(answer.status()) || location == null || location.isBlank()) {
                return answer;
            }
            if (redirects == MOST_REDIRECTS) {
                throw CallFailure.forGood("The server redirected more than %d times, last from %s."
                        .formatted(MOST_REDIRECTS, answer.url().host()));
            }
            now = next(now, answer, utf8(location));
        }
    }

    /**
     * Where a request would go first, judged as far as can be without asking for its name's addresses.
     *
     * @return the proxy, or null
     * @throws RefusedHostException when it may not go there
     */
    URI way(RequestUrl url) throws CallFailure, IOException {
        guard.checkName(url.host(), url.effectivePort());
        if (url.hasAddress()) {
            guard.resolve(url.host(), url.effectivePort());
        }
        return proxies.of(url);
    }

    /** Some servers send other characters as they are, most of them in UTF-8. */
    private static String utf8(String location) {
        byte[] bytes = location.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return location;
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Ready next(Ready now, HttpAnswer answer, String location) throws CallFailure {
        RequestUrl url = now.url().redirected(location);
        HeaderList headers = now.headers().copy();
        if (now.url().basicCredentials() != null) {
            headers.set("Authorization", now.url().basicCredentials());
        }
        Content body = now.body();
        String method = now.method();
        int status = answer.status();
        boolean asGet =
                !method.equals("HEAD") && (status == 303 || status == 302 || (status == 301 && method.equals("POST")));
        if (status != 307 && status != 308) {
            method = asGet ? "GET" : method;
            body = null;
            headers.remove("Content-Type");
        }
        boolean same = now.url().trusts(url);
        if (!same && body != null && body.isSecret()) {
            throw CallFailure.forGood(
                    "The server at %s redirects to %s, but the body holds a secret, which goes to no other place than it was meant for."
                            .formatted(now.url().authority(), url.authority()));
        }
        if (!same) {
            withoutCredentials(headers, now.isSecret());
        }
        return new Ready(
                method,
                url,
                headers,
                same ? now.cookies() : null,
                body,
                same ? now.tls() : now.tls().withoutIdentity(),
                now.isSecret(),
                now.timeout(),
                true);
    }

    private static void withoutCredentials(HeaderList headers, java.util.function.Predicate<String> isSecret) {
        for (HeaderList.Header header : headers.all()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("authorization")
                    || name.equals("cookie")
                    || name.equals("host")
                    || isSecret.test(header.value())) {
                headers.remove(name);
            }
        }
    }

    private HttpAnswer once(Ready ready, Jar jar, RunningCall running) throws IOException, CallFailure {
        RequestUrl url = ready.url();
        guard.checkName(url.host(), url.effectivePort());
        checkHostHeader(ready);
        URI proxy = proxies.of(url);
        if (proxy != null) {
            guard.checkThroughProxy(url.host(), url.effectivePort());
        }
        HttpUriRequestBase request = request(ready, jar);
        try (Clients.Lease lease = clients.lease(new Clients.Kind(tls(ready), proxy));
                RunningCall.Cut cut = running.cutBy(request::abort)) {
            long begun = System.nanoTime();
            return lease.client()
                    .execute(
                            new HttpHost(url.scheme(), url.host(), url.effectivePort()),
                            request,
                            HttpClientContext.create(),
                            response -> answer(url, response, begun, jar));
        } catch (GeneralSecurityException e) {
            throw CallFailure.forGood("The certificates of the call cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static TlsChoice tls(Ready ready) throws CallFailure {
        if (!ready.url().isTls()) {
            return TlsChoice.USUAL;
        }
        if (ready.tls().trouble() != null) {
            throw CallFailure.forGood(ready.tls().trouble());
        }
        return ready.tls();
    }

    /** A server may pass the request on to the host that this header names. */
    private void checkHostHeader(Ready ready) throws IOException, CallFailure {
        String named = ready.headers().get("Host");
        if (named == null) {
            return;
        }
        RequestUrl host = RequestUrl.of(ready.url().scheme() + "://" + named, "The header Host");
        if (!host.authority().equals(named.toLowerCase(Locale.ROOT))) {
            throw CallFailure.forGood("The header Host has to be a host, with a port or without.");
        }
        if (!host.host().equals(ready.url().host())) {
            guard.checkNamed(host.host(), host.effectivePort());
        }
    }

    static HttpUriRequestBase request(Ready ready, Jar jar) {
        RequestUrl url = ready.url();
        HttpUriRequestBase request = new HttpUriRequestBase(ready.method(), URI.create("/"));
        request.setPath(url.target());
        request.setScheme(url.scheme());
        request.setAuthority(new org.apache.hc.core5.net.URIAuthority(url.host(), url.port()));
        Timeout timeout = Timeout.of(ready.timeout());
        request.setConfig(connectWithin(timeout));
        ready.headers().all().forEach(header -> request.addHeader(new BasicHeader(header.name(), header.value())));
        if (url.basicCredentials() != null) {
            request.setHeader("Authorization", url.basicCredentials());
        }
        defaults(request);
        String own = ready.headers().get("Cookie");
        String cookies = jar.header(ready.url(), own == null ? ready.cookies() : own);
        if (cookies != null && !cookies.equals(own)) {
            request.setHeader("Cookie", cookies);
        }
        HttpEntity body = ready.body() == null ? null : ready.body().entity();
        if (body != null && body.getContentLength() != 0) {
            request.setEntity(body);
            if (ready.method().equals("OPTIONS") && !request.containsHeader("Content-Type")) {
                request.addHeader("Content-Type", "application/octet-stream"); // else the client refuses it
            }
        }
        return request;
    }

    @SuppressWarnings("deprecation") // per call; the pool's own setting is for all of them
    private static RequestConfig connectWithin(Timeout timeout) {
        return RequestConfig.custom()
                .setConnectTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static void defaults(HttpUriRequestBase request) {
        for (String[] each :
                new String[][] {{"User-Agent", "Soarbridge"}, {"Accept-Encoding", Decoding.ACCEPTED}, {"Accept", "*/*"}
                }) {
            if (!request.containsHeader(each[0])) {
                request.addHeader(each[0], each[1]);
            }
        }
    }

    private HttpAnswer answer(RequestUrl url, ClassicHttpResponse response, long begun, Jar jar) throws IOException {
        long elapsed = (System.nanoTime() - begun) / 1_000_000;
        List<HeaderList.Header> headers = new ArrayList<>();
        for (Header header : response.getHeaders()) {
            headers.add(new HeaderList.Header(header.getName(), header.getValue() == null ? "" : header.getValue()));
            if (header.getName().equalsIgnoreCase("Set-Cookie")) {
                jar.take(url, header.getValue());
            }
        }
        byte[] body = new byte[0];
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            Header encoding = response.getFirstHeader("Content-Encoding");
            try (InputStream content = entity.getContent()) {
                body = Decoding.read(content, encoding == null ? null : encoding.getValue(), maxResponse);
            }
        }
        String reason = response.getReasonPhrase();
        return new HttpAnswer(url, response.getCode(), reason == null ? "" : reason, headers, body, elapsed);
    }
}
