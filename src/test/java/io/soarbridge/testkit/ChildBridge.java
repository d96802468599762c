package io.soarbridge.testkit;

import io.soarbridge.cli.Soarbridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bridge in a process of its own, for tests that kill it. */
public final class ChildBridge implements AutoCloseable {
    private final Path settings;
    private final Path log;
    private final Map<String, String> environment;
    private final List<String> options = new ArrayList<>();
    private Process process;

    public ChildBridge(Path settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
        this.log = settings.resolveSibling("bridge.log");
    }

    /** Further options for its JVM; the last of a kind counts. */
    public ChildBridge options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** What a command said, and how it ended. */
    public record Said(int exitCode, String text) {}

    /** Runs a command of the program to its end. */
    public static Said command(Path settings, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildProgram.java());
        command.addAll(List.of(Soarbridge.class.getName(), "--config", settings.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** Waits until the process ends by itself. @return its exit code */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the bridge did not end within a minute:\n" + log());
        }
        return process.exitValue();
    }

    public ChildBridge start() {
        List<String> command = new ArrayList<>(ChildProgram.java());
        command.addAll(options);
        command.addAll(List.of(Soarbridge.class.getName(), "run", "--config", settings.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectError(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** kill -9 */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. @return the exit code */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the bridge did not stop within a minute:\n" + log());
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
