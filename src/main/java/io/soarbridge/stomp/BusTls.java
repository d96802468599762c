package io.soarbridge.stomp;

import io.soarbridge.config.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards the bus, from PEM files that are read anew for each connection. Always verified. */
final class BusTls {
    private static final char[] NO_PASSWORD = new char[0];
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private BusTls() {}

    static SSLContext sslContext(TlsSettings tls) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(tls), trust(tls), null);
        return context;
    }

    /** @throws GeneralSecurityException when there is none in the file */
    static Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("no certificate in " + file);
            }
            return found;
        }
    }

    private static TrustManager[] trust(TlsSettings tls) throws IOException, GeneralSecurityException {
        if (tls.trust() == null) {
            return null;
        }
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(tls.trust())) {
            store.setCertificateEntry("trust-" + i++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(TlsSettings tls) throws IOException, GeneralSecurityException {
        if (tls.clientCert() == null) {
            return null;
        }
        KeyStore store = empty();
        Certificate[] chain = certificates(tls.clientCert()).toArray(Certificate[]::new);
        store.setKeyEntry("client", key(tls.clientKey()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new GeneralSecurityException("%s holds no unencrypted PKCS#8 key".formatted(file));
        }
        PKCS8EncodedKeySpec der =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new GeneralSecurityException("the key in %s is neither RSA, EC nor EdDSA".formatted(file));
    }
}
