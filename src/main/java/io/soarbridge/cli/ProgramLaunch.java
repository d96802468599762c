package io.soarbridge.cli;

import io.soarbridge.bench.Launch;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.process.BridgeProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts bridges as a user does, by the launcher, with its options for Java. Where there is none, as in tests, with the running
 * Java's own.
 */
final class ProgramLaunch implements Launch {
    private static final int MINUTES_TO_PREPARE = 3;

    private final Session session;
    private final Path recording;
    private final List<String> options;

    /**
     * @param recording file for a recording by JFR, null for none
     * @param options more options for the bridge's Java
     */
    ProgramLaunch(Session session, Path recording, List<String> options) {
        this.session = session;
        this.recording = recording;
        this.options = options;
    }

    @Override
    public BridgeProcess bridge(Child child) {
        List<String> more = new ArrayList<>(options);
        if (recording != null) {
            more.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording(child.name()));
        }
        if (usesLauncher()) {
            Map<String, String> environment = environment(child.java());
            if (!more.isEmpty()) {
                environment.put("SOARBRIDGE_JAVA_OPTS", String.join(" ", more));
            }
            return new BridgeProcess(
                    List.of(
                            launcher().toString(),
                            "run",
                            "--config",
                            child.propertiesFile().toString()),
                    environment,
                    child.log());
        }
        List<String> command = new ArrayList<>(ProgramCommand.run(child.propertiesFile()));
        if (child.java() != null) {
            command.set(0, child.java().resolve("bin/java").toString());
        }
        command.addAll(1, more);
        return new BridgeProcess(command, Map.of(), child.log());
    }

    /** One file for each process: the name that was asked for, with the process's name before its ending. */
    private Path recording(String child) {
        String file = recording.getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot < 0 ? file + "-" + child : file.substring(0, dot) + "-" + child + file.substring(dot);
        return recording.toAbsolutePath().resolveSibling(name);
    }

    @Override
    public void prepare(Path java, Path log) {
        if (!usesLauncher()) {
            return;
        }
        ProcessBuilder train = new ProcessBuilder(launcher().toString(), "train")
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectError(Redirect.appendTo(log.toFile()));
        train.environment().putAll(environment(java));
        try {
            Process process = train.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES_TO_PREPARE, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            session.say("Warning: making the archive of classes failed, starts will be slower: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Path routes() {
        return Installation.home().resolve("routes");
    }

    @Override
    public OutboxStore ledger(Path propertiesFile) {
        return session.ledger(SettingsLoader.load(propertiesFile));
    }

    @Override
    public String version(Path java) {
        if (java == null) {
            return Runtime.version().toString().replaceAll("[^0-9.].*", "");
        }
        try {
            return Files.readAllLines(java.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UsageException(
                    "Reading --java: %s is no home of a Java; it has no file release.".formatted(java));
        }
    }

    private static boolean usesLauncher() {
        return !Files.isDirectory(Installation.program()) && Files.isExecutable(launcher());
    }

    private static Path launcher() {
        return Installation.home().resolve("soarbridge");
    }

    private static Map<String, String> environment(Path java) {
        Map<String, String> environment = new HashMap<>();
        Path home = java == null ? ProgramCommand.java().getParent().getParent() : java;
        environment.put("SOARBRIDGE_JAVA_HOME", home.toString());
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.stream()
                .noneMatch(option -> option.startsWith("-Xms"))) { // with it: what the launcher sets by default
            options.stream()
                    .filter(option -> option.startsWith("-Xmx"))
                    .forEach(option -> environment.put("SOARBRIDGE_MEMORY", option.substring("-Xmx".length())));
        }
        return environment;
    }
}
