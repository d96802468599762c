package io.soarbridge.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates and private keys in PEM, as people paste them: indented, with CRLF or a literal {@code \n} at line ends, with words
 * around the blocks, several blocks in one text. Messages name the text and never show any of it.
 */
public final class PemText {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");

    private final String name;
    private final List<Block> blocks;

    private PemText(String name, List<Block> blocks) {
        this.name = name;
        this.blocks = blocks;
    }

    /**
     * @param name what the text is to a reader: an input such as {@code client_auth_key}, or a file
     * @throws GeneralSecurityException when a block has no end
     */
    public static PemText of(String name, String text) throws GeneralSecurityException {
        List<Block> blocks = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int label = at + BEGIN.length();
            int body = text.indexOf(DASHES, label);
            String what = body < 0 ? "" : text.substring(label, body);
            int content = body + DASHES.length();
            int end = body < 0 ? -1 : text.indexOf(END + what + DASHES, content);
            if (end < 0) {
                throw new GeneralSecurityException("a PEM block of %s begins and has no end".formatted(name));
            }
            blocks.add(new Block(what, text.substring(content, end)));
            at = text.indexOf(BEGIN, end);
        }
        return new PemText(name, blocks);
    }

    /** Whether the text has any block of PEM. */
    public boolean isPem() {
        return !blocks.isEmpty();
    }

    /**
     * In the order in which they stand.
     *
     * @throws GeneralSecurityException when there is none, or one is broken
     */
    public List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        for (Block block : blocks) {
            if (CERTIFICATES.contains(block.what())) {
                byte[] der = block.der(name);
                try {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
                } catch (GeneralSecurityException e) {
                    throw new GeneralSecurityException("a certificate in %s cannot be read".formatted(name), e);
                }
            }
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException("no certificate in %s; \"-----BEGIN CERTIFICATE-----\" is expected%s"
                    .formatted(name, isPem() ? ", it has " + labels() : ""));
        }
        return found;
    }

    /**
     * PKCS#8, PKCS#1 (RSA) or SEC1 (EC).
     *
     * @throws GeneralSecurityException when there is none, more than one, or one that is encrypted or broken
     */
    public PrivateKey privateKey() throws GeneralSecurityException {
        List<Block> keys = blocks.stream()
                .filter(block -> block.what().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw new GeneralSecurityException(
                    keys.isEmpty()
                            ? "no private key in %s; \"-----BEGIN PRIVATE KEY-----\" is expected%s"
                                    .formatted(name, isPem() ? ", it has " + labels() : "")
                            : "%d private keys in %s; one is expected".formatted(keys.size(), name));
        }
        Block key = keys.get(0);
        if (key.isEncrypted()) {
            throw new GeneralSecurityException(
                    "the private key in %s is encrypted; decrypt it first: openssl pkey -in KEY -out NEWKEY"
                            .formatted(name));
        }
        return new PrivateKeys(name, curve()).read(key.what(), key.der(name));
    }

    /** What openssl writes in front of an EC key. */
    private byte[] curve() throws GeneralSecurityException {
        Optional<Block> parameters = blocks.stream()
                .filter(block -> "EC PARAMETERS".equals(block.what()))
                .findFirst();
        return parameters.isPresent() ? parameters.get().der(name) : null;
    }

    private String labels() {
        return String.join(
                ", ",
                blocks.stream().map(Block::what).map(PemText::shown).distinct().toList());
    }

    /** A label comes with the text, which may be anything. */
    private static String shown(String label) {
        return label.matches("[A-Z0-9 ]{1,40}") ? label : "a block of another kind";
    }

    @Override
    public String toString() {
        return "PEM of " + name;
    }

    /** @param body what stands between the two lines */
    private record Block(String what, String body) {
        boolean isEncrypted() {
            return what.startsWith("ENCRYPTED") || body.contains("Proc-Type:");
        }

        byte[] der(String name) throws GeneralSecurityException {
            String base64 = body.replaceAll("\\\\[nrt]|\\s", "");
            try {
                byte[] der = Base64.getDecoder().decode(base64);
                if (der.length > 0) {
                    return der;
                }
            } catch (IllegalArgumentException e) {
                // falls through: its message quotes the text, which may be a key
            }
            throw new GeneralSecurityException("the %s in %s is no Base64".formatted(shown(what), name));
        }

        @Override
        public String toString() {
            return what;
        }
    }
}
