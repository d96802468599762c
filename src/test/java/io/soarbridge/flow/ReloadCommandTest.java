package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.app.ControlSocket;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge in a process of its own, told to reload by its socket and by a signal. */
final class ReloadCommandTest {
    @TempDir
    private Path folder;

    @Test
    void a_running_bridge_reloads_by_its_socket_and_at_a_hangup() throws Exception {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8());
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), Map.of())) {
            bridge.start();
            Path socket = folder.resolve("data/control.sock");
            Await.until("the socket", () -> Files.exists(socket));

            bed.set("soarbridge.source.elastic.token", "another-token").writeSettings();
            String answer = ControlSocket.ask(folder.resolve("data"), "reload");
            assertThat(answer).contains("\"applied\":true", "soarbridge.source.elastic.token");

            bed.set("soarbridge.http.max-body", "2MiB").writeSettings();
            assertThat(ControlSocket.ask(folder.resolve("data"), "reload"))
                    .contains("\"applied\":false", "\"usage\":true", "soarbridge.http.max-body");

            bed.unset("soarbridge.http.max-body").source("findings", "elastic").writeSettings();
            new ProcessBuilder(List.of("kill", "-HUP", Long.toString(bridge.pid())))
                    .start()
                    .waitFor();
            Await.until("the reload at SIGHUP", () -> bridge.log().contains("soarbridge.source.findings.format"));
            assertThat(bridge.isAlive()).isTrue();

            assertThat(bridge.terminate()).isEqualTo(143);
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void without_a_bridge_the_command_says_so() {
        Assertions.assertThatThrownBy(() -> ControlSocket.ask(folder, "reload"))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("does not answer")
                .extracting(e -> ((BridgeException) e).code())
                .isEqualTo("app/not-running");
    }
}
