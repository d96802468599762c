package io.soarbridge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the ledger's files are still where they were opened. The operating system lets a process write on into files that were
 * removed; what is acknowledged then is gone when the process ends.
 */
final class FilePlace {
    private final Path file;
    private final Path log;
    private Object fileKey;
    private Object logKey;

    FilePlace(Path file) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Forgets which files they were. */
    synchronized void reopened() {
        logKey = null;
    }

    /** @throws OutboxUnavailableException when a file is gone or another one */
    void require() {
        Optional<String> gone = gone();
        if (gone.isPresent()) {
            throw new OutboxUnavailableException("outbox/gone", gone.get(), Duration.ofMinutes(1), null);
        }
    }

    /** What is wrong with the files, in words. */
    synchronized Optional<String> gone() {
        Object key = key(file);
        Object now = key(log);
        fileKey = fileKey == null ? key : fileKey;
        logKey = logKey == null ? now : logKey;
        if (fileKey != null && !fileKey.equals(key)) {
            return Optional.of(words(file, key));
        }
        return logKey == null || logKey.equals(now) ? Optional.empty() : Optional.of(words(log, now));
    }

    private String words(Path path, Object now) {
        return ("Writing the ledger %s: %s was %s under the running bridge. Nothing was taken, and nothing is until the very file is back. "
                        + "Put it back; if you cannot, stop the bridge in good order and start it again.")
                .formatted(file, path, now == null ? "removed or moved" : "replaced");
    }

    /** Null when there is no such file, or the file system has no keys. */
    private static Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
