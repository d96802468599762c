package io.soarbridge.auth;

import io.soarbridge.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The "advanced" API key of Palo Alto Networks Cortex: the key itself never travels, its SHA-256 together with a nonce and a time
 * does. Plain SHA-256 of {@code key + nonce + timestamp} in lower-case hex, a nonce of 64 letters and digits, the time in epoch
 * milliseconds (vendor page "Get started with APIs").
 */
public final class CortexAdvancedKey implements Signer {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int NONCE_LENGTH = 64;

    private final Secret key;
    private final Secret keyId;
    private final InstantSource clock;
    private final RandomGenerator random;

    public CortexAdvancedKey(Secret key, Secret keyId, InstantSource clock) {
        this(key, keyId, clock, new SecureRandom());
    }

    CortexAdvancedKey(Secret key, Secret keyId, InstantSource clock, RandomGenerator random) {
        this.key = key;
        this.keyId = keyId;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Map<String, String> sign() {
        String nonce = nonce();
        String timestamp = Long.toString(clock.millis());
        return Map.of(
                "Authorization",
                digest(key.reveal(), nonce, timestamp),
                "x-xdr-auth-id",
                keyId.reveal(),
                "x-xdr-nonce",
                nonce,
                "x-xdr-timestamp",
                timestamp);
    }

    static String digest(String key, String nonce, String timestamp) {
        byte[] text = (key + nonce + timestamp).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String nonce() {
        StringBuilder nonce = new StringBuilder(NONCE_LENGTH);
        byte[] bytes = new byte[NONCE_LENGTH + NONCE_LENGTH / 4];
        while (nonce.length() < NONCE_LENGTH) {
            random.nextBytes(bytes); // one call for all, as a secure one is dear
            for (int i = 0; i < bytes.length && nonce.length() < NONCE_LENGTH; i++) {
                int index = bytes[i] & 63;
                if (index < ALPHABET.length()) {
                    nonce.append(ALPHABET.charAt(index));
                }
            }
        }
        return nonce.toString();
    }
}
