package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.app.Reloaded;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.RawServer;
import io.soarbridge.testkit.RouteFolder;
import io.soarbridge.testkit.StubbornComponent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads that fail or are cut off after the settings before have begun to give way. */
final class ReloadFaultsTest {
    @TempDir
    private Path folder;

    @Test
    void a_lane_that_does_not_start_leaves_the_settings_before_in_force() throws IOException {
        Path routes = RouteFolder.copy(folder.resolve("routes")).path();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            bed.accepted("elastic", Bed.alert("l-1", "before"));
            bed.awaitDelivered(1);
            Path delivery = routes.resolve("delivery.camel.yaml");
            Files.writeString(
                    delivery,
                    Files.readString(delivery).replace("uri: direct:enrich", "uri: no-such-component:{{connection}}"));
            bed.source("findings", "elastic");

            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.problems())
                    .singleElement()
                    .asString()
                    .contains("no-such-component")
                    .doesNotContain("stand still");
            assertThat(bed.post("findings", "{}").statusCode()).isEqualTo(404);
            bed.accepted("elastic", Bed.alert("l-2", "after"));
            bed.awaitDelivered(2);
            assertThat(bed.keys()).containsExactly("elastic:l-1", "elastic:l-2");
        }
    }

    @Test
    void an_input_that_does_not_start_gives_the_one_before_its_place_back() throws IOException {
        Path routes = RouteFolder.copy(folder.resolve("routes")).path();
        Path before = folder.resolve("before");
        Path after = Files.createFile(folder.resolve("after"));
        input(routes, before);
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            assertThat(StubbornComponent.runs(before)).isTrue();
            input(routes, after);

            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.problems())
                    .singleElement()
                    .asString()
                    .contains("it will not start: after")
                    .doesNotContain("stand still");
            assertThat(StubbornComponent.runs(before)).isTrue();
            bed.accepted("elastic", Bed.alert("i-1", "after"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void what_does_not_start_again_on_the_way_back_is_named_and_the_rest_goes_on() throws IOException {
        Path routes = RouteFolder.copy(folder.resolve("routes")).path();
        Path before = folder.resolve("before");
        Path after = Files.createFile(folder.resolve("after"));
        input(routes, before);
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            input(routes, after);
            Files.createFile(before);

            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.problems())
                    .singleElement()
                    .asString()
                    .contains("it will not start: after")
                    .contains("these stand still: routes that take in by themselves")
                    .contains("it will not start: before")
                    .contains("Restart the bridge");
            bed.accepted("elastic", Bed.alert("b-1", "deliveries go on"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void a_sigterm_in_the_middle_ends_in_order_and_the_next_start_has_the_new_settings() throws Exception {
        int port = freePort();
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer slow = RawServer.start((number, request, socket) -> {
                    awaitQuietly(answer);
                    RawServer.reply(socket, 201, "{\"id\":\"1\",\"version\":1}");
                });
                Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                        .set("soarbridge.http.port", Integer.toString(port))
                        .connection("url", slow.url())
                        .connection("max-concurrency", "1");
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), Map.of())) {
            bridge.start();
            Await.until("deliveries", () -> Files.exists(folder.resolve("data/control.sock")));
            assertThat(post(port, "elastic", "running")).isEqualTo(202);
            assertThat(post(port, "elastic", "waiting")).isEqualTo(202);
            Await.until("a call", () -> slow.requests().size() == 1);
            bed.connection("url", bed.simulator().url())
                    .source("findings", "elastic")
                    .writeSettings();
            new ProcessBuilder("kill", "-HUP", Long.toString(bridge.pid()))
                    .start()
                    .waitFor();
            Await.until("the hand-over", () -> bridge.log().contains("New settings come into force"));
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
                Await.until("the stop", () -> bridge.log().contains("Stopping:"));
                answer.countDown();
            });

            assertThat(bridge.terminate()).as(bridge.log()).isIn(0, 143);

            answered.join();
            assertThat(bridge.log()).contains("the bridge is being stopped", "Stopped.");
            assertThat(counts()).containsExactly(1, 1, 0);
            bridge.start();
            Await.until("the new source", () -> post(port, "findings", "new") == 202);
            Await.until("all delivered", () -> counts()[1] == 3);
            assertThat(bed.keys()).containsExactly("elastic:waiting", "findings:new");
            assertThat(slow.requests()).hasSize(1);
            assertThat(bed.requests("POST", "/incidents/search"))
                    .as("nothing was left in doubt")
                    .isEmpty();
        } finally {
            answer.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A route that takes in by itself, and does not start while a file exists. */
    private static void input(Path routes, Path file) throws IOException {
        Files.writeString(routes.resolve("own.camel.yaml"), """
                - beans:
                    - name: stubborn
                      type: %s
                - route:
                    from:
                      uri: stubborn:%s
                      steps:
                        - log: "taken in"
                """.formatted(StubbornComponent.class.getName(), file));
    }

    /** Pending, delivered, and all else. */
    private long[] counts() {
        try (SqliteOutboxStore store =
                SqliteOutboxStore.openReadOnly(folder.resolve("data/outbox.db"), InstantSource.system())) {
            var counts = store.counts().get(Bed.CONNECTION);
            return new long[] {counts.pending(), counts.delivered(), counts.inFlight() + counts.dead()};
        }
    }

    /** The status, 0 when nobody answers. */
    private static int post(int port, String source, String id) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/ingest/%s".formatted(port, source)))
                .header("Authorization", "Bearer " + Bed.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Bed.alert(id, id)))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
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
