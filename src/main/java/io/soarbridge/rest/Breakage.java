package io.soarbridge.rest;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Why a connection broke.
 *
 * @param chain the exception and its causes, outermost first
 */
public record Breakage(List<Throwable> chain) {
    public static Breakage of(Throwable outermost) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = outermost; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return new Breakage(chain);
    }

    /** Whether nothing of the request can have left. */
    boolean neverSent() {
        return chain.stream().anyMatch(Breakage::neverSent);
    }

    private static boolean neverSent(Throwable t) {
        return t instanceof ConnectException
                || t instanceof UnknownHostException
                || t instanceof NoRouteToHostException
                || t instanceof SSLHandshakeException
                || t instanceof SSLPeerUnverifiedException
                || t instanceof ConnectTimeoutException
                || t instanceof ConnectionRequestTimeoutException;
    }

    /** In words; may hold text of the system's. */
    public String words() {
        Throwable root = chain.get(chain.size() - 1);
        String kind = first(chain.stream().map(Breakage::kind), root.getClass().getSimpleName());
        String detail = first(chain.stream().map(Breakage::validity), root.getMessage());
        return detail == null ? kind : kind + ": " + detail;
    }

    private static String first(Stream<String> words, String otherwise) {
        return words.filter(Objects::nonNull).findFirst().orElse(otherwise);
    }

    private static String kind(Throwable t) {
        if (t instanceof UnknownHostException) {
            return "the host name does not resolve";
        }
        if (t instanceof ConnectException || t instanceof ConnectTimeoutException) {
            return "the connection was refused or timed out";
        }
        if (t instanceof ConnectionRequestTimeoutException) {
            return "no connection of the pool became free in time";
        }
        if (t instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return t instanceof SSLException || t instanceof GeneralSecurityException ? "TLS failed" : null;
    }

    /** When a certificate of the system's is out of date, which one and since when; else null. */
    private static String validity(Throwable t) {
        if (!(t instanceof CertPathValidatorException path)
                || path.getCertPath() == null
                || path.getIndex() < 0
                || !(path.getCertPath().getCertificates().get(path.getIndex())
                        instanceof X509Certificate certificate)) {
            return null;
        }
        String of = certificate.getSubjectX500Principal().getName();
        if (path.getCause() instanceof CertificateExpiredException) {
            return "the certificate of %s expired at %s"
                    .formatted(of, certificate.getNotAfter().toInstant());
        }
        return path.getCause() instanceof CertificateNotYetValidException
                ? "the certificate of %s is not valid before %s"
                        .formatted(of, certificate.getNotBefore().toInstant())
                : null;
    }
}
