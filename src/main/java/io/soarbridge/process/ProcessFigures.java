package io.soarbridge.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process used up to a moment.
 *
 * @param cpu of all its threads, user and system; steps of 10 ms on Linux
 * @param residentBytes memory it holds now; 0 where the system does not tell
 * @param peakResidentBytes the most it held ever; 0 where the system does not tell
 */
public record ProcessFigures(Duration cpu, long residentBytes, long peakResidentBytes) {
    static ProcessFigures of(ProcessHandle process) {
        Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        List<String> status = status(process.pid());
        return new ProcessFigures(cpu, bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
    }

    private static List<String> status(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        } catch (IOException noSuchSystem) {
            return List.of();
        }
    }

    private static long bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
