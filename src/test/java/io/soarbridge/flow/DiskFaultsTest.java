package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.FaultyDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders, operators and systems see when the disk of a running bridge fails, and when it works again. */
final class DiskFaultsTest {
    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void while_no_sync_comes_back_senders_are_told_why_names_it_and_afterwards_all_goes_on() throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        int port = freePort();
        int management = freePort();
        Bed bed = bed(port, management).set("soarbridge.http.request-timeout", "1s");
        try (bed;
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), disk.environment())) {
            bridge.start();
            Await.until("ready", () -> get(management, "/health/ready") == 200);
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofMillis(300)).on("POST", "/incident$"));
            postUntilTaken(port, "under-way");
            Await.until("a call", () -> !bed.requests("POST", "/incident").isEmpty());

            disk.stuck();
            HttpResponse<String> late = post(port, "late");

            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("Retry-After")).isPresent();
            assertThat(late.body()).contains("stored-too-late", "not on disk within 1 s");
            Await.until(
                    "a reason", () -> reason(management).path("reason").asText().equals("disk"));
            assertThat(reason(management).path("words").asText()).contains("is not on disk yet");
            assertThat(get(management, "/health/ready")).isEqualTo(503);
            assertThat(bed.keys()).isSubsetOf("elastic:under-way");

            disk.mended();
            HttpResponse<String> again = postUntilTaken(port, "late");

            assertThat(item(again).path("duplicate").asBoolean()).isTrue();
            Await.until("both delivered", () -> bed.keys().size() == 2);
            Await.until(
                    "nothing to wait for",
                    () -> reason(management).path("reason").asText().equals("nothing"));
            assertThat(bed.keys()).containsExactly("elastic:under-way", "elastic:late");
            assertThat(get(management, "/health/ready")).isEqualTo(200);
            assertThat(bridge.log()).contains("Its disk is slow");
        }
    }

    @Test
    void a_disk_that_turns_read_only_refuses_in_words_and_goes_on_when_it_can_be_written() throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        int port = freePort();
        int management = freePort();
        try (Bed bed = bed(port, management);
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), disk.environment())) {
            bridge.start();
            Await.until("ready", () -> get(management, "/health/ready") == 200);
            bed.simulator().faults().add(Fault.status(503).retryAfter("1").untilCleared());
            assertThat(post(port, "before").statusCode()).isEqualTo(202);
            Await.until(
                    "a rest", () -> reason(management).path("reason").asText().equals("peer"));

            disk.readOnly();
            HttpResponse<String> refused = post(port, "meanwhile");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("outbox-failing");
            assertThat(reason(management).path("reason").asText()).isEqualTo("disk");
            assertThat(reason(management).path("words").asText()).contains("Writing the ledger", "This began at");
            assertThat(get(management, "/health/ready")).isEqualTo(503);
            bed.simulator().faults().clear();

            disk.mended();
            HttpResponse<String> again = postUntilTaken(port, "meanwhile");

            assertThat(item(again).path("duplicate").asBoolean()).isFalse();
            Await.until("both delivered", () -> bed.keys().size() == 2);
            Await.until(
                    "nothing to wait for",
                    () -> reason(management).path("reason").asText().equals("nothing"));
            assertThat(bed.keys()).containsExactlyInAnyOrder("elastic:before", "elastic:meanwhile");
            assertThat(get(management, "/health/ready")).isEqualTo(200);
            assertThat(bridge.terminate()).isIn(0, 143);
        }
    }

    private Bed bed(int port, int management) {
        return Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.http.port", Integer.toString(port))
                .set("soarbridge.management.port", Integer.toString(management));
    }

    private HttpResponse<String> postUntilTaken(int port, String id) {
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        Await.until(id + " taken", () -> {
            answer.set(post(port, id));
            return answer.get().statusCode() == 202;
        });
        return answer.get();
    }

    private HttpResponse<String> post(int port, String id) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/ingest/elastic".formatted(port)))
                .header("Authorization", "Bearer " + Bed.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Bed.alert(id, id)))
                .build());
    }

    private static JsonNode item(HttpResponse<String> taken) {
        return Bed.json(taken.body()).path("accepted").path(0);
    }

    private JsonNode reason(int management) {
        String why = send(managed(management, "/why/" + Bed.CONNECTION)).body();
        return Bed.json(why).path("waitsFor").path(0);
    }

    /** The status, 0 when nobody answers. */
    private int get(int management, String path) {
        try {
            return send(managed(management, path)).statusCode();
        } catch (java.io.UncheckedIOException notYet) {
            return 0;
        }
    }

    private static HttpRequest managed(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
