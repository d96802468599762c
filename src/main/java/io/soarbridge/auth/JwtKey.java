package io.soarbridge.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that fits its algorithm; every other is refused here. RSA and EC are signed by Nimbus, HMAC and Ed25519 by the JDK. */
final class JwtKey {
    private static final int SHORTEST_RSA = 2048;
    private static final byte[] ED25519 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    /** A {@link SecretKeySpec} for HMAC, a private key else. */
    private final Key key;

    private JwtKey(Key key) {
        this.key = key;
    }

    static JwtKey of(String text, JwtAlgorithm algorithm) {
        if (text == null || text.isEmpty()) {
            throw refused("it is empty");
        }
        try {
            Key key = isJwk(text)
                    ? ofJwk(text)
                    : text.contains("-----BEGIN ") ? ofPem(text, algorithm) : ofText(text, algorithm);
            requireFit(key, algorithm);
            return new JwtKey(key);
        } catch (GeneralSecurityException e) {
            throw refused(e.getMessage());
        }
    }

    void requireLong(JwtAlgorithm algorithm, boolean allowShort, Consumer<String> warnings) {
        int bytes = algorithm.kind() == JwtAlgorithm.Kind.HMAC ? key.getEncoded().length : algorithm.keyBytes();
        if (bytes >= algorithm.keyBytes()) {
            return;
        }
        String why = "it has %d bytes; RFC 7518 §3.2 demands %d or more for %s"
                .formatted(bytes, algorithm.keyBytes(), algorithm.wire());
        if (!allowShort) {
            throw refused(why);
        }
        warnings.accept("The key of the JWT is short: " + why + ".");
    }

    byte[] sign(JwtAlgorithm algorithm, byte[] input) {
        try {
            return switch (algorithm.kind()) {
                case HMAC -> {
                    Mac mac = Mac.getInstance(algorithm.mac());
                    mac.init(key);
                    yield mac.doFinal(input);
                }
                case RSA -> nimbus(new RSASSASigner((PrivateKey) key), algorithm, input);
                case EC -> nimbus(new ECDSASigner((ECPrivateKey) key), algorithm, input);
                case EDWARDS -> {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign((PrivateKey) key);
                    signature.update(input);
                    yield signature.sign();
                }
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new BridgeException(
                    "auth/jwt-key", "Making the JWT: the key cannot sign with %s.".formatted(algorithm.wire()), e);
        }
    }

    private static byte[] nimbus(JWSSigner signer, JwtAlgorithm algorithm, byte[] input) throws JOSEException {
        return signer.sign(new JWSHeader(algorithm.nimbus()), input).decode();
    }

    private static BridgeException refused(String why) {
        return Jwts.refused("auth/jwt-key", "the key cannot be used: " + why);
    }

    private static boolean isJwk(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return false;
        }
        try {
            return Json.read(text).has("kty");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Key ofJwk(String text) throws GeneralSecurityException {
        try {
            JWK jwk = JWK.parse(text);
            if (!jwk.isPrivate()) {
                throw new GeneralSecurityException("the JWK has the public part only");
            }
            if (jwk instanceof OctetSequenceKey octets) {
                return octets.toSecretKey("Hmac");
            }
            if (jwk instanceof RSAKey rsa) {
                return rsa.toRSAPrivateKey();
            }
            if (jwk instanceof ECKey ec) {
                return ec.toECPrivateKey();
            }
            return ofOctets((OctetKeyPair) jwk);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new GeneralSecurityException(
                    "the JWK cannot be read; kty may be oct, RSA, EC or OKP"); // hides what it quotes
        }
    }

    private static PrivateKey ofOctets(OctetKeyPair jwk) throws GeneralSecurityException {
        byte[] secret = jwk.getDecodedD();
        if (!Curve.Ed25519.equals(jwk.getCurve()) || secret.length != 32) {
            throw new GeneralSecurityException("the JWK is no key of Ed25519");
        }
        byte[] der = java.util.Arrays.copyOf(ED25519, ED25519.length + secret.length);
        System.arraycopy(secret, 0, der, ED25519.length, secret.length);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static Key ofPem(String text, JwtAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.kind() == JwtAlgorithm.Kind.HMAC) {
            throw new GeneralSecurityException(
                    "%s needs a secret that both sides share, and this is PEM of a key pair, half of which may be public"
                            .formatted(algorithm.wire()));
        }
        return PemText.of("jwt_key", text).privateKey();
    }

    private static Key ofText(String text, JwtAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.kind() != JwtAlgorithm.Kind.HMAC) {
            throw new GeneralSecurityException(
                    "%s needs a private key, as PEM or JWK, and this is plain text".formatted(algorithm.wire()));
        }
        if (text.matches("(?s)\\s*(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp\\d+)\\s.+")) {
            throw new GeneralSecurityException("it is a public key of SSH, which is no secret");
        }
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "Hmac");
    }

    private static void requireFit(Key key, JwtAlgorithm algorithm) throws GeneralSecurityException {
        boolean right = switch (algorithm.kind()) {
            case HMAC -> key instanceof SecretKeySpec;
            case RSA -> key instanceof RSAPrivateKey;
            case EC -> key instanceof ECPrivateKey;
            case EDWARDS -> key instanceof EdECPrivateKey;
        };
        if (!right) {
            throw new GeneralSecurityException(
                    "%s needs %s, and this is %s".formatted(algorithm.wire(), needed(algorithm), kind(key)));
        }
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw new GeneralSecurityException("it has %d bits; RFC 7518 §3.3 demands %d or more"
                    .formatted(rsa.getModulus().bitLength(), SHORTEST_RSA));
        }
        if (algorithm.curve() != null && !algorithm.curve().equals(curve(key))) {
            throw new GeneralSecurityException("%s needs a key on the curve %s, and this is on another"
                    .formatted(algorithm.wire(), algorithm.curve().getName()));
        }
    }

    private static Curve curve(Key key) {
        if (key instanceof ECPrivateKey ec) {
            return Curve.forECParameterSpec(ec.getParams());
        }
        return Curve.forStdName(((EdECPrivateKey) key).getParams().getName());
    }

    private static String needed(JwtAlgorithm algorithm) {
        return switch (algorithm.kind()) {
            case HMAC -> "a secret that both sides share";
            case RSA -> "a private RSA key";
            case EC -> "a private EC key";
            case EDWARDS -> "a private key of Ed25519";
        };
    }

    private static String kind(Key key) {
        return key instanceof SecretKeySpec ? "a shared secret" : "a private key of " + key.getAlgorithm();
    }
}
