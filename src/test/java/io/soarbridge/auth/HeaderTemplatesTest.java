package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderTemplatesTest {
    @Test
    void credentials_take_the_places_of_their_names() {
        HeaderTemplates signer = new HeaderTemplates(
                Map.of("Authorization", "Token {user}:{api-key}!", "X-Fixed", "1"),
                Map.of("user", Secret.of("ada"), "api-key", Secret.of("s3$1\\cret")));

        assertThat(signer.sign())
                .containsOnly(Map.entry("Authorization", "Token ada:s3$1\\cret!"), Map.entry("X-Fixed", "1"));
    }

    @Test
    void a_credential_that_looks_like_a_place_is_left_as_it_is() {
        Map<String, Secret> credentials = Map.of("a", Secret.of("{b}"), "b", Secret.of("{a}"));

        HeaderTemplates signer = new HeaderTemplates(Map.of("Authorization", "{a}/{b}"), credentials);

        assertThat(signer.sign()).containsEntry("Authorization", "{b}/{a}");
    }

    @Test
    void a_place_without_a_credential_stays_visible() {
        HeaderTemplates signer = new HeaderTemplates(Map.of("X-Key", "{other}"), Map.of());

        assertThat(signer.sign()).containsEntry("X-Key", "{other}");
    }
}
