package io.soarbridge.outbox;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to be the one bridge on a ledger: an operating system lock on {@code <ledger>.lock}, which holds the process id. */
public final class InstanceLock implements AutoCloseable {
    /** Closing any channel to a file drops this process's lock on it, so a second attempt must not even open the file. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private InstanceLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws BridgeException {@code outbox/in-use} when another bridge has it */
    public static InstanceLock take(Path ledger) throws IOException {
        Path path = ledger.resolveSibling(ledger.getFileName() + ".lock").toAbsolutePath();
        if (!HELD.add(path)) {
            throw inUse(ledger, String.valueOf(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(ledger, holder(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new InstanceLock(path, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.isBlank() ? "unknown" : text;
    }

    private static BridgeException inUse(Path ledger, String process) {
        return new BridgeException(
                "outbox/in-use",
                ("Opening the ledger %s: another bridge is using it (process %s). This one does not start. Stop the other one, or "
                                + "give this one a soarbridge.data folder of its own.")
                        .formatted(ledger, process));
    }

    /** The file stays: removing it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(path);
    }
}
