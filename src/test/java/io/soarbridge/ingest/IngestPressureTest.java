package io.soarbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.SourceSettings.Auth;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Senders that are slow or many, a store that cannot take more, and a door that closes. */
final class IngestPressureTest extends IngestFixture {
    @Test
    void a_sender_that_is_too_slow_is_told_so() throws Exception {
        bed.close();
        bed = new FrontDoorBed(folder.resolve("slow"), FrontDoorBed.http(1024, 8, Duration.ofMillis(50)), Auth.BEARER);

        assertThat(raw("POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 10\r\n\r\n{"))
                .startsWith("HTTP/1.1 408");
    }

    @Test
    void a_sender_of_a_header_byte_at_a_time_is_cut_off() throws Exception {
        bed.close();
        bed = new FrontDoorBed(
                folder.resolve("loris"), FrontDoorBed.http(1024, 8, Duration.ofMillis(300)), Auth.BEARER);
        try (Socket socket = new Socket("127.0.0.1", bed.port())) {
            write(socket, "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\nX-Slow: ");

            assertThat(dripUntilBroken(socket)).isTrue();
        }
    }

    @Test
    void a_body_of_a_byte_at_a_time_is_cut_off_too() throws Exception {
        bed.close();
        bed = new FrontDoorBed(
                folder.resolve("loris"), FrontDoorBed.http(1024, 8, Duration.ofMillis(300)), Auth.BEARER);
        try (Socket socket = new Socket("127.0.0.1", bed.port())) {
            write(socket, "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 1000\r\n\r\n{");

            assertThat(dripUntilBroken(socket)).isTrue();
            bed.awaitInFlight(0);
        }
    }

    @Test
    void a_route_may_take_longer_than_its_request_may_take_to_arrive() throws Exception {
        bed.close();
        bed = new FrontDoorBed(
                folder.resolve("route"), FrontDoorBed.http(1024, 8, Duration.ofMillis(200)), Auth.BEARER);
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> worked = new CompletableFuture<>();
        bed.door().router().post("/report").handler(context -> {
            context.request().endHandler(all -> arrived.complete(null));
            worked.thenRun(() -> context.vertx()
                    .runOnContext(back -> context.response().setStatusCode(204).end()));
        });
        try (Socket socket = new Socket("127.0.0.1", bed.port());
                Socket slow = new Socket("127.0.0.1", bed.port())) {
            write(socket, "POST /report HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{");
            write(socket, "}");
            arrived.join();
            write(slow, "POST /report HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{");
            assertThat(slow.getInputStream().read()).isEqualTo(-1);

            worked.complete(null);

            assertThat(readUntil(socket, "HTTP/1.1 204")).isTrue();
        }
    }

    @Test
    void a_connection_that_rests_between_two_requests_is_kept() throws Exception {
        bed.close();
        bed = new FrontDoorBed(folder.resolve("rest"), FrontDoorBed.http(1024, 8, Duration.ofSeconds(2)), Auth.BEARER);
        try (Socket socket = new Socket("127.0.0.1", bed.port());
                Socket other = new Socket("127.0.0.1", bed.port())) {
            String request =
                    "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 8\r\n\r\n{\"id\":1}";
            write(socket, request);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 202");

            write(other, "POST /ingest/sensor HTTP/1.1\r\nX-Never: ");
            assertThat(other.getInputStream().read()).isEqualTo(-1);
            write(socket, request.replace("POST", "PUT"));

            assertThat(readUntil(socket, "HTTP/1.1 405")).isTrue();
        }
    }

    @Test
    void more_requests_than_the_bound_are_told_to_come_back_and_hang_ups_free_their_place() throws Exception {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket("127.0.0.1", bed.port());
            write(socket, "POST /ingest/sensor HTTP/1.1\r\nHost: x\r\n" + AUTH + "Content-Length: 10\r\n\r\n{");
            open.add(socket);
        }
        bed.awaitInFlight(8);

        HttpResponse<String> refused = post("{\"id\":1}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        for (Socket socket : open) {
            socket.close();
        }
        bed.awaitInFlight(0);

        for (int i = 0; i < 20; i++) {
            assertThat(post("{\"id\":" + i + "}").statusCode()).isEqualTo(202);
        }
        bed.awaitInFlight(0);
    }

    @Test
    void a_store_that_cannot_take_it_is_not_an_acceptance() throws Exception {
        bed.store().close();

        HttpResponse<String> answer = post("{\"id\":1}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(answer.body()).doesNotContain(folder.toString());
    }

    @Test
    void while_draining_new_requests_are_refused() throws Exception {
        bed.ingest().drain().join();

        assertThat(post("{\"id\":1}").statusCode()).isEqualTo(503);
    }

    /** Sends a byte again and again, as long as the other side takes them. */
    private static boolean dripUntilBroken(Socket socket) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 3000; i++) {
            try {
                write(socket, "x");
            } catch (IOException e) {
                return true;
            }
            assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        return false;
    }

    private static boolean readUntil(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b >= 0;
                b = socket.getInputStream().read()) {
            if (read.append((char) b).indexOf(text) >= 0) {
                return true;
            }
        }
        return false;
    }
}
