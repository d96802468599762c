package io.soarbridge.cli;

import io.soarbridge.support.BridgeException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that run this very program once more. */
final class ProgramCommand {
    private ProgramCommand() {}

    /** A bridge with the same Java and the same options. */
    static List<String> run(Path propertiesFile) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        runtime.getInputArguments().stream().filter(ProgramCommand::inherited).forEach(command::add);
        Path program = Installation.program();
        if (Files.isDirectory(program)) {
            command.addAll(List.of("-cp", runtime.getClassPath(), Soarbridge.class.getName()));
        } else {
            command.addAll(List.of("-jar", program.toString()));
        }
        command.addAll(List.of("run", "--config", propertiesFile.toString()));
        return command;
    }

    /** The running Java's own program file. */
    static Path java() {
        return Path.of(ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new BridgeException(
                        "cli/no-java", "Starting a second Java: this system does not say where the running one is.")));
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
}
