package io.soarbridge.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * JSON Web Tokens, byte for byte as PyJWT 2.6 makes them: header keys sorted, claims in their own order, ASCII only. What PyJWT
 * would sign though it protects nothing is refused.
 */
public final class Jwts {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Jwts() {}

    /**
     * @param headers of the token, or null; an {@code alg} in it goes before {@code algorithm}, an empty {@code typ} takes that one out
     * @param payload an object, null for an empty one
     * @param key text for HMAC; PEM or JWK
     * @param algorithm such as {@code ES256}; null or empty for HS256
     * @param allowShortKeys whether an HMAC key may be shorter than RFC 7518 §3.2 demands; then {@code warnings} hears of it
     * @throws BridgeException {@code auth/jwt-input} for headers, claims or an algorithm that cannot be used, {@code auth/jwt-key} for
     *     such a key; the message never shows any of it
     */
    public static String compile(
            JsonNode headers,
            JsonNode payload,
            String key,
            String algorithm,
            boolean allowShortKeys,
            Consumer<String> warnings) {
        ObjectNode header = object("headers", headers);
        ObjectNode claims = object("payload", payload);
        JwtAlgorithm signature = JwtAlgorithm.of(name(header.get("alg"), algorithm));
        complete(header, signature);
        String input = encoded(PythonJson.compactSorted(header)) + "." + encoded(PythonJson.compact(claims));
        JwtKey secret = JwtKey.of(key, signature);
        secret.requireLong(signature, allowShortKeys, warnings);
        byte[] signed = secret.sign(signature, input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64URL.encodeToString(signed);
    }

    static BridgeException refused(String code, String why) {
        return new BridgeException(code, "Making the JWT: " + why + ".");
    }

    private static ObjectNode object(String what, JsonNode given) {
        if (given == null || given.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (given instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw refused(
                "auth/jwt-input",
                "the %s must be a JSON object, and are of type %s"
                        .formatted(what, given.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
    }

    private static String name(JsonNode inHeader, String algorithm) {
        if (inHeader != null && !isEmpty(inHeader)) {
            if (!inHeader.isTextual()) {
                throw refused("auth/jwt-input", "\"alg\" in the headers must be text");
            }
            return inHeader.textValue();
        }
        return algorithm == null || algorithm.isEmpty() ? "HS256" : algorithm;
    }

    private static void complete(ObjectNode header, JwtAlgorithm algorithm) {
        header.put("alg", algorithm.wire());
        JsonNode type = header.get("typ");
        if (type == null) {
            header.put("typ", "JWT");
        } else if (isEmpty(type)) {
            header.remove("typ");
        }
        header.remove("b64"); // the payload is always encoded, so that the header would be a lie
        if (header.has("kid") && !header.get("kid").isTextual()) {
            throw refused("auth/jwt-input", "\"kid\" in the headers must be text");
        }
    }

    /** What Python takes for false. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.decimalValue().signum() == 0)
                || (value.isContainerNode() && value.isEmpty());
    }

    private static String encoded(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }
}
