package io.soarbridge.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The signatures that a token can have. The constants are the names that go on the wire (RFC 7518 §3.1, RFC 8037 §3.1). */
enum JwtAlgorithm {
    HS256(Kind.HMAC, 32, null),
    HS384(Kind.HMAC, 48, null),
    HS512(Kind.HMAC, 64, null),
    RS256(Kind.RSA, 0, null),
    RS384(Kind.RSA, 0, null),
    RS512(Kind.RSA, 0, null),
    PS256(Kind.RSA, 0, null),
    PS384(Kind.RSA, 0, null),
    PS512(Kind.RSA, 0, null),
    ES256(Kind.EC, 0, Curve.P_256),
    ES384(Kind.EC, 0, Curve.P_384),
    ES512(Kind.EC, 0, Curve.P_521),
    EDDSA(Kind.EDWARDS, 0, Curve.Ed25519);

    /** What an algorithm's key is. */
    enum Kind {
        HMAC,
        RSA,
        EC,
        EDWARDS
    }

    private final Kind kind;
    private final int keyBytes;
    private final Curve curve;

    JwtAlgorithm(Kind kind, int keyBytes, Curve curve) {
        this.kind = kind;
        this.keyBytes = keyBytes;
        this.curve = curve;
    }

    Kind kind() {
        return kind;
    }

    /** Least length of a key by RFC 7518 §3.2; 0 when it has no such rule. */
    int keyBytes() {
        return keyBytes;
    }

    /** Null when the key has none. */
    Curve curve() {
        return curve;
    }

    String wire() {
        return this == EDDSA ? "EdDSA" : name();
    }

    JWSAlgorithm nimbus() {
        return JWSAlgorithm.parse(wire());
    }

    String mac() {
        return "HmacSHA" + name().substring(2);
    }

    static JwtAlgorithm of(String name) {
        if ("none".equals(name.toLowerCase(Locale.ROOT))) {
            throw Jwts.refused(
                    "auth/jwt-input", "the algorithm \"none\" makes tokens that anybody could write; it is never used");
        }
        return Arrays.stream(values())
                .filter(one -> one.wire().equals(name))
                .findFirst()
                .orElseThrow(() -> Jwts.refused(
                        "auth/jwt-input",
                        "the algorithm \"%s\" is not known; known are %s".formatted(shown(name), known())));
    }

    private static String known() {
        return Arrays.stream(values()).map(JwtAlgorithm::wire).collect(Collectors.joining(", "));
    }

    /** In case that somebody has put the key into the wrong field. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_-]{1,16}") ? name : "…";
    }
}
