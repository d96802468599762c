package io.soarbridge.process;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bridge in a process of its own, so that it can be killed. Thread-safe. */
public final class BridgeProcess implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 15;
    private static final int SECONDS_TO_STOP = 30;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private boolean closed;

    /**
     * @param environment variables beside the inherited ones, of which those for this program are left out
     * @param log gets what the process prints
     */
    public BridgeProcess(List<String> command, Map<String, String> environment, Path log) {
        this.command = command;
        this.environment = environment;
        this.log = log;
    }

    public synchronized void start() {
        if (closed) {
            return;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Redirect.PIPE)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .redirectError(Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("SOARBRIDGE_"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Starting the bridge failed: " + e.getMessage(), e);
        }
    }

    /** As {@code kill -9} does: the process gets no chance to finish anything. Returns when it is gone. */
    public synchronized void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @throws BridgeException with the end of its log when the process ended by itself */
    public synchronized void checkAlive() {
        if (!closed && !process.isAlive()) {
            throw new BridgeException(
                    "process/bridge-ended",
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

    /** What it used up to now. */
    public synchronized ProcessFigures figures() {
        return ProcessFigures.of(process.toHandle());
    }

    /** Stops it as SIGTERM does, and after half a minute as kill -9 does. It can be started again. */
    public synchronized void stop() {
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

    /** Stops it for good. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
