package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.auth.OAuthAsk.Flow;
import org.junit.jupiter.api.Test;

/** Bodies are those recorded of fn_rest_api 1.2 (facts of the system, section 9). */
final class OAuthAskTest {
    @Test
    void a_refresh_sends_the_recorded_body() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "cid", "sec", "http://r", "a b", null, null, "RT1", null, null);

        assertThat(ask.form())
                .isEqualTo(
                        "client_id=cid&refresh_token=RT1&client_secret=sec&grant_type=refresh_token&scope=a+b&redirect_uri=http%3A%2F%2Fr");
    }

    @Test
    void refresh_wins_over_all_and_takes_a_grant_type_as_it_is() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "cid", "s", null, null, "C1", "AT", "RT1", null, "client_credentials");

        assertThat(ask.flow()).contains(Flow.REFRESH);
        assertThat(ask.form())
                .isEqualTo("client_id=cid&refresh_token=RT1&client_secret=s&grant_type=client_credentials");
        assertThat(ask.form("RT2"))
                .isEqualTo("client_id=cid&refresh_token=RT2&client_secret=s&grant_type=refresh_token");
    }

    @Test
    void client_credentials_send_the_recorded_body() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "cid", "s", null, null, null, "AT", null, null, "CLIENT_CREDENTIALS");

        assertThat(ask.flow()).contains(Flow.CLIENT_CREDENTIALS);
        assertThat(ask.form()).isEqualTo("client_id=cid&client_secret=s&grant_type=CLIENT_CREDENTIALS");
    }

    @Test
    void a_bare_refresh_sends_the_recorded_body() {
        assertThat(Asks.refresh(Asks.URL, "r").form())
                .isEqualTo("client_id=cid&refresh_token=r&grant_type=refresh_token");
    }

    @Test
    void a_code_is_sent_in_the_place_of_the_refresh_token() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "cid", null, "http://r", null, "C 1", "AT", "", null, "");

        assertThat(ask.flow()).contains(Flow.CODE);
        assertThat(ask.form())
                .isEqualTo("client_id=cid&code=C+1&grant_type=authorization_code&redirect_uri=http%3A%2F%2Fr");
    }

    @Test
    void a_form_is_quoted_as_python_does() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "é*~-._ +&=", null, null, null, null, null, "r", null, null);

        assertThat(ask.form()).startsWith("client_id=%C3%A9%2A~-._+%2B%26%3D&");
    }

    @Test
    void inputs_that_are_not_enough_make_no_flow() {
        assertThat(new OAuthAsk(null, "cid", "s", null, null, "C", null, "RT", null, null).flow())
                .isEmpty();
        assertThat(new OAuthAsk(Asks.URL, null, "s", null, null, "C", null, "RT", null, null).flow())
                .isEmpty();
        assertThat(new OAuthAsk(Asks.URL, "cid", "s", null, null, null, null, null, null, "password").flow())
                .isEmpty();
        assertThat(new OAuthAsk(Asks.URL, "cid", "s", null, null, null, "AT", null, null, null).flow())
                .contains(Flow.ACCESS_TOKEN);
        assertThat(Asks.client(Asks.URL, "s").flow()).contains(Flow.CLIENT_CREDENTIALS);
        assertThat(Asks.client(Asks.URL, null).flow()).isEmpty();
    }

    @Test
    void only_inputs_for_a_token_endpoint_make_a_beginning() {
        assertThat(new OAuthAsk(null, null, null, "r", "s", null, "AT", null, "t", null).isBegun())
                .isFalse();
        assertThat(Asks.client(Asks.URL, null).isBegun()).isTrue();
    }

    @Test
    void nothing_that_is_secret_prints() {
        OAuthAsk ask = new OAuthAsk(Asks.URL, "cid", "S3CR", "r", "s", "C0DE", "ACCE", "RT0K", "t", "g");

        assertThat(ask.toString() + new OAuthToken("Bearer", "ACCE", true, true) + new TokenAnswer(200, null, "RT0K"))
                .doesNotContain("S3CR", "C0DE", "ACCE", "RT0K");
    }
}
