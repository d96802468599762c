package io.soarbridge.app;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the command line reaches a running bridge: a socket in the data folder, for its user only. One line asks, one answers, in
 * UTF-8.
 */
public final class ControlSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int LONGEST_QUESTION = 1024;
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final FileAttribute<?>[] OWNER_ONLY_FOLDER = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };

    private final Path path;
    /** Null when it cannot be made. */
    private final ServerSocketChannel server;

    private final UnaryOperator<String> answers;

    private ControlSocket(Path path, ServerSocketChannel server, UnaryOperator<String> answers) {
        this.path = path;
        this.server = server;
        this.answers = answers;
    }

    /**
     * Makes the socket. Where there can be no such socket the bridge runs without one, with a warning.
     *
     * @param data folder of the one bridge that uses it
     */
    public static ControlSocket open(Path data, UnaryOperator<String> answers) {
        Path path = path(data);
        ServerSocketChannel server = null;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            bindFor(server, path);
            return new ControlSocket(path, server, answers);
        } catch (IOException | UnsupportedOperationException e) {
            closeQuietly(server);
            LOG.warn(
                    "The socket {} cannot be made: {}. \"soarbridge reload\" does not work; SIGHUP does the same.",
                    path,
                    e.getMessage());
            return new ControlSocket(path, null, answers);
        }
    }

    /**
     * Makes the socket in a folder that nobody else can enter, and moves it to its place once it is as closed: nobody can connect
     * in between. What a killed bridge left is removed; a running one would hold the ledger's lock.
     */
    private static void bindFor(ServerSocketChannel server, Path path) throws IOException {
        Path folder = path.resolveSibling(".control");
        Path made = folder.resolve("s"); // a socket's path must be short
        Files.deleteIfExists(made);
        Files.deleteIfExists(folder);
        boolean posix =
                Files.getFileAttributeView(path.toAbsolutePath().getParent(), PosixFileAttributeView.class) != null;
        Files.createDirectory(folder, posix ? OWNER_ONLY_FOLDER : NO_ATTRIBUTES);
        try {
            server.bind(UnixDomainSocketAddress.of(made));
            if (posix) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Asks the bridge that runs on a data folder.
     *
     * @throws BridgeException {@code app/not-running} when there is none
     */
    public static String ask(Path data, String question) {
        Path path = path(data);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8)));
            return line(channel, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new BridgeException(
                    "app/not-running",
                    "Asking the bridge that runs on %s: it does not answer at %s (%s). Nothing was changed. Start it with run, or name its settings file with --config."
                            .formatted(data, path, e.getMessage()),
                    e);
        }
    }

    private static Path path(Path data) {
        return data.resolve("control.sock");
    }

    /** Begins to answer, on a thread of its own. */
    public void listen() {
        if (server != null) {
            Thread thread = new Thread(this::answer, "control");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void answer() {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                String question = line(channel, LONGEST_QUESTION);
                byte[] answer = (answers.apply(question) + "\n").getBytes(StandardCharsets.UTF_8);
                for (ByteBuffer rest = ByteBuffer.wrap(answer); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
            } catch (AsynchronousCloseException e) {
                return;
            } catch (ClosedChannelException e) {
                LOG.trace("the control socket is closed", e);
            } catch (IOException | RuntimeException e) {
                LOG.warn("Answering a command at {} failed: {}", path, e.getMessage());
            }
        }
    }

    private static String line(SocketChannel channel, int longest) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(4096);
        while (channel.read(some) >= 0 && bytes.size() <= longest) {
            some.flip();
            while (some.hasRemaining()) {
                byte b = some.get();
                if (b == '\n') {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                bytes.write(b);
            }
            some.clear();
        }
        throw new IOException("the connection ended before a whole line came");
    }

    private static void closeQuietly(ServerSocketChannel server) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            LOG.trace("closing the control socket", e);
        }
    }

    @Override
    public void close() {
        if (server == null) {
            return;
        }
        closeQuietly(server);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("The socket {} stays behind; the next start removes it: {}", path, e.getMessage());
        }
    }
}
