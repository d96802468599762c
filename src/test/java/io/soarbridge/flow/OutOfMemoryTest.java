package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.process.FreePort;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.LifecycleSender;
import io.soarbridge.testkit.RouteFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that runs out of memory in the middle of its work. */
final class OutOfMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void it_ends_with_a_message_and_loses_nothing() throws Exception {
        assertThat(Files.readString(Path.of("soarbridge"))).contains("-XX:+ExitOnOutOfMemoryError");
        int port = FreePort.find();
        try (Bed bed = bed(port);
                ChildBridge bridge = new ChildBridge(
                                bed.writeSettings(),
                                Map.of("HOARD", folder.resolve("hoarded").toString()))
                        .options("-XX:+ExitOnOutOfMemoryError", "-Xmx96m");
                LifecycleSender sender = new LifecycleSender(port, 4)) {
            bridge.start();
            sender.start();
            int exit = bridge.awaitExit();
            String log = bridge.log();
            bridge.start();
            int before = sender.accepted();
            Await.until("more accepted", () -> sender.accepted() > before + 30);
            sender.finish();

            assertThat(exit).isEqualTo(3);
            assertThat(log).contains("Terminating due to java.lang.OutOfMemoryError");
            Await.until(
                    "every alert is an incident",
                    () -> bed.keys().size() >= sender.keys().size());
            assertThat(bed.keys()).containsExactlyInAnyOrderElementsOf(sender.keys());
            assertThat(bridge.terminate()).isIn(0, 143);
        }
    }

    private Bed bed(int port) throws Exception {
        Path routes = RouteFolder.copy(folder.resolve("routes"))
                .insertBefore(
                        "delivery.camel.yaml", "          - process:\n              ref: to-case\n", """
                          - bean:
                              beanType: %s
                              method: process
                """.formatted(
                                        Hoarder.class.getName()))
                .path();
        return Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .set("soarbridge.http.port", Integer.toString(port));
    }

    /** A step of the route that takes all memory once, at the tenth alert. */
    public static final class Hoarder {
        public void process(Exchange exchange) throws Exception {
            Path mark = Path.of(System.getenv("HOARD"));
            String body = new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
            if (body.contains("\"alert-10\"") && !Files.exists(mark)) {
                Files.createFile(mark);
                List<byte[]> hoard = new ArrayList<>();
                while (true) {
                    hoard.add(new byte[1 << 20]);
                }
            }
        }
    }
}
