package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.testkit.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a call trusts, and whom it says it is. */
class TlsTest {
    private static final int PKCS1_BEGINS = 26; // after the head that PKCS#8 puts before an RSA key

    @TempDir
    static Path keys;

    private static Certificates host;
    private static Certificates rsa;
    private static Certificates ec;

    @TempDir
    Path folder;

    private Path trust;
    private Calls calls;
    private EchoServer server;

    @BeforeAll
    static void makeCertificates() {
        host = Certificates.selfSigned(keys, "host", "RSA", "dns:localhost");
        rsa = Certificates.selfSigned(keys, "rsa", "RSA", "dns:client.example");
        ec = Certificates.selfSigned(keys, "ec", "EC", "dns:client.example");
    }

    @BeforeEach
    void begin() throws IOException {
        trust = Files.createDirectory(folder.resolve("trust"));
        Files.copy(host.certificate(), trust.resolve("host.pem"));
        calls = new Calls(folder).set("trust-folder", trust.toString());
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        if (server != null) {
            server.close();
        }
    }

    /** @param client null when the server asks for no certificate */
    private ObjectNode call(Certificates client, String... inputs) throws Exception {
        if (server == null) {
            server = new EchoServer(new Demanding(host.context(client == null ? host : client), client != null));
        }
        return calls.get("https://localhost:" + server.port() + "/echo", inputs);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static void assertWorked(ObjectNode payload) {
        assertThat(payload.get("success").booleanValue()).as(payload.toString()).isTrue();
    }

    private void assertRefused(ObjectNode payload, String... words) {
        assertThat(payload.get("success").booleanValue()).isFalse();
        assertThat(words).allSatisfy(word -> assertThat(Calls.reason(payload)).contains(word));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void trusts_a_certificate_given_as_text_or_as_a_file() throws Exception {
        assertWorked(call(null, "rest_api_verify_file", text(host.certificate())));
        assertWorked(call(null, "rest_api_verify_file", "host.pem"));
        assertWorked(call(null, "rest_api_verify", "host.pem"));
    }

    @Test
    void trusts_nobody_else() throws Exception {
        assertRefused(call(null), "TLS failed", "rest_api_verify_file");
        assertRefused(call(null, "rest_api_verify_file", text(rsa.certificate())), "TLS failed");
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        server = new EchoServer(host.context(host).getServerSocketFactory());

        ObjectNode payload = calls.get("https://127.0.0.1:" + server.port() + "/", "rest_api_verify_file", "host.pem");

        assertRefused(payload, "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../host.crt",
                "./../host.crt",
                "sub/../../host.crt",
                "/etc/passwd",
                "link.pem",
                ".",
                "",
                "none.pem",
                "a\0b",
                "folder.pem"
            })
    void names_only_files_of_the_folder(String name) throws Exception {
        Files.copy(host.certificate(), folder.resolve("host.crt"));
        Files.createSymbolicLink(trust.resolve("link.pem"), host.certificate());
        Files.createDirectory(trust.resolve("folder.pem"));
        Files.createDirectory(trust.resolve("sub"));

        assertRefused(call(null, "rest_api_verify_file", name));
    }

    @Test
    void an_absolute_name_is_none_even_when_it_is_there() throws Exception {
        assertRefused(call(null, "rest_api_verify_file", host.certificate().toString()), "no such file");
    }

    @Test
    void without_a_folder_no_file_can_be_named() throws Exception {
        calls.close();
        calls = new Calls(folder);

        assertRefused(call(null, "rest_api_verify_file", "host.pem"), "soarbridge.rest-call.trust-folder");
    }

    @Test
    void checks_nothing_when_the_call_says_so_and_the_operator_lets_it() throws Exception {
        ObjectNode inputs = Calls.inputs("rest_api_method", "GET").put("rest_api_verify", false);
        call(null);
        inputs.put("rest_api_url", "https://127.0.0.1:" + server.port() + "/echo");

        assertWorked(calls.call(inputs));

        calls.close();
        try (Calls strict = new Calls(folder).set("allow-unverified", "false")) {
            assertThat(Calls.reason(strict.call(inputs))).contains("soarbridge.rest-call.allow-unverified");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void presents_a_certificate_with_its_key_in_two_inputs() throws Exception {
        assertWorked(
                call(rsa, trusting("client_auth_cert", text(rsa.certificate()), "client_auth_key", text(rsa.key()))));
    }

    @Test
    void presents_what_stands_in_one_text_in_either_order() throws Exception {
        assertWorked(call(ec, trusting("client_auth_pem", text(ec.certificate()) + text(ec.key()))));
        assertWorked(call(ec, trusting("client_auth_pem", text(ec.key()) + text(ec.certificate()))));
    }

    @Test
    void reads_an_indented_key_of_the_old_form() throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(text(rsa.key()).replaceAll("-----.*", ""));
        byte[] old = Arrays.copyOfRange(der, PKCS1_BEGINS, der.length);
        String key = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(old)
                + "\n-----END RSA PRIVATE KEY-----";

        assertWorked(call(
                rsa,
                trusting(
                        "client_auth_cert",
                        text(rsa.certificate()).indent(4).replace("\n", "\r\n"),
                        "client_auth_key",
                        "  " + key.replace("\n", "\n  "))));
    }

    @Test
    void the_pair_goes_before_the_one_text_and_half_a_pair_does_not_count() throws Exception {
        assertWorked(call(
                rsa,
                trusting(
                        "client_auth_cert",
                        text(rsa.certificate()),
                        "client_auth_key",
                        text(rsa.key()),
                        "client_auth_pem",
                        "ignored")));
        assertWorked(call(
                rsa,
                trusting("client_auth_cert", "ignored", "client_auth_pem", text(rsa.certificate()) + text(rsa.key()))));
    }

    @Test
    void the_operators_own_is_presented_when_the_call_has_none() throws Exception {
        calls.set("client-cert", rsa.certificate().toString())
                .set("client-key", rsa.key().toString());

        assertWorked(call(rsa, trusting()));
    }

    @Test
    void without_one_a_server_that_demands_it_refuses() throws Exception {
        assertRefused(call(rsa, trusting()));
        assertRefused(call(rsa, trusting("client_auth_pem", text(ec.certificate()) + text(ec.key()))));
    }

    @Test
    void a_key_of_another_certificate_is_an_error_before_anything_is_sent() throws Exception {
        assertRefused(
                call(rsa, trusting("client_auth_cert", text(rsa.certificate()), "client_auth_key", text(ec.key()))),
                "cannot be used");
        assertRefused(
                call(rsa, trusting("client_auth_cert", text(rsa.certificate()), "client_auth_key", text(host.key()))),
                "cannot be used");
    }

    @Test
    void a_key_is_written_nowhere_whether_the_call_works_or_not() throws Exception {
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis() - 2_000);
        String line = text(rsa.key()).lines().skip(3).findFirst().orElseThrow();

        assertWorked(call(rsa, trusting("client_auth_pem", text(rsa.certificate()) + text(rsa.key()))));
        calls.get(
                "https://localhost:" + server.port() + "/status/500",
                trusting("client_auth_pem", text(rsa.certificate()) + text(rsa.key())));
        call(rsa, "client_auth_cert", text(ec.certificate()), "client_auth_key", text(rsa.key()));

        assertThat(written(Path.of(System.getProperty("java.io.tmpdir")), begun, line))
                .isEmpty();
        assertThat(written(folder, begun, line)).isEmpty();
    }

    private String[] trusting(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("rest_api_verify_file", "host.pem"));
        return all.toArray(String[]::new);
    }

    /** Files since then that hold the text, besides those that this test has made. */
    private static List<Path> written(Path in, FileTime since, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(in, Set.of(), 4, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                boolean fresh =
                        about.isRegularFile() && about.lastModifiedTime().compareTo(since) > 0;
                try {
                    if (fresh
                            && !file.startsWith(keys)
                            && about.size() < 1_000_000
                            && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                        found.add(file);
                    }
                } catch (IOException e) {
                    return FileVisitResult.CONTINUE; // somebody else's, and gone or closed
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Listens by TLS, and may demand a certificate. */
    private static final class Demanding extends ServerSocketFactory {
        private final SSLContext context;
        private final boolean demands;

        private Demanding(SSLContext context, boolean demands) {
            this.context = context;
            this.demands = demands;
        }

        private ServerSocket demanding(ServerSocket socket) {
            ((SSLServerSocket) socket).setNeedClientAuth(demands);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return demanding(context.getServerSocketFactory().createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return demanding(context.getServerSocketFactory().createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return demanding(context.getServerSocketFactory().createServerSocket(port, backlog, address));
        }
    }
}
