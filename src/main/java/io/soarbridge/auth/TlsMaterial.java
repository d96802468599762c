package io.soarbridge.auth;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a TLS client trusts and presents, in memory only. */
public final class TlsMaterial {
    private TrustManager[] trust;
    private KeyManager[] keys;

    /** The JDK's authorities, and no certificate of our own. */
    public TlsMaterial() {}

    /** These certificates instead of the JDK's authorities. */
    public TlsMaterial trusting(Collection<X509Certificate> certificates) throws GeneralSecurityException {
        KeyStore store = empty();
        int i = 0;
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("trust-" + i++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        trust = factory.getTrustManagers();
        return this;
    }

    /** For an operator or a caller who has switched the check of certificates off, and is warned. */
    public TlsMaterial trustingAnything() {
        trust = new TrustManager[] {new TrustAnything()};
        return this;
    }

    /** Presented whenever a server asks, whatever authorities it names, as OpenSSL does. */
    public TlsMaterial presenting(ClientIdentity identity) {
        keys = new KeyManager[] {identity.keyManager()};
        return this;
    }

    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    private static final class TrustAnything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
