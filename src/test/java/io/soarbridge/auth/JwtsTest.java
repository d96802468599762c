package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole tokens in here are what PyJWT made of the same inputs: 2.6 for those of the function, 2.15 for the last two. */
final class JwtsTest {
    private static final String LONG = "a secret of sixty-four bytes or more, so that no algorithm minds it.";

    private static final RSAKey RSA = rsa();

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|key112233|-|eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.KFMTstbOO6XBZ8GRoPFQc5NO9SxSLuYunIK9SPdPVBo",
                "-|{}|encryptionkey||eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.xptMQAf_YCcAM7MSt3xifgItgCQAYUDFccm0uz-ENFc",
                "{\"key1\":\"value1\",\"key2\":\"value2\"}|-|encryptionkey|HS256|eyJhbGciOiJIUzI1NiIsImtleTEiOiJ2YWx1ZTEiLCJrZXkyIjoidmFsdWUyIiwidHlwIjoiSldUIn0.e30.yRfHHke4q-bNQ2paunR_iRBRO72KZnRSPARvYyP3kpA",
                "{\"key1\":\"value1\",\"key2\":\"value2\"}|{\"key1\":\"value1\",\"key2\":\"value2\"}|encryptionkey|-|eyJhbGciOiJIUzI1NiIsImtleTEiOiJ2YWx1ZTEiLCJrZXkyIjoidmFsdWUyIiwidHlwIjoiSldUIn0.eyJrZXkxIjoidmFsdWUxIiwia2V5MiI6InZhbHVlMiJ9.Vl6UkvGJycRS9uwraqmLPQnU44vp-MtTG7PyXzIZfqM",
                "-|{\"exp\": 1700000000,\"iss\":\"x\"}|k|-|eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3MDAwMDAwMDAsImlzcyI6IngifQ.7AUSQn163Q2T2GrQ8UwGkC_JFFVhyObHy4q65S7Xg-I",
                "-|{\"iss\":\"x\",\"exp\":\"5\"}|k|-|eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJ4IiwiZXhwIjoiNSJ9.wim9PP5Hw-NxoBjxKFu37uiMeiATY00B_LZv1lwSaAE",
                "{\"zeta\":{\"b\":1,\"a\":2},\"kid\":\"ü\"}|{\"z\":\"é😀\",\"a\":[1.0,1e16,null,true]}|schlüssel|HS512|eyJhbGciOiJIUzUxMiIsImtpZCI6Ilx1MDBmYyIsInR5cCI6IkpXVCIsInpldGEiOnsiYSI6MiwiYiI6MX19.eyJ6IjoiXHUwMGU5XHVkODNkXHVkZTAwIiwiYSI6WzEuMCwxZSsxNixudWxsLHRydWVdfQ.dOC8KU9P8FcjRF27i_YtUfujJRko6QnQarJ18OXCixsFj4oGU7QCLCt2LHrXDdwM9ospSZt0-CPZMfuZjIai9A",
                "{\"typ\":\"\",\"alg\":\"HS384\",\"b64\":true}|{\"a\":1}|k|HS256|eyJhbGciOiJIUzM4NCJ9.eyJhIjoxfQ.NcLCNhbSGF9cY7ID_b7CHdcygWVTJj3vPS8qgFCjqRacyNV_CaSXxzP78DLMtqem"
            })
    void makes_the_bytes_of_pyjwt(String headers, String payload, String key, String algorithm, String token)
            throws Exception {
        assertThat(Jwts.compile(json(headers), json(payload), key, algorithm, true, warnings::add))
                .isEqualTo(token);
        assertThat(warnings).singleElement().asString().contains("RFC 7518").doesNotContain(key + " ");
    }

    @ParameterizedTest
    @CsvSource({"HS256, 32", "HS384, 48", "HS512, 64"})
    void a_short_key_is_refused_unless_it_is_allowed(String algorithm, int bytes) throws Exception {
        String shortest = LONG.substring(0, bytes);

        assertThat(refusal(shortest.substring(1), algorithm)).contains("%d or more".formatted(bytes));
        String token = Jwts.compile(null, null, shortest, algorithm, false, warnings::add);

        assertThat(JWSObject.parse(token).verify(new MACVerifier(shortest))).isTrue();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void signs_with_rsa_in_every_form(String algorithm) throws Exception {
        RSASSAVerifier ofFile = new RSASSAVerifier(publicOf(TestKeys.read("rsa-pkcs8")));
        String pkcs1 = TestKeys.read("rsa-pkcs1");

        for (String key : List.of(
                pkcs1,
                TestKeys.read("rsa-pkcs8"),
                pkcs1.replace("\n", "\\n"),
                pkcs1.replace("\n", "\r\n   "),
                "my key:\n  " + pkcs1.replace("\n", "\n  "))) {
            assertThat(signed(key, algorithm).verify(ofFile)).isTrue();
        }
        assertThat(signed(RSA.toJSONString(), algorithm).verify(new RSASSAVerifier(RSA)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ES256, prime256v1, P-256", "ES384, secp384r1, P-384", "ES512, secp521r1, P-521"})
    void signs_with_ec_in_every_form(String algorithm, String file, String curve) throws Exception {
        ECKey jwk = new ECKeyGenerator(Curve.parse(curve)).generate();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(Curve.parse(curve).toECParameterSpec());
        KeyPair pair = generator.generateKeyPair();
        String sec1 = TestKeys.read("ec-" + file + "-sec1");
        String withoutParameters = sec1.substring(sec1.indexOf("-----BEGIN EC PRIVATE KEY"));

        assertThat(signed(jwk.toJSONString(), algorithm).verify(new ECDSAVerifier(jwk)))
                .isTrue();
        assertThat(signed(pem(pair), algorithm)
                        .verify(new ECDSAVerifier((java.security.interfaces.ECPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(signed(sec1, algorithm).getSignature()).isNotNull();
        assertThat(signed(withoutParameters, algorithm).getHeader().getAlgorithm())
                .hasToString(algorithm);
    }

    @Test
    void signs_with_ed25519_from_pem_and_jwk() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] spki = pair.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(java.util.Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        String jwk = new OctetKeyPair.Builder(Curve.Ed25519, x)
                .d(Base64URL.encode(secret))
                .build()
                .toJSONString();

        for (String key : List.of(pem(pair), jwk)) {
            String token = Jwts.compile(null, null, key, "EdDSA", false, warnings::add);
            String[] parts = token.split("\\.");
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(pair.getPublic());
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        }
        assertThat(signed(TestKeys.read("ed25519"), "EdDSA").getHeader().getAlgorithm())
                .hasToString("EdDSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void none_is_never_used(String none) throws Exception {
        assertThat(refusal(LONG, none)).contains("anybody could write");
        assertThatThrownBy(() ->
                        Jwts.compile(json("{\"alg\":\"" + none + "\"}"), null, LONG, "HS256", true, warnings::add))
                .hasMessageContaining("anybody could write");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-1024, RS256, 1024 bits",
        "rsa-1024, PS256, 2048 or more",
        "ec-prime256v1-sec1, ES384, curve P-384",
        "ec-secp384r1-sec1, ES256, curve P-256",
        "ec-secp256k1-sec1, ES256, curve P-256",
        "ed448, EdDSA, curve Ed25519",
        "rsa-pkcs8, HS256, half of which may be public",
        "rsa-public, HS512, half of which may be public",
        "rsa-public, RS256, it has PUBLIC KEY",
        "rsa-pkcs8, ES256, this is a private key of RSA",
        "ed25519, RS256, this is a private key of EdDSA",
        "rsa-encrypted-pkcs8, RS256, openssl pkey",
        "rsa-encrypted-pkcs1, RS256, openssl pkey"
    })
    void a_key_that_does_not_fit_is_refused_with_the_reason(String file, String algorithm, String reason) {
        String key = TestKeys.read(file);

        assertThat(refusal(key, algorithm)).contains(reason).doesNotContain(key.substring(90, 105));
    }

    @Test
    void other_keys_that_cannot_be_used_are_refused_with_the_reason() throws Exception {
        assertThat(refusal("", "HS256")).contains("empty");
        assertThat(refusal(null, "HS256")).contains("empty");
        assertThat(refusal("my secret", "RS256")).contains("PEM or JWK").doesNotContain("my secret");
        assertThat(refusal(RSA.toPublicJWK().toJSONString(), "HS256")).contains("public part only");
        assertThat(refusal(RSA.toJSONString(), "HS256")).contains("secret that both sides share");
        assertThat(refusal("{\"kty\":\"oct\",\"k\":\"" + Base64URL.encode(LONG) + "\"}", "RS256"))
                .contains("shared secret")
                .doesNotContain(Base64URL.encode(LONG).toString());
        assertThat(refusal("{\"kty\":\"made-up-secret\"}", "HS256")).doesNotContain("made-up-secret");
        assertThat(refusal("ssh-rsa AAAAB3NzaC1yc2E somebody", "HS256")).contains("SSH");
    }

    @Test
    void a_jwk_of_octets_and_other_json_are_keys_for_hmac() throws Exception {
        String jwk = "{\"kty\":\"oct\",\"k\":\"" + Base64URL.encode(LONG) + "\"}";
        String json = "{\"this is\":\"no JWK, but a secret text of its own\"}";

        assertThat(signed(jwk, "HS256").verify(new MACVerifier(LONG))).isTrue();
        assertThat(signed(json, "HS256").verify(new MACVerifier(json))).isTrue();
    }

    @Test
    void inputs_that_make_no_token_are_refused_with_the_reason() throws Exception {
        assertThat(refusal(LONG, "HS257")).contains("HS257", "HS256, HS384", "EdDSA");
        assertThat(refusal(LONG, "it was the key / with = signs")).doesNotContain("signs");
        assertThatThrownBy(() -> Jwts.compile(null, json("[1]"), LONG, null, true, warnings::add))
                .hasMessageContaining("payload must be a JSON object")
                .hasFieldOrPropertyWithValue("code", "auth/jwt-input");
        assertThatThrownBy(() -> Jwts.compile(json("\"x\""), null, LONG, null, true, warnings::add))
                .hasMessageContaining("headers must be a JSON object");
        assertThatThrownBy(() -> Jwts.compile(json("{\"kid\":5}"), null, LONG, null, true, warnings::add))
                .hasMessageContaining("kid");
        assertThatThrownBy(() -> Jwts.compile(json("{\"alg\":5}"), null, LONG, null, true, warnings::add))
                .hasMessageContaining("alg");
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWSObject signed(String key, String algorithm) throws Exception {
        return JWSObject.parse(Jwts.compile(null, json("{\"a\":1}"), key, algorithm, false, warnings::add));
    }

    private String refusal(String key, String algorithm) {
        return catchThrowableOfType(
                        BridgeException.class, () -> Jwts.compile(null, null, key, algorithm, false, warnings::add))
                .getMessage();
    }

    private static JsonNode json(String text) throws Exception {
        return text == null ? null : Json.read(text);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    private static RSAPublicKey publicOf(String pem) throws Exception {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) PemText.of("test", pem).privateKey();
        return (RSAPublicKey) java.security.KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }
}
