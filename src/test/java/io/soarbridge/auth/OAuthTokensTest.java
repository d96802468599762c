package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.Secret;
import io.soarbridge.testkit.SettableClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What no real server can be made to do; the rest is in {@link OAuthServerTest}. */
final class OAuthTokensTest {
    private static final TokenSeal SEAL = TokenSeal.of(Secret.of("a text of at least 32 characters"));

    private final SettableClock clock = new SettableClock("2026-01-05T10:00:00Z");
    private final KeptTokens store = new KeptTokens();
    private final ScriptedEndpoint server = new ScriptedEndpoint();
    private OAuthTokens tokens = new OAuthTokens(store, SEAL, clock);

    private void restart() {
        tokens = new OAuthTokens(store, SEAL, clock);
    }

    private String get(OAuthAsk ask) throws IOException {
        return tokens.get(ask, server).orElseThrow().header();
    }

    private static String answer(String access, String refresh) {
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":100%s}"
                .formatted(access, refresh == null ? "" : ",\"refresh_token\":\"" + refresh + "\"");
    }

    @Test
    void a_token_that_is_given_is_sent_as_bearer_in_lower_case() throws Exception {
        OAuthAsk ask = new OAuthAsk(null, null, null, null, null, null, "AT", null, null, null);
        OAuthAsk typed = new OAuthAsk(null, null, null, null, null, null, "AT", null, "Zoho", null);

        assertThat(get(ask)).isEqualTo("bearer AT");
        assertThat(get(typed)).isEqualTo("Zoho AT");
        assertThat(tokens.again(ask, tokens.get(ask, server).orElseThrow(), 401, server))
                .isEmpty();
        assertThat(server.forms()).isEmpty();
    }

    @Test
    void a_server_that_names_no_type_means_bearer_unless_the_caller_names_one() throws Exception {
        server.says(200, "{\"access_token\":\"AT1\"}");
        OAuthAsk typed = new OAuthAsk(Asks.URL, "cid", null, null, null, null, null, "RT1", "Other", null);

        assertThat(get(Asks.refresh(Asks.URL, "RT1"))).isEqualTo("Bearer AT1");
        assertThat(get(typed)).isEqualTo("Other AT1");
    }

    @Test
    void a_token_is_fetched_anew_shortly_before_its_end() throws Exception {
        server.says(200, answer("AT1", null)).says(201, answer("AT2", null));
        OAuthAsk ask = Asks.client(Asks.URL, "s");

        assertThat(get(ask)).isEqualTo("Bearer AT1");
        clock.advance(Duration.ofSeconds(89));
        assertThat(get(ask)).isEqualTo("Bearer AT1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(ask)).isEqualTo("Bearer AT2");
    }

    @Test
    void a_token_whose_end_is_not_told_is_good_for_five_minutes() throws Exception {
        server.says(200, "{\"access_token\":\"AT1\"}").says(200, "{\"access_token\":\"AT2\",\"expires_in\":\"10\"}");
        OAuthAsk ask = Asks.client(Asks.URL, "s");

        get(ask);
        clock.advance(Duration.ofSeconds(269));
        assertThat(get(ask)).isEqualTo("Bearer AT1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(ask)).isEqualTo("Bearer AT2");
    }

    @Test
    void a_token_that_could_not_be_renewed_is_used_to_its_end() throws Exception {
        server.says(200, answer("AT1", null)).says(503, "").says(503, "");
        OAuthAsk ask = Asks.client(Asks.URL, "s");
        get(ask);

        clock.advance(Duration.ofSeconds(95));
        assertThat(get(ask)).isEqualTo("Bearer AT1");
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> get(ask)).hasMessageContaining("HTTP 503");
    }

    @Test
    void a_failure_is_not_kept() throws Exception {
        server.does(() -> {
                    throw new SocketTimeoutException("no answer");
                })
                .says(200, answer("AT1", null));
        OAuthAsk ask = Asks.client(Asks.URL, "s");

        assertThatThrownBy(() -> get(ask)).isInstanceOf(SocketTimeoutException.class);
        assertThat(get(ask)).isEqualTo("Bearer AT1");
    }

    @Test
    void after_a_failed_call_a_new_refresh_token_is_used_at_once() throws Exception {
        server.says(200, answer("AT1", "RT2")).says(200, answer("AT2", "RT3"));
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");

        OAuthToken first = tokens.get(ask, server).orElseThrow();
        OAuthToken second = tokens.again(ask, first, 500, server).orElseThrow();

        assertThat(second.header()).isEqualTo("Bearer AT2");
        assertThat(server.forms())
                .containsExactly(
                        "client_id=cid&refresh_token=RT1&grant_type=refresh_token",
                        "client_id=cid&refresh_token=RT2&grant_type=refresh_token");
    }

    @Test
    void a_token_fetched_by_the_call_itself_without_a_new_refresh_token_is_final() throws Exception {
        server.says(200, answer("AT1", null));
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");

        assertThat(tokens.again(ask, tokens.get(ask, server).orElseThrow(), 401, server))
                .isEmpty();
    }

    @Test
    void a_token_from_memory_is_fetched_anew_when_the_system_refuses_it() throws Exception {
        server.says(200, answer("AT1", null)).says(200, answer("AT2", null));
        OAuthAsk ask = Asks.client(Asks.URL, "s");
        get(ask);

        OAuthToken kept = tokens.get(ask, server).orElseThrow();

        assertThat(kept.cached()).isTrue();
        assertThat(tokens.again(ask, kept, 500, server)).isEmpty();
        assertThat(tokens.again(ask, kept, 401, server).orElseThrow().header()).isEqualTo("Bearer AT2");
        assertThat(tokens.again(ask, kept, 401, server).orElseThrow().header())
                .as("another call that had the old one")
                .isEqualTo("Bearer AT2");
    }

    @Test
    void a_refused_token_is_not_used_again_when_no_other_can_be_had() throws Exception {
        server.says(200, answer("AT1", null)).says(503, "");
        OAuthAsk ask = Asks.client(Asks.URL, "s");
        get(ask);
        OAuthToken kept = tokens.get(ask, server).orElseThrow();

        assertThatThrownBy(() -> tokens.again(ask, kept, 401, server)).hasMessageContaining("503");
    }

    @Test
    void each_credential_has_a_token_of_its_own() throws Exception {
        server.says(200, answer("AT1", null)).says(200, answer("AT2", null));

        assertThat(get(Asks.client(Asks.URL, "s"))).isEqualTo("Bearer AT1");
        assertThat(get(Asks.client(Asks.URL, "t"))).isEqualTo("Bearer AT2");
        assertThat(get(Asks.client(Asks.URL, "s"))).isEqualTo("Bearer AT1");
    }

    @Test
    void a_code_is_sent_once_and_its_refresh_token_from_then_on() throws Exception {
        server.says(200, answer("AT1", "RT1")).says(200, answer("AT2", null)).says(200, answer("AT3", "RT2"));
        OAuthAsk ask = Asks.code(Asks.URL, "C1", null, null);

        get(ask);
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofSeconds(100));
            restart();
            get(ask);
        }

        assertThat(server.forms())
                .containsExactly(
                        "client_id=cid&code=C1&client_secret=a+secret&grant_type=authorization_code",
                        "client_id=cid&refresh_token=RT1&client_secret=a+secret&grant_type=refresh_token",
                        "client_id=cid&refresh_token=RT1&client_secret=a+secret&grant_type=refresh_token");
    }

    @Test
    void a_code_without_a_refresh_token_ends_with_its_access_token_even_over_a_restart() throws Exception {
        server.says(200, answer("AT1", null));
        OAuthAsk ask = Asks.code(Asks.URL, "C1", null, null);
        get(ask);

        clock.advance(Duration.ofSeconds(100));
        restart();

        assertThatThrownBy(() -> get(ask))
                .hasFieldOrPropertyWithValue("code", "auth/code-used")
                .hasMessageContaining("give the new code")
                .hasMessageNotContaining("C1");
        assertThat(server.forms()).hasSize(1);
    }

    @Test
    void a_code_whose_refresh_token_is_over_asks_for_a_new_code() throws Exception {
        server.says(200, answer("AT1", "RT1"))
                .says(400, "{\"error\":\"invalid_grant\",\"error_description\":\"RT1 is over\"}");
        OAuthAsk ask = Asks.code(Asks.URL, "C1", null, null);
        get(ask);
        clock.advance(Duration.ofSeconds(100));

        assertThatThrownBy(() -> get(ask))
                .hasFieldOrPropertyWithValue("code", "auth/code-used")
                .hasMessageContaining("*** is over");
    }

    @Test
    void when_the_kept_token_is_over_the_callers_own_is_tried_once() throws Exception {
        server.says(200, answer("AT1", "RT2"))
                .says(400, "{\"error\":\"invalid_grant\"}")
                .says(200, answer("AT2", null))
                .says(200, answer("AT3", null));
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");

        for (int i = 0; i < 3; i++) {
            get(ask);
            clock.advance(Duration.ofSeconds(100));
        }

        assertThat(server.forms())
                .extracting(form -> form.replaceAll(".*(RT\\d).*", "$1"))
                .containsExactly("RT1", "RT2", "RT1", "RT1");
    }

    @Test
    void another_failure_than_a_token_that_is_over_leaves_the_chain_as_it_is() throws Exception {
        server.says(200, answer("AT1", "RT2"))
                .says(401, "{\"error\":\"invalid_client\"}")
                .says(200, answer("AT2", null));
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");
        get(ask);
        clock.advance(Duration.ofSeconds(100));

        assertThatThrownBy(() -> get(ask)).hasMessageContaining("invalid_client");
        get(ask);

        assertThat(server.forms())
                .extracting(form -> form.replaceAll(".*(RT\\d).*", "$1"))
                .containsExactly("RT1", "RT2", "RT2");
    }

    @Test
    void a_token_that_another_bridge_has_exchanged_meanwhile_is_taken_up() throws Exception {
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");
        server.says(200, answer("AT1", "RT2"));
        get(ask);
        clock.advance(Duration.ofSeconds(100));
        OAuthTokens other = new OAuthTokens(store, SEAL, clock);
        ScriptedEndpoint forOther = new ScriptedEndpoint().says(200, answer("AT2", "RT3"));

        server.does(() -> {
                    other.get(ask, forOther);
                    return new TokenAnswer(400, null, "{\"error\":\"invalid_grant\"}");
                })
                .says(200, answer("AT3", null));

        assertThat(get(ask)).isEqualTo("Bearer AT3");
        assertThat(server.forms().get(2)).contains("refresh_token=RT3");
    }

    @Test
    void a_new_refresh_token_of_the_caller_begins_a_new_chain() throws Exception {
        server.says(200, answer("AT1", "RT2")).says(200, answer("AT2", "RT12"));
        get(Asks.refresh(Asks.URL, "RT1"));

        assertThat(get(Asks.refresh(Asks.URL, "RT11"))).isEqualTo("Bearer AT2");
        assertThat(server.forms().get(1)).contains("refresh_token=RT11");
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void what_the_ledger_cannot_take_is_kept_in_memory_and_saved_later() throws Exception {
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT1");
        server.says(200, answer("AT1", "RT2")).says(200, answer("AT2", null)).says(200, answer("AT3", null));
        store.full(true);
        get(ask);
        clock.advance(Duration.ofSeconds(100));
        get(ask);
        assertThat(store.all()).isEmpty();

        store.full(false);
        clock.advance(Duration.ofSeconds(100));
        get(ask);

        assertThat(store.all()).hasSize(1);
        assertThat(server.forms())
                .extracting(form -> form.replaceAll(".*(RT\\d).*", "$1"))
                .containsExactly("RT1", "RT2", "RT2");
    }

    @Test
    void an_answer_without_a_token_is_told_by_its_keys_only() {
        server.says(200, "{\"method\":\"POST\",\"body\":\"refresh_token=RT-secret\"}")
                .says(200, "<html>RT-secret")
                .says(200, "{\"access_token\":\"a\\nb: c\"}")
                .says(302, "RT-secret")
                .says(400, "{\"error\":\"invalid_request\",\"error_description\":\"bad RT-secret\"}");
        OAuthAsk ask = Asks.refresh(Asks.URL, "RT-secret");

        for (String why : new String[] {
            "it has method, body", "no JSON object", "in a header", "HTTP 302.", "invalid_request: bad ***"
        }) {
            assertThatThrownBy(() -> get(ask))
                    .hasMessageContaining(why)
                    .hasMessageContaining("https://id.example/token")
                    .hasMessageNotContaining("RT-secret");
        }
    }

    @Test
    void a_token_url_that_is_none_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> get(Asks.refresh("https://x y", "RT1")))
                .hasFieldOrPropertyWithValue("code", "auth/token-url");
        assertThat(server.forms()).isEmpty();
    }
}
