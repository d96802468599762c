package io.soarbridge.restcall;

import io.soarbridge.auth.ClientIdentity;
import io.soarbridge.auth.PemText;
import io.soarbridge.auth.TlsMaterial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;

/**
 * What a call trusts and presents. Two are equal when they do the same; the texts of keys are not kept, only what was made of them.
 */
final class TlsChoice {
    static final TlsChoice USUAL = new TlsChoice(true, null, null, "", null);

    private final boolean verify;
    private final PemText trust;
    private final ClientIdentity identity;
    private final String digest;
    private final String trouble;

    private TlsChoice(boolean verify, PemText trust, ClientIdentity identity, String digest, String trouble) {
        this.verify = verify;
        this.trust = trust;
        this.identity = identity;
        this.digest = digest;
        this.trouble = trouble;
    }

    /** @param trouble why no connection can be made by TLS, as a sentence */
    static TlsChoice unusable(String trouble) {
        return new TlsChoice(true, null, null, digest("unusable", trouble), trouble);
    }

    /** Null when it can be used. */
    String trouble() {
        return trouble;
    }

    /** Accepts any certificate. */
    TlsChoice unverified() {
        return new TlsChoice(false, null, identity, digest, trouble);
    }

    /** @param pem instead of the JDK's authorities */
    TlsChoice trusting(String name, String pem) throws GeneralSecurityException {
        PemText text = PemText.of(name, pem);
        text.certificates();
        return new TlsChoice(true, text, identity, digest(digest, "trust", pem), null);
    }

    /** @param key may stand in the same text as the certificates */
    TlsChoice presenting(PemText certificates, PemText key, String texts) throws GeneralSecurityException {
        return new TlsChoice(
                verify, trust, ClientIdentity.of(certificates, key), digest(digest, "present", texts), null);
    }

    /** For another host than the one that the certificate was meant for. */
    TlsChoice withoutIdentity() {
        return identity == null ? this : new TlsChoice(verify, trust, null, digest("", "trust only", digest), null);
    }

    boolean verify() {
        return verify;
    }

    SSLContext context() throws GeneralSecurityException {
        TlsMaterial material = new TlsMaterial();
        if (!verify) {
            material.trustingAnything();
        } else if (trust != null) {
            material.trusting(trust.certificates());
        }
        return (identity == null ? material : material.presenting(identity)).context();
    }

    private static String digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsChoice same && same.verify == verify && same.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode() + (verify ? 1 : 0);
    }
}
