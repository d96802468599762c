package io.soarbridge.auth;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The private key of a TLS client and its certificate chain, the client's own first. */
public final class ClientIdentity {
    private static final byte[] SAMPLE =
            "does the key belong to the certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final PrivateKey key;
    private final X509Certificate[] chain;

    private ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain.toArray(X509Certificate[]::new);
    }

    /**
     * @param certificates in any order; those that do not lead from the client's own to an authority are left out
     * @param key may be the same text
     * @throws GeneralSecurityException when either is missing or broken, or no certificate is of this key
     */
    public static ClientIdentity of(PemText certificates, PemText key) throws GeneralSecurityException {
        List<X509Certificate> rest = new ArrayList<>(certificates.certificates());
        PrivateKey own = key.privateKey();
        for (X509Certificate certificate : rest) {
            if (belong(own, certificate.getPublicKey())) {
                return new ClientIdentity(own, chain(certificate, rest));
            }
        }
        throw new GeneralSecurityException(
                "the private key (%s) does not belong to the certificate (%s)".formatted(key, certificates));
    }

    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> rest) {
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate next = own;
        while (next != null) {
            chain.add(next);
            X509Certificate last = next;
            next = rest.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                    .filter(one -> !chain.contains(one))
                    .findFirst()
                    .orElse(null);
        }
        return chain;
    }

    /** What the one signs, the other has to accept: true for every kind of key. */
    private static boolean belong(PrivateKey key, PublicKey certified) {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of another kind
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }

    X509ExtendedKeyManager keyManager() {
        return new OneKey();
    }

    private final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "client";

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return Arrays.asList(types).contains(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return chooseClientAlias(types, issuers, null);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
