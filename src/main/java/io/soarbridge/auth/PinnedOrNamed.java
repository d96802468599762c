package io.soarbridge.auth;

import java.security.cert.Certificate;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/**
 * Takes a certificate for the host that it names, as always, and one that the operator has named by file for any host: an appliance's
 * own certificate seldom has the address by which it is reached. What an authority has signed is never taken by its file alone.
 */
public final class PinnedOrNamed implements HostnameVerifier {
    private final HostnameVerifier named = new DefaultHostnameVerifier();
    private final Set<Certificate> pinned;

    /** @param pinned the certificates that the operator named by file; may be empty */
    public PinnedOrNamed(Collection<? extends Certificate> pinned) {
        this.pinned = Set.copyOf(pinned);
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        return isPinned(session) || named.verify(host, session);
    }

    private boolean isPinned(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && pinned.contains(chain[0]);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
