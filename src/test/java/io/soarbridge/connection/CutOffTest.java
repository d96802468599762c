package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that would go on for ever, each read of them in time. */
@Timeout(60)
class CutOffTest {
    private static final String WRITE = "connection:target?method=POST&path=/incident";

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch brokenOff = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        ended.countDown();
    }

    @Test
    void an_answer_whose_body_drips_is_cut_off() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
            write(socket, "HTTP/1.1 201 Created\r\nContent-Length: 1000000\r\n\r\n");
            drip(socket, " ");
        })) {
            cutOff(server.url());
        }
    }

    @Test
    void an_answer_whose_headers_drip_is_cut_off() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
            write(socket, "HTTP/1.1 201 Created\r\nX-Endless: ");
            drip(socket, "x");
        })) {
            cutOff(server.url());
        }
    }

    @Test
    void a_request_that_nobody_reads_is_cut_off() throws Exception {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            try (Bench bench = bench("http://127.0.0.1:" + deaf.getLocalPort())) {
                String long16Mib = "x".repeat(16 << 20);

                CallException e = (CallException) bench.send(
                                WRITE,
                                exchange -> exchange.getMessage().setBody(JsonNodeFactory.instance.textNode(long16Mib)))
                        .getException();

                assertCutOff(e);
            }
        }
    }

    @Test
    void the_next_call_after_a_cut_works() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    if (number == 0) {
                        write(socket, "HTTP/1.1 201 Created\r\nContent-Length: 1000000\r\n\r\n");
                        drip(socket, " ");
                    } else {
                        RawServer.reply(socket, 201, "{\"id\":\"7\"}");
                    }
                });
                Bench bench = bench(server.url())) {
            assertCutOff(bench.failure(WRITE));

            assertThat(bench.call(WRITE, JsonNodeFactory.instance.objectNode())
                            .path("id")
                            .asText())
                    .isEqualTo("7");
        }
    }

    @Test
    void an_endless_answer_is_not_read_to_its_end() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    write(socket, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n");
                    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
                    while (ended.getCount() > 0) {
                        writeUntilBroken(socket, chunk);
                    }
                });
                Bench bench = new Bench(
                        Connected.to(server.url())
                                .responseTimeout(Duration.ofSeconds(50))
                                .settings(),
                        folder)) {
            assertTooLarge(bench.failure(WRITE));
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_answer_that_announces_too_much_is_not_read() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) ->
                        write(socket, "HTTP/1.1 201 Created\r\nContent-Length: 99999999999\r\n\r\n{"));
                Bench bench = new Bench(
                        Connected.to(server.url())
                                .responseTimeout(Duration.ofSeconds(50))
                                .settings(),
                        folder)) {
            assertTooLarge(bench.failure(WRITE));
        }
    }

    private Bench bench(String url) {
        return new Bench(
                Connected.to(url)
                        .connectTimeout(Duration.ofMillis(500))
                        .responseTimeout(Duration.ofSeconds(1))
                        .settings(),
                folder);
    }

    private void cutOff(String url) {
        try (Bench bench = bench(url)) {
            assertCutOff(bench.failure(WRITE));
            assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertCutOff(CallException e) {
        assertThat(e.code()).isEqualTo("rest/connection-broken");
        assertThat(e.failure()).isEqualTo(Failure.RETRY);
        assertThat(e.maybeApplied()).isTrue();
        assertThat(e).hasMessageContaining("no answer in time: the call was cut off after 1500 ms");
    }

    private static void assertTooLarge(CallException e) {
        assertThat(e.code()).isEqualTo("rest/connection-broken");
        assertThat(e.maybeApplied()).isTrue();
        assertThat(e).hasMessageContaining("the answer is larger than 16 MiB");
    }

    /** Sends a little all the time, until the other side breaks off. */
    private void drip(Socket socket, String drop) {
        try {
            while (brokenOff.getCount() > 0 && !ended.await(20, TimeUnit.MILLISECONDS)) {
                writeUntilBroken(socket, drop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilBroken(Socket socket, String text) {
        try {
            write(socket, text);
        } catch (IOException e) {
            brokenOff.countDown();
            ended.countDown();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
