package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.testkit.Connected;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignersTest {
    @Test
    void the_connection_s_scheme_decides() {
        Connected to = Connected.to("https://soar.example");

        assertThat(Signers.of(to.auth("advanced").settings(), InstantSource.system()))
                .isInstanceOf(CortexAdvancedKey.class);
        assertThat(Signers.of(to.auth("fixed").settings(), InstantSource.system())
                        .sign())
                .containsEntry("Authorization", Connected.KEY);
    }

    @Test
    void a_scheme_that_is_not_in_the_product_is_named() {
        ConnectionSettings settings =
                Connected.to("https://soar.example").auth("unknown").settings();

        assertThatThrownBy(() -> Signers.of(settings, InstantSource.system()))
                .hasMessageContaining("testing")
                .hasMessageContaining("smoke-signals")
                .hasMessageContaining("cortex-advanced-key")
                .hasMessageNotContaining(Connected.KEY)
                .hasFieldOrPropertyWithValue("code", "auth/unknown-scheme");
    }
}
