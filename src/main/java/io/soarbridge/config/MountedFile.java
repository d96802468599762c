package io.soarbridge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of text in a file that somebody else may replace at any time. At most once a second a call looks whether the file has
 * changed; while it is missing, empty or unreadable the last good text stays in force, with one warning. Thread-safe.
 */
final class MountedFile {
    private static final Logger LOG = LoggerFactory.getLogger(MountedFile.class);
    private static final String MISSING =
            "Mount or write the file and start again. {{secret:…}} looks in soarbridge.secrets.";
    private static final String RIGHTS = "Check its access rights and its content.";
    private static final long MAX_BYTES = 64 * 1024;

    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final LongSupplier nanos;
    private volatile long lookedAt;
    private volatile String text;
    private Stamp stamp;
    private boolean warned;

    private MountedFile(Path file, LongSupplier nanos, Stamp stamp, String text) {
        this.file = file;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
        this.stamp = stamp;
        this.text = text;
    }

    /**
     * @param nanos a time that only goes on, such as {@link System#nanoTime}
     * @throws BadValueException when the file cannot be used now
     */
    static MountedFile open(Path file, LongSupplier nanos) throws BadValueException {
        try {
            Stamp stamp = Stamp.of(file);
            return new MountedFile(file, nanos, stamp, read(file, stamp));
        } catch (IOException e) {
            throw Files.exists(file)
                    ? new BadValueException("the file " + file + " cannot be read as UTF-8 text", RIGHTS)
                    : new BadValueException("there is no file " + file, MISSING);
        }
    }

    /** Without line ends at its end. */
    String text() {
        if (nanos.getAsLong() - lookedAt >= BETWEEN_LOOKS) {
            look();
        }
        return text;
    }

    private synchronized void look() {
        lookedAt = nanos.getAsLong();
        try {
            // The stamp is taken before reading: a write in between changes it again, and the next look reads once
            // more.
            Stamp now = Stamp.of(file);
            if (!now.equals(stamp)) {
                text = read(file, now);
                stamp = now;
                LOG.info("Read {} again, it has changed.", file);
            }
            warned = false;
        } catch (IOException e) {
            warn("it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (BadValueException e) {
            warn(e.getMessage());
        }
    }

    private void warn(String what) {
        if (!warned) {
            LOG.warn("Reading {} again: {}. The last good value stays in force until the file is back.", file, what);
            warned = true;
        }
    }

    private static String read(Path file, Stamp stamp) throws IOException, BadValueException {
        if (stamp.size() > MAX_BYTES) {
            throw new BadValueException("the file " + file + " is larger than 64KiB; is it the right one?", RIGHTS);
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).replaceAll("[\r\n]+$", "");
        if (text.isEmpty()) {
            throw new BadValueException("the file " + file + " is empty", MISSING);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValueException(
                    "the file " + file + " holds more than one line, or a control character; is it the right one?",
                    RIGHTS);
        }
        return text;
    }

    /** What changes when a file is written or replaced; {@code inode} may be null. */
    private record Stamp(FileTime modified, long size, Object inode) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
