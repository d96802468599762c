package io.soarbridge.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the figures were measured on.
 *
 * @param processor its model, or its architecture where the system does not tell
 * @param memoryBytes 0 where the system does not tell
 * @param syncsPerSecond appends of 4 KiB with fdatasync, one after the other
 * @param load average of the last minute before the start, negative where the system does not tell
 */
public record Machine(
        String processor,
        int cores,
        long memoryBytes,
        String system,
        String java,
        String disk,
        double syncsPerSecond,
        double load) {
    private static final Duration SYNC_TIME = Duration.ofSeconds(1);
    private static final Set<String> NO_DISKS = Set.of("tmpfs", "ramfs");

    static Machine look(Path folder) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        RuntimeMXBean java = ManagementFactory.getRuntimeMXBean();
        try {
            return new Machine(
                    told(Path.of("/proc/cpuinfo"), "model name", system.getArch()),
                    system.getAvailableProcessors(),
                    Long.parseLong(told(Path.of("/proc/meminfo"), "MemTotal", "0")
                                    .replaceAll("[^0-9]", ""))
                            * 1024,
                    system.getName() + " " + system.getVersion(),
                    java.getVmName() + " " + java.getVmVersion(),
                    Files.getFileStore(folder).type(),
                    syncs(folder),
                    system.getSystemLoadAverage());
        } catch (IOException e) {
            throw BenchFolder.unwritable(folder, e);
        }
    }

    /** What makes the figures worth less. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (load > cores * 0.25) {
            warnings.add(
                    "The machine was busy before the start: load %.1f on %d processors. Rates are too low then; CPU per event says more."
                            .formatted(load, cores));
        }
        if (NO_DISKS.contains(disk)) {
            warnings.add(
                    "The folder is in memory (%s): what is written there costs nothing. Name one on a disk with --folder."
                            .formatted(disk));
        }
        return warnings;
    }

    private static String told(Path file, String name, String otherwise) throws IOException {
        if (!Files.isReadable(file)) {
            return otherwise;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static double syncs(Path folder) throws IOException {
        Path file = folder.resolve("disk-speed");
        int done = 0;
        long begin = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(4096);
            while (System.nanoTime() - begin < SYNC_TIME.toNanos()) {
                channel.write(block.clear());
                channel.force(false);
                done++;
            }
        }
        double perSecond = done * 1e9 / (System.nanoTime() - begin);
        Files.delete(file);
        return perSecond;
    }
}
