package io.soarbridge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where long files lie on their way from one system to another, rather than in memory. */
final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private Spool() {}

    /** One for each set of routes, as two of them run for a moment while settings are read anew, and each removes its own. */
    static String folder(Path data) {
        return in(data) + "/#uuid#";
    }

    /** Removes what a bridge that was killed has left. Only for the one that holds the ledger of this folder. */
    static void clear(Path data) {
        Path spool = in(data);
        try {
            if (Files.exists(spool)) {
                for (Path left : leftIn(spool)) {
                    Files.delete(left);
                }
            } else {
                Files.createDirectories(spool);
            }
            if (Files.getFileStore(spool).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            LOG.warn("Preparing {}, where long files lie on their way, failed. Check who owns it.", spool, e);
        }
    }

    private static Path in(Path data) {
        return data.toAbsolutePath().resolve("spool");
    }

    /** The deepest first. */
    private static List<Path> leftIn(Path spool) throws IOException {
        try (Stream<Path> all = Files.walk(spool)) {
            return all.filter(path -> !path.equals(spool))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
