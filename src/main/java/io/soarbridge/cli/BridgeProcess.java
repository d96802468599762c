package io.soarbridge.cli;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bridge in a process of its own, so that it can be killed. Thread-safe. */
final class BridgeProcess implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 15;
    private static final int SECONDS_TO_STOP = 30;

    private final List<String> command;
    private final Path log;
    private Process process;
    private boolean closed;

    BridgeProcess(List<String> command, Path log) {
        this.command = command;
        this.log = log;
    }

    /** This very program, run with the same Java and the same options. */
    static List<String> command(Path propertiesFile) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new BridgeException(
                        "cli/no-java", "Starting a second Java: this system does not say where the running one is.")));
        runtime.getInputArguments().stream().filter(BridgeProcess::inherited).forEach(command::add);
        Path program = Installation.program();
        if (Files.isDirectory(program)) {
            command.addAll(List.of("-cp", runtime.getClassPath(), Soarbridge.class.getName()));
        } else {
            command.addAll(List.of("-jar", program.toString()));
        }
        command.addAll(List.of("run", "--config", propertiesFile.toString()));
        return command;
    }

    /** Agents and the writing of archives are for one JVM only. */
    private static boolean inherited(String option) {
        return option.startsWith("-X")
                        && !option.contains("Archive")
                        && !option.contains("AOTCacheOutput")
                        && !option.startsWith("-Xrun")
                || option.startsWith("-XX:SharedArchiveFile")
                || option.startsWith("-Dorg.sqlite.lib.path")
                || option.startsWith("--sun-misc-unsafe-memory-access");
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(Redirect.PIPE)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Starting the bridge failed: " + e.getMessage(), e);
        }
    }

    /** As {@code kill -9} does: the process gets no chance to finish anything. Returns when it is gone. */
    synchronized void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @throws BridgeException with the end of its log when the process ended by itself */
    synchronized void checkAlive() {
        if (!closed && !process.isAlive()) {
            throw new BridgeException(
                    "cli/bridge-ended",
                    "The bridge ended by itself with exit code %d. The end of its log, %s:%n%s"
                            .formatted(process.exitValue(), log, lastLines()));
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(not readable)";
        }
    }

    /** Stops it the gentle way, and after half a minute the other. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
