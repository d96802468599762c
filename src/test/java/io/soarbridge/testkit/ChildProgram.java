package io.soarbridge.testkit;

import io.soarbridge.cli.Soarbridge;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program under test as child processes start it: its classes in one file, beside an archive of what a start loads, as the
 * launcher makes one. A start takes about half the CPU time of one from folders of classes. Made once for each JVM.
 */
final class ChildProgram {
    private static List<String> command;

    private ChildProgram() {}

    /** Java, its options and the class path: what comes before the main class. */
    static synchronized List<String> java() {
        if (command == null) {
            command = make();
        }
        return command;
    }

    private static List<String> make() {
        try {
            Path folder = Files.createTempDirectory("soarbridge-child-");
            Path archive = folder.resolve("classes.jsa");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            String classPath = pack(folder.resolve("program.jar"));
            train(folder, javaWith("-XX:ArchiveClassesAtExit=" + archive, classPath));
            return javaWith("-XX:SharedArchiveFile=" + archive, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> javaWith(String archive, String classPath) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                archive,
                "-Xmx256m"));
        if (Runtime.version().feature() >= 24) {
            // as launcher and manifest do; else libraries get warnings on standard error
            java.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
            // standard error
        }
        java.addAll(List.of("-cp", classPath));
        return java;
    }

    /** An archive knows no folders, so they become one file. @return the class path with it */
    private static String pack(Path jar) throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<Path> entries =
                Stream.of(all.split(File.pathSeparator)).map(Path::of).toList();
        Set<String> packed = new HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path folder : entries.stream().filter(Files::isDirectory).toList()) {
                add(folder, out, packed);
            }
        }
        return Stream.concat(Stream.of(jar), entries.stream().filter(Files::isRegularFile))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(Path folder, JarOutputStream out, Set<String> packed) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(any -> !any.equals(folder)).toList()) {
                boolean isFolder = Files.isDirectory(file); // Flyway finds nothing in folders that have no entry
                String name =
                        folder.relativize(file).toString().replace(File.separatorChar, '/') + (isFolder ? "/" : "");
                if (packed.add(name)) {
                    out.putNextEntry(new JarEntry(name));
                    if (!isFolder) {
                        Files.copy(file, out);
                    }
                }
            }
        }
    }

    private static void train(Path folder, List<String> java) throws IOException {
        List<String> run = new ArrayList<>(java);
        run.addAll(List.of(Soarbridge.class.getName(), "train"));
        Path log = folder.resolve("train.log");
        Process process = new ProcessBuilder(run)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new AssertionError("training ended with %d:\n%s".formatted(exit, Files.readString(log)));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // a temporary folder; the system removes it
        }
        folder.toFile().delete();
    }
}
