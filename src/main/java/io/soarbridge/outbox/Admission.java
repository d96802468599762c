package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Whether the ledger has room for new work. Thread-safe. */
final class Admission {
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final OutboxSettings settings;
    private final Path file;
    private final InstantSource clock;
    private volatile long lookedAt = Long.MIN_VALUE;
    private volatile long freeBytes = Long.MAX_VALUE;

    Admission(OutboxSettings settings, Path file, InstantSource clock) {
        this.settings = settings;
        this.file = file;
        this.clock = clock;
    }

    /**
     * @param open deliveries that wait already
     * @throws OutboxUnavailableException when {@code more} do not fit
     */
    void requireRoom(long open, int more) {
        if (open + more > settings.maxBacklog()) {
            throw new OutboxUnavailableException(
                    "outbox/backlog-full",
                    ("Accepting %d deliveries: %d wait already and the limit is %d. Nothing was taken; the sender should try again. "
                                    + "See with 'outbox list' what holds the deliveries up, or raise soarbridge.outbox.max-backlog.")
                            .formatted(more, open, settings.maxBacklog()),
                    Duration.ofSeconds(30),
                    null);
        }
    }

    /** @throws OutboxUnavailableException when less than the minimum is free on the ledger's disk, as of a second ago */
    void requireDisk() {
        long free = freeBytes();
        if (free < settings.minFreeDisk()) {
            throw new OutboxUnavailableException(
                    "outbox/disk-full",
                    ("Accepting events into %s: %d bytes are free on its disk and the minimum is %d. Nothing was taken; the sender "
                                    + "should try again, deliveries go on. Make room, or lower soarbridge.outbox.min-free-disk.")
                            .formatted(file, free, settings.minFreeDisk()),
                    Duration.ofMinutes(1),
                    null);
        }
    }

    private long freeBytes() {
        long now = clock.millis();
        if (lookedAt == Long.MIN_VALUE || Math.abs(now - lookedAt) >= LOOK_EVERY_MILLIS) {
            lookedAt = now;
            try {
                FileStore disk = Files.getFileStore(file);
                freeBytes = disk.getUsableSpace();
            } catch (IOException e) {
                freeBytes = Long.MAX_VALUE; // unknown; a write that fails will tell
            }
        }
        return freeBytes;
    }
}
