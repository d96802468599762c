package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.app.Bridge;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    Path folder;

    @Test
    void a_port_in_use_is_named_and_nothing_stays_open() throws IOException {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8());
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            bed.set("soarbridge.http.port", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(bed::start)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("soarbridge.http.port");

            bed.set("soarbridge.http.port", "0").start();
            bed.accepted("elastic", Bed.alert("a-1", "after the port was free"));
            bed.awaitDelivered(1);
            assertThat(bed.keys()).containsExactly("elastic:a-1");
        }
    }

    @Test
    void a_second_bridge_on_the_same_ledger_is_refused() throws IOException {
        try (Bed first = Bed.started(folder);
                Bed second = Bed.with(folder, CortexXsoarOptions.version8())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("outbox.db")
                    .extracting(e -> ((BridgeException) e).code())
                    .isEqualTo("outbox/in-use");

            first.accepted("elastic", Bed.alert("a-1", "goes on"));
            first.awaitDelivered(1);
        }
    }

    @Test
    void what_was_taken_in_before_the_routes_failed_is_delivered_by_the_next_start() throws IOException {
        Path routes = copyOfRoutes();
        Path delivery = routes.resolve("delivery.camel.yaml");
        String good = Files.readString(delivery);
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())) {
            bed.set("soarbridge.routes", routes.toString());
            Files.writeString(delivery, good.replace("ref: to-case", "ref: no-such-bean"));
            Bridge bridge = bed.open();
            bed.accepted("elastic", Bed.alert("a-1", "came early"));

            assertThatThrownBy(bridge::awaitDelivering)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("no-such-bean")
                    .extracting(e -> ((BridgeException) e).code())
                    .isEqualTo("app/routes");
            assertThat(bridge.delivering()).isFalse();

            Files.writeString(delivery, good);
            bed.start();
            bed.awaitDelivered(1);
            assertThat(bed.keys()).containsExactly("elastic:a-1");
        }
    }

    @Test
    void a_mapping_that_only_deliveries_need_is_compiled_at_the_start() throws IOException {
        Path routes = copyOfRoutes();
        Files.writeString(routes.resolve("mappings/elastic/event-to-case.jq"), "{ title: ");
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())) {
            bed.set("soarbridge.routes", routes.toString());

            assertThatThrownBy(bed::start)
                    .hasMessageContaining("elastic/event-to-case.jq")
                    .extracting(e -> ((BridgeException) e).code())
                    .isEqualTo("mapping/does-not-compile");
        }
    }

    @Test
    void a_stop_during_the_start_leaves_nothing_running() throws IOException {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())) {
            Bridge bridge = bed.open();
            bed.accepted("elastic", Bed.alert("a-1", "came early"));
            bridge.close();
            bridge.awaitDelivering();

            assertThat(bridge.delivering()).isFalse();

            bed.start();
            bed.awaitDelivered(1);
            assertThat(bed.keys()).containsExactly("elastic:a-1");
        }
    }

    /** As Kubernetes mounts a ConfigMap: every file a link through a link to the folder of the day. */
    @Test
    void routes_may_be_symbolic_links() throws IOException {
        Path routes = copyOfRoutes();
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Files.createSymbolicLink(mounted.resolve("..data"), routes);
        for (String name : List.of("kamelets", "mappings", "connectors", "delivery.camel.yaml", "enrich.camel.yaml")) {
            Files.createSymbolicLink(mounted.resolve(name), Path.of("..data", name));
        }
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())) {
            bed.set("soarbridge.routes", mounted.toString());
            bed.start();
            bed.accepted("elastic", Bed.alert("a-1", "through links"));

            bed.awaitDelivered(1);
        }
    }

    private Path copyOfRoutes() throws IOException {
        Path from = Path.of("routes");
        Path to = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
