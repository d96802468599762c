package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.TlsSettings;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Certificates;
import io.soarbridge.testkit.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Foreign text in a path, and files of certificates and keys. */
class WireFuzzTest {
    private static Path folder;
    private static Certificates good;

    @BeforeContainer
    static void make() throws IOException {
        folder = Files.createTempDirectory("wire-fuzz");
        good = Certificates.selfSigned(folder, "good", "EC", "ip:127.0.0.1");
    }

    @AfterContainer
    static void remove() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property
    void a_value_in_a_path_stays_one_segment(@ForAll("values") String value) {
        String path;
        try {
            path = new PathTemplate("/incident/load/:id/end").fill(name -> value);
        } catch (BridgeException e) {
            assertThat(e.code()).startsWith("connection/");
            return;
        }
        assertThat(path).matches("/incident/load/[A-Za-z0-9_~%-]+/end");
        assertThat(URI.create("http://host" + path).getHost()).isEqualTo("host");
    }

    @Provide
    Arbitrary<String> values() {
        return Mutations.text("4711", "../../admin?x=1#y", "http://evil/%2e%2e", "..", "a\r\nHost: evil");
    }

    @Property
    void a_broken_certificate_or_key_is_a_clear_refusal(@ForAll("files") byte[] file) throws IOException {
        Path broken = Files.write(folder.resolve("broken.pem"), file);
        for (TlsSettings tls : List.of(
                new TlsSettings(broken, null, null, true),
                new TlsSettings(null, broken, good.key(), true),
                new TlsSettings(null, good.certificate(), broken, true))) {
            try {
                assertThat(Pem.sslContext(tls)).isNotNull();
            } catch (GeneralSecurityException | IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Provide
    Arbitrary<byte[]> files() {
        try {
            return Mutations.ofBytes(List.of(Files.readAllBytes(good.certificate()), Files.readAllBytes(good.key())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
