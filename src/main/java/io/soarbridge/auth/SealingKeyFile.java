package io.soarbridge.auth;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with the bridge's own sealing key: 32 random bytes as Base64, for its owner's eyes only. */
final class SealingKeyFile {
    static final String NAME = "rest-call.key";

    private static final Logger LOG = LoggerFactory.getLogger(SealingKeyFile.class);
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SealingKeyFile() {}

    static byte[] in(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                make(folder, file);
            }
            warnOfReaders(file);
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IOException e) {
            throw new BridgeException(
                    "auth/sealing-key",
                    "Making or reading the key file %s failed: %s.".formatted(file, e.getMessage()),
                    e);
        } catch (IllegalArgumentException e) {
            // falls through: its message quotes the key
        }
        throw new BridgeException(
                "auth/sealing-key",
                "%s holds no key of %d bytes in Base64. Bring it back from a backup; without it, delete it: callers then have to give their refresh tokens anew."
                        .formatted(file, BYTES));
    }

    /** Complete before it has its name, so that of two bridges that begin at once both read the same key. */
    private static void make(Path folder, Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = Base64.getEncoder().encode(key);
        Path draft = folder.resolve(NAME + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(draft); // of a process that is no more
        write(draft, text);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another bridge has made {} at the same time", file);
        } catch (UnsupportedOperationException | IOException e) {
            LOG.debug("No links in {}", folder, e);
            writeUnlessThere(file, text);
        } finally {
            Files.delete(draft);
        }
    }

    private static void writeUnlessThere(Path file, byte[] text) throws IOException {
        try {
            write(file, text);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another bridge has made {} at the same time", file);
        }
    }

    private static void write(Path file, byte[] text) throws IOException {
        Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, isNew, owner(file))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] owner(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static void warnOfReaders(Path file) throws IOException {
        if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn(
                    "Others than its owner may use {}, which opens the refresh tokens in the ledger: chmod 600 {}",
                    file,
                    file);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
