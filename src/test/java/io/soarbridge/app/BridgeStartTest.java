package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.SettingsLoader;
import io.soarbridge.support.BridgeException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BridgeStartTest {
    @TempDir
    private Path folder;

    @Test
    void a_port_in_use_leaves_nothing_running_and_the_ledger_free() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo("ingest/cannot-listen"))
                    .hasMessageContaining("soarbridge.http.port");
        }

        try (Bridge bridge = start(0)) {
            assertThat(bridge.port()).isPositive();
        }
    }

    @Test
    void long_files_have_a_folder_of_their_own_without_what_a_killed_bridge_left() throws Exception {
        Path spool = folder.resolve("data/spool");
        Files.createDirectories(spool.resolve("left"));
        Files.writeString(spool.resolve("left/cos1.tmp"), "of an earlier run");

        try (Bridge bridge = start(0)) {
            assertThat(bridge.port()).isPositive();
            assertThat(spool).isDirectoryContaining(Files::isDirectory);
            assertThat(spool.resolve("left")).doesNotExist();
        }
        assertThat(spool).isEmptyDirectory();
    }

    private Bridge start(int port) throws Exception {
        String settings = """
                soarbridge.routes = %s
                soarbridge.data = data
                soarbridge.http.port = %d
                """.formatted(Path.of("routes").toAbsolutePath(), port);
        Path file = Files.writeString(folder.resolve("application.properties"), settings);
        return Bridge.start(SettingsLoader.load(file, Map.of()), InstantSource.system());
    }
}
