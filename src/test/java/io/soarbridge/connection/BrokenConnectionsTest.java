package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.testkit.Certificates;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenConnectionsTest {
    private static final String WRITE = "connection:target?method=POST&path=/incident";
    private static final String SEARCH = WRITE + "&writes=false";

    @TempDir
    Path folder;

    @Test
    void a_refused_connection_was_never_sent() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        unreachable(Connected.to("http://127.0.0.1:" + closed), "refused");
    }

    @Test
    void a_name_that_does_not_resolve_was_never_sent() {
        unreachable(Connected.to("http://no-such-host.invalid"), "does not resolve");
    }

    @Test
    void a_reset_without_an_answer_may_have_been_applied() throws IOException {
        ambiguous((number, request, socket) -> RawServer.reset(socket), "");
    }

    @Test
    void an_end_without_an_answer_may_have_been_applied() throws IOException {
        ambiguous((number, request, socket) -> socket.close(), "");
    }

    @Test
    void an_answer_that_breaks_off_may_have_been_applied() throws IOException {
        ambiguous(
                (number, request, socket) -> {
                    write(socket, "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":");
                    socket.close();
                },
                "");
    }

    @Test
    void a_chunked_answer_that_breaks_off_may_have_been_applied() throws IOException {
        ambiguous(
                (number, request, socket) -> {
                    write(socket, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"");
                    socket.close();
                },
                "");
    }

    @Test
    void an_answer_that_does_not_come_may_have_been_applied() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try {
            ambiguous(
                    (number, request, socket) -> {
                        try {
                            done.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "no answer in time");
        } finally {
            done.countDown();
        }
    }

    @Test
    void nothing_is_repeated_below_our_judgement() throws IOException {
        try (RawServer server = RawServer.start((number, request, socket) -> socket.close());
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            bench.failure(WRITE);

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void an_unknown_certificate_was_never_sent() throws Exception {
        Certificates server = Certificates.selfSigned(folder, "server", "RSA", "ip:127.0.0.1");
        Certificates other = Certificates.selfSigned(folder, "other", "EC", "ip:127.0.0.1");
        try (RawServer raw =
                RawServer.start(server.context(server).getServerSocketFactory(), RawServer.always(200, "{}"))) {
            Connected to = Connected.to("https://127.0.0.1:" + raw.port());

            unreachable(to, "TLS failed");
            unreachable(to.tls(other.certificate(), null, null, true), "TLS failed");
            assertThat(raw.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_host_was_never_sent() throws Exception {
        Certificates server = Certificates.signed(folder, "server", "dns:soar.example", "-1d", 5);
        try (RawServer raw =
                RawServer.start(server.context(server).getServerSocketFactory(), RawServer.always(200, "{}"))) {
            unreachable(
                    Connected.to("https://127.0.0.1:" + raw.port())
                            .tls(folder.resolve("server-ca.crt"), null, null, true),
                    "TLS failed");
            assertThat(raw.requests()).isEmpty();
        }
    }

    @Test
    void plain_text_on_a_tls_port_was_never_sent() throws Exception {
        try (RawServer raw = RawServer.start(RawServer.always(200, "{}"))) {
            try (ServerSocket plain = new ServerSocket(0)) {
                Thread answering = new Thread(() -> {
                    try (var socket = plain.accept()) {
                        socket.getInputStream().read();
                        write(socket, "HTTP/1.1 400 Bad\r\n\r\n");
                    } catch (IOException e) {
                        // the client is gone
                    }
                });
                answering.start();

                try (Bench bench = new Bench(
                        Connected.to("https://127.0.0.1:" + plain.getLocalPort())
                                .settings(),
                        folder)) {
                    CallException e = bench.failure(WRITE);
                    assertThat(e).hasMessageContaining("TLS failed");
                }
                answering.join();
            }
        }
    }

    private void unreachable(Connected to, String words) {
        try (Bench bench = new Bench(to.settings(), folder)) {
            CallException e = bench.failure(WRITE);

            assertThat(e.code()).isEqualTo("rest/unreachable");
            assertThat(e.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(e.maybeApplied()).isFalse();
            assertThat(e).hasMessageContaining("POST /incident on target").hasMessageContaining(words);
            assertThat(e).hasMessageNotContaining(Connected.KEY);
        }
    }

    private void ambiguous(RawServer.Script script, String words) throws IOException {
        try (RawServer server = RawServer.start(script);
                Bench bench = new Bench(
                        Connected.to(server.url())
                                .responseTimeout(Duration.ofMillis(300))
                                .settings(),
                        folder)) {
            CallException write = bench.failure(WRITE);
            CallException search = bench.failure(SEARCH);

            assertThat(write.code()).isEqualTo("rest/connection-broken");
            assertThat(write.failure()).isEqualTo(Failure.RETRY);
            assertThat(write.maybeApplied()).isTrue();
            assertThat(write).hasMessageContaining(words).hasMessageNotContaining(Connected.KEY);
            assertThat(search.maybeApplied()).isFalse();
        }
    }

    private static void write(java.net.Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
