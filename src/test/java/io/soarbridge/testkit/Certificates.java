package io.soarbridge.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate made by the JDK's keytool, as PEM files and as a server's TLS context. */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path certificate;
    private final Path key;
    private final KeyStore store;

    private Certificates(Path certificate, Path key, KeyStore store) {
        this.certificate = certificate;
        this.key = key;
        this.store = store;
    }

    /** @param names such as {@code ip:127.0.0.1} or {@code dns:soar.example} */
    public static Certificates selfSigned(Path folder, String file, String algorithm, String names) {
        return made(folder, file, algorithm, names, "-1d");
    }

    /**
     * Signed by an authority of its own, whose certificate is in {@code <file>-ca.crt}.
     *
     * @param from start relative to now, such as {@code -10d}
     */
    public static Certificates signed(Path folder, String file, String names, String from, int days) {
        Path p12 = folder.resolve(file + ".p12");
        try {
            keytool(p12, "ca", "EC", "CN=" + file + "-ca", "-ext", "bc:c", "-startdate", "-30d", "-validity", "365");
            keytool(
                    p12,
                    "one",
                    "EC",
                    "CN=" + file,
                    "-ext",
                    "san=" + names,
                    "-startdate",
                    from,
                    "-validity",
                    Integer.toString(days),
                    "-signer",
                    "ca");
            KeyStore both = load(p12);
            pem(
                    folder,
                    file + "-ca.crt",
                    "CERTIFICATE",
                    both.getCertificate("ca").getEncoded());
            return of(folder, file, both);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificates made(Path folder, String file, String algorithm, String names, String from) {
        Path p12 = folder.resolve(file + ".p12");
        try {
            keytool(p12, "one", algorithm, "CN=" + file, "-ext", "san=" + names, "-startdate", from, "-validity", "2");
            return of(folder, file, load(p12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With nothing but the entry {@code one}, so that a server has no choice. */
    private static Certificates of(Path folder, String file, KeyStore made)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("one", made.getKey("one", PASSWORD), PASSWORD, made.getCertificateChain("one"));
        Path certificate = pem(
                folder,
                file + ".crt",
                "CERTIFICATE",
                store.getCertificate("one").getEncoded());
        Path key = pem(
                folder,
                file + ".key",
                "PRIVATE KEY",
                store.getKey("one", PASSWORD).getEncoded());
        return new Certificates(certificate, key, store);
    }

    private static KeyStore load(Path p12) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(p12)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static void keytool(Path p12, String alias, String algorithm, String name, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                p12.toString()));
        command.addAll(List.of(more));
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }

    private static Path pem(Path folder, String file, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }

    public Path certificate() {
        return certificate;
    }

    /** The first and the last instant at which it is valid. */
    public List<Instant> validity() throws GeneralSecurityException {
        X509Certificate one = (X509Certificate) store.getCertificate("one");
        return List.of(one.getNotBefore().toInstant(), one.getNotAfter().toInstant());
    }

    public Path key() {
        return key;
    }

    /** For a server with this certificate that trusts clients with that one. */
    public SSLContext context(Certificates clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", clients.store.getCertificate("one"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
