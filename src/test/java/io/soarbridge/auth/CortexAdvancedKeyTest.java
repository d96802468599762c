package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.Secret;
import io.soarbridge.testkit.SettableClock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CortexAdvancedKeyTest {
    private final SettableClock clock = new SettableClock("2023-11-14T22:13:20.123Z");
    private final CortexAdvancedKey signer = new CortexAdvancedKey(Secret.of("k3y-ü"), Secret.of("7"), clock);

    @Test
    void the_digest_of_the_worked_vector_matches() {
        String digest = CortexAdvancedKey.digest("k3y", "A".repeat(64), "1700000000000");

        assertThat(digest).isEqualTo("9e84f875b2e26143437db95c0ac99ac260abdea8f8867853f729ddd8679dc9e3");
    }

    /** The vendor's sample: sha256 over key, nonce and timestamp one after the other, as 64 hex digits. */
    @Test
    void a_receiver_can_verify_the_signature_from_the_headers() throws Exception {
        Map<String, String> headers = signer.sign();

        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update("k3y-ü".getBytes(StandardCharsets.UTF_8));
        sha.update(headers.get("x-xdr-nonce").getBytes(StandardCharsets.UTF_8));
        sha.update(headers.get("x-xdr-timestamp").getBytes(StandardCharsets.UTF_8));
        assertThat(headers.get("Authorization")).isEqualTo("%064x".formatted(new BigInteger(1, sha.digest())));
        assertThat(headers).containsOnlyKeys("Authorization", "x-xdr-auth-id", "x-xdr-nonce", "x-xdr-timestamp");
        assertThat(headers).containsEntry("x-xdr-auth-id", "7");
    }

    @Test
    void the_time_is_in_epoch_milliseconds_of_now() {
        String before = signer.sign().get("x-xdr-timestamp");

        clock.advance(Duration.ofMillis(877));

        assertThat(before).isEqualTo("1700000000123");
        assertThat(signer.sign()).containsEntry("x-xdr-timestamp", "1700000001000");
    }

    @Test
    void every_signature_has_a_fresh_nonce_of_64_letters_and_digits() {
        Set<String> nonces = new HashSet<>();
        Set<Integer> characters = new TreeSet<>();

        for (int i = 0; i < 500; i++) {
            String nonce = signer.sign().get("x-xdr-nonce");
            nonces.add(nonce);
            nonce.chars().forEach(characters::add);
        }

        assertThat(nonces).hasSize(500).allMatch(nonce -> nonce.matches("[A-Za-z0-9]{64}"));
        assertThat(characters).as("the whole alphabet is used").hasSize(62);
    }

    @Test
    void the_key_itself_is_in_no_header() {
        assertThat(signer.sign().values()).noneMatch(value -> value.contains("k3y"));
    }
}
