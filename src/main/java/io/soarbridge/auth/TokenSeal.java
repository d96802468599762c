package io.soarbridge.auth;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.soarbridge.config.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts for the ledger: JWE, direct, AES-256-GCM. A sealed text opens for the id only that it was sealed for. Thread-safe.
 */
public final class TokenSeal {
    private static final String ID = "soarbridge.id";
    private static final byte[] PURPOSE = ascii("soarbridge rest-call sealing key 1");
    private static final int ROUNDS = 600_000;
    private static final int BITS = 256;

    private final SecretKey key;

    private TokenSeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** By a configured text. Takes a moment, on purpose: made once, at start. Bridges with the same text open each other's seals. */
    public static TokenSeal of(Secret text) {
        PBEKeySpec spec = new PBEKeySpec(text.reveal().toCharArray(), PURPOSE, ROUNDS, BITS);
        try {
            return new TokenSeal(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /**
     * By a key in the folder's file {@value SealingKeyFile#NAME}, made when it is absent.
     *
     * @throws io.soarbridge.support.BridgeException {@code auth/sealing-key} when the file cannot be made or holds no key
     */
    public static TokenSeal in(Path folder) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256"); // HKDF-Expand of RFC 5869, one block
            mac.init(new SecretKeySpec(SealingKeyFile.in(folder), "HmacSHA256"));
            mac.update(PURPOSE);
            return new TokenSeal(mac.doFinal(new byte[] {1}));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** By a key that nobody else has, for what is kept no longer than the process runs. */
    public static TokenSeal fleeting() {
        byte[] key = new byte[BITS / Byte.SIZE];
        new SecureRandom().nextBytes(key);
        return new TokenSeal(key);
    }

    String seal(String id, String text) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .customParam(ID, id)
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(text));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
        return sealed.serialize();
    }

    /** Empty when it was sealed with another key, for another id, or is broken. */
    Optional<String> open(String id, String sealed) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            if (!id.equals(object.getHeader().getCustomParam(ID))) {
                return Optional.empty();
            }
            object.decrypt(new DirectDecrypter(key));
            return Optional.of(object.getPayload().toString());
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "TokenSeal";
    }
}
