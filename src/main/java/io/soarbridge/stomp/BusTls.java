package io.soarbridge.stomp;

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

/** TLS towards the bus, from PEM files that are read anew for each connection. Always verified. */
final class BusTls {
    private BusTls() {}

    static SSLContext sslContext(TlsSettings tls) throws IOException, GeneralSecurityException {
        TlsMaterial material = new TlsMaterial();
        if (tls.trust() != null) {
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

    private static PemText text(Path file) throws IOException, GeneralSecurityException {
        return PemText.of(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
}
