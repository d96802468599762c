package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {
    @TempDir
    private Path folder;

    @Test
    void answers_at_its_place_and_leaves_nothing_behind() throws Exception {
        try (ControlSocket socket = ControlSocket.open(folder, question -> "heard " + question)) {
            socket.listen();

            assertThat(ControlSocket.ask(folder, "reload")).isEqualTo("heard reload");
            assertThat(names()).containsExactly("control.sock");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void is_for_its_user_only_from_the_first_moment_that_it_is_there() throws Exception {
        Path path = folder.resolve("control.sock");
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> watcher = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                mode(path, seen);
            }
        });

        for (int i = 0; i < 300; i++) {
            try (ControlSocket socket = ControlSocket.open(folder, question -> question)) {
                mode(path, seen);
            }
        }
        over.set(true);
        watcher.join();

        assertThat(seen).containsExactly("rw-------");
    }

    @Test
    void what_a_killed_bridge_left_is_replaced() throws Exception {
        Path place = Files.createDirectory(folder.resolve(".control"));
        for (Path left : new Path[] {folder.resolve("control.sock"), place.resolve("s")}) {
            try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                killed.bind(UnixDomainSocketAddress.of(left));
            }
        }

        try (ControlSocket socket = ControlSocket.open(folder, question -> "new")) {
            socket.listen();

            assertThat(ControlSocket.ask(folder, "who")).isEqualTo("new");
            assertThat(names()).containsExactly("control.sock");
        }
    }

    private static void mode(Path path, Set<String> seen) {
        try {
            seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        } catch (NoSuchFileException e) {
            // not there yet, or no more
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String[] names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }
}
