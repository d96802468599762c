package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.Secret;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against Keycloak, which revokes a refresh token with its use; run by {@code mvn test -Pkeycloak}. */
final class KeycloakIT {
    private static final TokenSeal SEAL = TokenSeal.of(Secret.of("a text of at least 32 characters"));
    private static final Duration PAST_ACCESS_TOKEN = Duration.ofSeconds(60);

    private static Keycloak keycloak;

    private final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    private final KeptTokens store = new KeptTokens();
    private final HttpTokenEndpoint endpoint = new HttpTokenEndpoint();
    private OAuthTokens tokens = new OAuthTokens(store, SEAL, clock);

    @BeforeAll
    static void start() throws Exception {
        keycloak = Keycloak.start(Path.of(System.getProperty("soarbridge.test.keycloak")));
    }

    @AfterAll
    static void stop() throws Exception {
        keycloak.close();
    }

    @Test
    void client_credentials_give_a_token_until_shortly_before_its_end() throws Exception {
        OAuthAsk ask = ask("secret-of-bridge", null, null);

        OAuthToken first = get(ask);
        clock.advance(Duration.ofSeconds(53));
        OAuthToken still = get(ask);
        clock.advance(Duration.ofSeconds(1));
        OAuthToken second = get(ask);

        assertThat(still.value()).isEqualTo(first.value());
        assertThat(second.value()).isNotEqualTo(first.value());
    }

    @Test
    void a_wrong_client_secret_is_told_in_keycloaks_words() {
        assertThatThrownBy(() -> get(ask("wrong-secret", null, null)))
                .hasMessageContaining("HTTP 401, unauthorized_client")
                .hasMessageNotContaining("wrong-secret");
    }

    @Test
    void a_code_is_exchanged_and_its_refresh_tokens_go_on_over_restarts() throws Exception {
        OAuthAsk ask = ask("secret-of-bridge", keycloak.code(), null);

        for (int i = 0; i < 4; i++) {
            assertThat(keycloak.userInfo(get(ask))).isEqualTo(200);
            clock.advance(PAST_ACCESS_TOKEN);
            tokens = new OAuthTokens(store, SEAL, clock);
        }

        assertThat(endpoint.forms().subList(1, 4))
                .allSatisfy(form -> assertThat(form).contains("grant_type=refresh_token"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_callers_refresh_token_is_exchanged_over_restarts() throws Exception {
        OAuthAsk ask = ask("secret-of-bridge", null, refreshToken());

        for (int i = 0; i < 3; i++) {
            assertThat(keycloak.userInfo(get(ask))).isEqualTo(200);
            clock.advance(PAST_ACCESS_TOKEN);
            tokens = new OAuthTokens(store, SEAL, clock);
        }
    }

    @Test
    void without_what_is_kept_a_callers_refresh_token_is_good_once() throws Exception {
        OAuthAsk ask = ask("secret-of-bridge", null, refreshToken());
        get(ask);
        OAuthTokens withoutStore = new OAuthTokens(new KeptTokens(), SEAL, clock);

        assertThatThrownBy(() -> withoutStore.get(ask, endpoint))
                .hasFieldOrPropertyWithValue("code", "auth/token-refused")
                .hasMessageContaining("HTTP 400, invalid_grant")
                .hasMessageNotContaining(ask.refreshToken());
    }

    @Test
    void a_code_is_good_once() throws Exception {
        OAuthAsk ask = ask("secret-of-bridge", keycloak.code(), null);
        get(ask);
        OAuthTokens withoutStore = new OAuthTokens(new KeptTokens(), SEAL, clock);

        assertThatThrownBy(() -> withoutStore.get(ask, endpoint)).hasMessageContaining("HTTP 400, invalid_grant");
        clock.advance(PAST_ACCESS_TOKEN);
        assertThatThrownBy(() -> get(ask))
                .as("as the second use has revoked what came of the first")
                .hasFieldOrPropertyWithValue("code", "auth/code-used");
    }

    private OAuthToken get(OAuthAsk ask) throws IOException {
        return tokens.get(ask, endpoint).orElseThrow();
    }

    private String refreshToken() throws Exception {
        String form = ask("secret-of-bridge", keycloak.code(), null).form();
        return Json.read(endpoint.post(URI.create(keycloak.tokenUrl()), form).body())
                .get("refresh_token")
                .textValue();
    }

    private static OAuthAsk ask(String secret, String code, String refresh) {
        String redirect = code == null ? null : Keycloak.REDIRECT;
        return new OAuthAsk(keycloak.tokenUrl(), "bridge", secret, redirect, null, code, null, refresh, null, null);
    }
}
