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

/**
 * The right to be the one bridge on a ledger: an operating system lock on {@code <ledger>.lock}. The file holds the process id and
 * how many writes were acknowledged, so that a ledger that has fewer is not taken for whole.
 */
public final class InstanceLock implements AutoCloseable {
    /** Closing any channel to a file drops this process's lock on it, so a second attempt must not even open the file. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private static final int WIDTH = 20;

    private final long acknowledgedBefore;
    private final ByteBuffer number = ByteBuffer.allocateDirect(WIDTH);

    private InstanceLock(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        acknowledgedBefore = acknowledgedSoFar();
        channel.write(field(String.valueOf(ProcessHandle.current().pid())), 0);
    }

    private static ByteBuffer field(String text) {
        return ByteBuffer.wrap((" ".repeat(WIDTH - text.length()) + text).getBytes(StandardCharsets.US_ASCII));
    }

    private long acknowledgedSoFar() throws IOException {
        String text = text(channel, WIDTH);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The number that the last bridge noted, 0 when there is none. */
    long acknowledgedBefore() {
        return acknowledgedBefore;
    }

    Path path() {
        return path;
    }

    /** Notes that so many writes were acknowledged. Survives the process; after a loss of power it may be an older one. */
    void acknowledged(long writes) throws IOException {
        number.clear();
        String text = Long.toString(writes);
        for (int i = text.length(); i < WIDTH; i++) {
            number.put((byte) ' ');
        }
        for (int i = 0; i < text.length(); i++) {
            number.put((byte) text.charAt(i));
        }
        channel.write(number.flip(), WIDTH);
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
        String text = text(channel, 0);
        return text.isBlank() ? "unknown" : text;
    }

    private static String text(FileChannel channel, long at) throws IOException {
        ByteBuffer field = ByteBuffer.allocate(WIDTH);
        channel.read(field, at);
        return new String(field.array(), 0, field.position(), StandardCharsets.US_ASCII).strip();
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
