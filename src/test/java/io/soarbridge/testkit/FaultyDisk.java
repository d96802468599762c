package io.soarbridge.testkit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A disk that gets stuck or turns read-only while a bridge in a process of its own runs on it. Needs Linux and a C compiler. */
public final class FaultyDisk {
    private final Path library;
    private final Path faults;

    private FaultyDisk(Path library, Path faults) {
        this.library = library;
        this.faults = faults;
    }

    /** Skips the test where it cannot be made. */
    public static FaultyDisk in(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("faulty-disk.c");
        try (var code =
                Objects.requireNonNull(FaultyDisk.class.getResourceAsStream("/testkit/faulty-disk.c"), "the source")) {
            Files.write(source, code.readAllBytes());
        }
        Path library = folder.resolve("faulty-disk.so");
        assumeThat(System.getProperty("os.name")).as("needs Linux").isEqualTo("Linux");
        assumeThat(compiled(source, library)).as("needs a C compiler, cc").isTrue();
        return new FaultyDisk(library, Files.createDirectory(folder.resolve("faults")));
    }

    private static boolean compiled(Path source, Path library) throws InterruptedException {
        try {
            Process cc = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(cc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (cc.waitFor() != 0) {
                throw new AssertionError("the source of the faulty disk does not compile: " + said);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** For the process that is to have this disk. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAULTY_DISK", faults.toString());
    }

    /** No sync comes back from now on. */
    public void stuck() throws IOException {
        Files.createFile(faults.resolve("stuck"));
    }

    /** Every write fails from now on. */
    public void readOnly() throws IOException {
        Files.createFile(faults.resolve("read-only"));
    }

    public void mended() throws IOException {
        Files.deleteIfExists(faults.resolve("stuck"));
        Files.deleteIfExists(faults.resolve("read-only"));
    }
}
