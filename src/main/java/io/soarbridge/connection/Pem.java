package io.soarbridge.connection;

import io.soarbridge.auth.ClientIdentity;
import io.soarbridge.auth.PemText;
import io.soarbridge.auth.TlsMaterial;
import io.soarbridge.config.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;

/** TLS material from the PEM files of a connection. */
final class Pem {
    private Pem() {}

    static SSLContext sslContext(TlsSettings tls) throws IOException, GeneralSecurityException {
        TlsMaterial material = new TlsMaterial();
        if (!tls.verify()) {
            material.trustingAnything();
        } else if (tls.trust() != null) {
            material.trusting(certificates(tls.trust()));
        }
        if (tls.clientCert() != null) {
            material.presenting(ClientIdentity.of(text(tls.clientCert()), text(tls.clientKey())));
        }
        return material.context();
    }

    static Collection<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        return text(file).certificates();
    }

    /** PEM is ASCII, but words around the blocks may be of any encoding. */
    private static PemText text(Path file) throws IOException, GeneralSecurityException {
        return PemText.of(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
}
