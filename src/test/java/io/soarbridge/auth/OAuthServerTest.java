package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.Secret;
import io.soarbridge.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real OAuth server that exchanges refresh tokens and takes each but once. */
final class OAuthServerTest {
    private static final TokenSeal SEAL = TokenSeal.of(Secret.of("a text of at least 32 characters"));
    private static final String REDIRECT = "http://localhost/callback";

    private static MockOAuth2Server server;
    private static String issuer;

    private final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    private final KeptTokens store = new KeptTokens();
    private final HttpTokenEndpoint endpoint = new HttpTokenEndpoint();
    private OAuthTokens tokens = new OAuthTokens(store, SEAL, clock);

    @BeforeAll
    static void start() {
        server = new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"rotateRefreshToken\": true}"));
        server.start(InetAddress.getLoopbackAddress(), 0);
        issuer = "http://127.0.0.1:%d/soar"
                .formatted(server.getConfig().getHttpServer().port());
    }

    @AfterAll
    static void stop() {
        server.shutdown();
    }

    @Test
    void client_credentials_are_exchanged_once_until_shortly_before_the_end() throws Exception {
        OAuthAsk ask = Asks.client(issuer + "/token", "a secret");

        OAuthToken first = get(ask);
        clock.advance(Duration.ofSeconds(3600 - 70));
        OAuthToken still = get(ask);
        clock.advance(Duration.ofSeconds(11));
        OAuthToken second = get(ask);

        assertThat(first.header()).startsWith("Bearer ey");
        assertThat(still.value()).isEqualTo(first.value());
        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(endpoint.forms()).hasSize(2);
    }

    @Test
    void refresh_tokens_are_exchanged_again_and_again_over_restarts() throws Exception {
        OAuthAsk ask = code();
        for (int i = 0; i < 4; i++) {
            get(ask);
            clock.advance(Duration.ofHours(2));
            tokens = new OAuthTokens(store, SEAL, clock);
        }

        assertThat(endpoint.forms().get(0)).contains("grant_type=authorization_code");
        assertThat(endpoint.forms().subList(1, 4))
                .allSatisfy(form -> assertThat(form).contains("grant_type=refresh_token"))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_kept_shows_no_token() throws Exception {
        OAuthAsk ask = code();
        String access = get(ask).value();
        clock.advance(Duration.ofHours(2));
        get(ask);
        String refresh = endpoint.forms().get(1).replaceAll(".*refresh_token=([^&]+)&.*", "$1");

        assertThat(refresh).hasSizeGreaterThan(20);
        assertThat(store.all())
                .hasSize(1)
                .allSatisfy((id, text) -> assertThat(id + text).doesNotContain(access, refresh, "a secret", "cid"));
    }

    @Test
    void what_the_server_complains_of_is_said() {
        OAuthAsk ask = new OAuthAsk(
                issuer + "/token", "cid", "a secret", null, null, null, null, "R-token", null, "urn:of:nobody");

        assertThatThrownBy(() -> get(ask))
                .hasFieldOrPropertyWithValue("code", "auth/token-refused")
                .hasMessageContaining("HTTP 400, ")
                .hasMessageNotContaining("R-token");
    }

    @Test
    void with_another_sealing_key_the_callers_own_refresh_token_is_used() throws Exception {
        String first = refreshToken();
        OAuthAsk ask = new OAuthAsk(issuer + "/token", "cid", "a secret", null, null, null, null, first, null, null);
        get(ask);

        clock.advance(Duration.ofHours(2));
        tokens = new OAuthTokens(store, TokenSeal.of(Secret.of("another text of 32 characters and more")), clock);

        get(ask);

        assertThat(endpoint.forms().get(2)).contains(first.substring(0, 20));
    }

    @Test
    void callers_at_the_same_time_share_one_request_and_others_go_on() throws Exception {
        OAuthAsk ask = Asks.client(issuer + "/token", "shared");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        TokenEndpoint slow = (url, form) -> {
            requests.incrementAndGet();
            asked.countDown();
            await(release);
            return endpoint.post(url, form);
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<OAuthToken>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(() -> tokens.get(ask, slow).orElseThrow()));
            }
            await(asked);
            assertThat(get(Asks.client(issuer + "/token", "other")).value()).isNotEmpty();
            release.countDown();

            String value = calls.get(0).get().value();
            for (Future<OAuthToken> call : calls) {
                assertThat(call.get().value()).isEqualTo(value);
            }
            assertThat(requests).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_call_that_is_ended_while_it_fetches_lets_the_next_fetch() throws Exception {
        OAuthAsk ask = Asks.client(issuer + "/token", "ended");
        CountDownLatch asked = new CountDownLatch(1);
        TokenEndpoint stuck = (url, form) -> {
            asked.countDown();
            await(new CountDownLatch(1));
            throw new AssertionError("nobody counts down");
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> first = threads.submit(() -> tokens.get(ask, stuck));
            await(asked);
            Future<OAuthToken> second = threads.submit(() -> get(ask));
            first.cancel(true);

            assertThat(second.get().header()).startsWith("Bearer ");
        } finally {
            threads.shutdownNow();
        }
    }

    private OAuthToken get(OAuthAsk ask) throws IOException {
        return tokens.get(ask, endpoint).orElseThrow();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("ended");
        }
    }

    /** A code as a person gets it who signs in. */
    private static OAuthAsk code() throws Exception {
        String query = "client_id=cid&response_type=code&scope=openid+offline_access&state=x&redirect_uri="
                + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8);
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(issuer + "/authorize?" + query))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        String code = answer.headers().firstValue("location").orElseThrow().replaceAll(".*[?&]code=([^&]+).*", "$1");
        return Asks.code(issuer + "/token", code, REDIRECT, "openid offline_access");
    }

    private String refreshToken() throws Exception {
        return io.soarbridge.support.Json.read(endpoint.post(URI.create(issuer + "/token"), code().form())
                        .body())
                .get("refresh_token")
                .textValue();
    }
}
