package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.InstanceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who this bridge is among those that share a ledger: an id in its data folder, which one process at a time may use. After a crash
 * the next process in the same folder knows that the former one is gone, and need not wait for its leases to end.
 */
final class Identity implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String id;
    private final InstanceLock lock;

    private Identity(String id, InstanceLock lock) {
        this.id = id;
        this.lock = lock;
    }

    /** @throws io.soarbridge.support.BridgeException {@code outbox/in-use} when another bridge uses the folder */
    static Identity in(Path data) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve("replica");
        InstanceLock lock = InstanceLock.take(file);
        try {
            return new Identity(read(file), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A file that holds no id was cut off by a crash; then nothing can be known of the former process. */
    private static String read(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!ID.matcher(text).matches()) {
            text = UUID.randomUUID().toString();
            Files.writeString(file, text + "\n");
        }
        return text;
    }

    String id() {
        return id;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
