package io.soarbridge.simulator;

import io.soarbridge.support.BridgeException;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A key pair with a certificate for one host, made by the JDK's keytool in a directory of its own that {@link #close} removes. */
final class SelfSignedTls implements AutoCloseable {
    /** The second name is what a vendor's client makes of the first: it puts {@code api-} before every host. */
    private static final String NAMES = "SAN=dns:localhost,dns:api-localhost,ip:127.0.0.1";

    private static final long KEYTOOL_SECONDS = 60;

    private final Path directory;
    private final String password;

    private SelfSignedTls(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    /** @throws BridgeException {@code simulator/start-failed} when keytool is missing or fails */
    static SelfSignedTls create(String host) {
        try {
            SelfSignedTls tls = new SelfSignedTls(
                    Files.createTempDirectory("soarbridge-simulator"),
                    UUID.randomUUID().toString());
            tls.keytool(
                    List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"),
                    List.of("-dname", "CN=" + host, "-ext", NAMES, "-storetype", "PKCS12"));
            tls.keytool(
                    List.of("-exportcert", "-rfc"),
                    List.of("-file", tls.certificate().toString()));
            return tls;
        } catch (IOException e) {
            throw new BridgeException(
                    "simulator/start-failed",
                    "Making a certificate for the simulator: " + e.getMessage()
                            + ". Nothing was started. Start it without TLS, or install a JDK with keytool.",
                    e);
        }
    }

    private void keytool(List<String> first, List<String> second) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(keytoolPath().toString());
        command.addAll(first);
        command.addAll(
                List.of("-alias", "simulator", "-keystore", keyStorePath().toString()));
        command.addAll(List.of("-storepass", password));
        command.addAll(second);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path keytoolPath() throws IOException {
        Path java = ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new IOException("the running JDK's directory is unknown"));
        return java.resolveSibling("keytool");
    }

    private Path keyStorePath() {
        return directory.resolve("simulator.p12");
    }

    /** PEM file of the certificate, which is its own issuer. */
    Path certificate() {
        return directory.resolve("simulator.pem");
    }

    PfxOptions keyStore() {
        return new PfxOptions().setPath(keyStorePath().toString()).setPassword(password);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(keyStorePath());
            Files.deleteIfExists(certificate());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
