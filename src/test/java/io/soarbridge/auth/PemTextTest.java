package io.soarbridge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.testkit.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemTextTest {
    @TempDir
    static Path folder;

    private static Certificates leaf;
    private static String authority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        leaf = Certificates.signed(folder, "leaf", "dns:bridge", "-1d", 30);
        authority = Files.readString(folder.resolve("leaf-ca.crt"));
    }

    static Stream<UnaryOperator<String>> pasted() {
        return Stream.of(
                text -> text,
                text -> text.replace("\n", "\r\n"),
                text -> text.replace("\n", "\\n"),
                text -> text.replace("\n", "\\r\\n"),
                text -> text.replace("\n", "\n\t    ").indent(4),
                text -> text.replace("\n", " "),
                text -> "Bag Attributes\n    friendlyName: é -----\n" + text + "that was it");
    }

    @ParameterizedTest
    @MethodSource("pasted")
    void a_text_is_read_however_it_was_pasted(UnaryOperator<String> as) throws Exception {
        String key = Files.readString(leaf.key());
        String chain = Files.readString(leaf.certificate()) + authority;

        PemText all = PemText.of("client_auth_pem", as.apply(authority + key + chain));

        assertThat(all.certificates()).hasSize(3);
        assertThat(all.privateKey().getAlgorithm()).isEqualTo("EC");
        assertThat(List.of(ClientIdentity.of(all, all).keyManager().getCertificateChain("")))
                .containsExactlyElementsOf(PemText.of("ordered", chain).certificates());
    }

    @ParameterizedTest
    @CsvSource({"rsa-pkcs1, RSA", "rsa-pkcs8, RSA", "ec-prime256v1-sec1, EC", "ec-secp521r1-sec1, EC", "ed25519, EdDSA"
    })
    void every_form_of_private_key_is_read(String file, String algorithm) throws Exception {
        assertThat(PemText.of("key", TestKeys.read(file)).privateKey().getAlgorithm())
                .isEqualTo(algorithm);
    }

    @Test
    void both_forms_of_one_rsa_key_are_the_same() throws Exception {
        assertThat(PemText.of("a", TestKeys.read("rsa-pkcs1")).privateKey())
                .isEqualTo(PemText.of("b", TestKeys.read("rsa-pkcs8")).privateKey());
    }

    @Test
    void an_ec_key_needs_no_parameters_of_its_own_when_a_block_has_them() throws Exception {
        String withBoth = TestKeys.read("ec-secp384r1-sec1");
        String key = withBoth.substring(withBoth.indexOf("-----BEGIN EC PRIVATE"));

        assertThat(PemText.of("a", key).privateKey())
                .isEqualTo(PemText.of("b", withBoth).privateKey());
    }

    @Test
    void what_cannot_be_read_is_said_without_showing_it() {
        refused("nothing here", "no private key in input");
        refused("-----BEGIN PRIVATE KEY-----\nMIIsecret\n", "has no end");
        refused("-----BEGIN PRIVATE KEY-----END PRIVATE KEY-----", "has no end");
        refused(
                "-----BEGIN PRIVATE KEY-----\nMIIsecret*\n-----END PRIVATE KEY-----",
                "PRIVATE KEY in input is no Base64");
        refused("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "is no Base64");
        refused("-----BEGIN PRIVATE KEY-----\nMIIsecre\n-----END PRIVATE KEY-----", "cannot be read");
        refused("-----BEGIN EC PRIVATE KEY-----\nMIIsecre\n-----END EC PRIVATE KEY-----", "cannot be read");
        refused("-----BEGIN EC PRIVATE KEY-----\nMAYCAQEEAQE=\n-----END EC PRIVATE KEY-----", "name its curve");
        refused("-----BEGIN DSA PRIVATE KEY-----\nMIIsecre\n-----END DSA PRIVATE KEY-----", "openssl pkcs8");
        refused(TestKeys.read("rsa-encrypted-pkcs8"), "decrypt it first: openssl");
        refused(TestKeys.read("rsa-encrypted-pkcs1"), "decrypt it first: openssl");
        refused(TestKeys.read("rsa-pkcs8") + TestKeys.read("ed25519"), "2 private keys");
        refused(TestKeys.read("rsa-public"), "it has PUBLIC KEY");
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> PemText.of("input", text).privateKey())
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("MIIsecre");
    }

    @Test
    void certificates_that_are_none_are_refused() {
        assertThatThrownBy(() -> PemText.of("bundle", TestKeys.read("ed25519")).certificates())
                .hasMessageContaining("no certificate in bundle")
                .hasMessageContaining("PRIVATE KEY");
        assertThatThrownBy(() -> PemText.of("bundle", "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----")
                        .certificates())
                .hasMessageContaining("a certificate in bundle cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8", "ec-prime256v1-sec1", "ed25519"})
    void a_key_of_another_certificate_is_refused(String file) throws Exception {
        PemText chain = PemText.of("client_auth_cert", Files.readString(leaf.certificate()));
        PemText key = PemText.of("client_auth_key", TestKeys.read(file));

        assertThatThrownBy(() -> ClientIdentity.of(chain, key))
                .hasMessageContaining("client_auth_key")
                .hasMessageContaining("does not belong to")
                .hasMessageContaining("client_auth_cert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void a_server_sees_the_certificate_that_is_presented(String algorithm) throws Exception {
        Certificates server = Certificates.selfSigned(folder, "server-" + algorithm, "EC", "ip:127.0.0.1");
        Certificates client = Certificates.selfSigned(folder, "client-" + algorithm, algorithm, "dns:bridge");
        PemText own = PemText.of("pem", Files.readString(client.key()) + Files.readString(client.certificate()));
        TlsMaterial material = new TlsMaterial()
                .trusting(PemText.of("trust", Files.readString(server.certificate()))
                        .certificates())
                .presenting(ClientIdentity.of(own, own));

        try (SSLServerSocket listening = (SSLServerSocket)
                server.context(client).getServerSocketFactory().createServerSocket(0)) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> subject(listening));
            try (SSLSocket socket = (SSLSocket)
                    material.context().getSocketFactory().createSocket("127.0.0.1", listening.getLocalPort())) {
                socket.startHandshake();
                assertThat(seen.join()).isEqualTo("CN=client-" + algorithm);
            }
        }
    }

    private static String subject(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            return socket.getSession().getPeerPrincipal().getName();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
