package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher against JDKs that are scripts and say how they were called. */
final class LauncherTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new TreeMap<>();
    private Path home;
    private Path jvms;
    private Path bin;

    @BeforeEach
    void lay_out() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
        home = Files.createDirectories(folder.resolve("home of it"));
        jvms = Files.createDirectories(folder.resolve("jvm"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("soarbridge"), home.resolve("soarbridge"));
        assertThat(home.resolve("soarbridge").toFile().setExecutable(true)).isTrue();
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("SOARBRIDGE_JVM_FOLDER", jvms.toString());
        environment.put("SOARBRIDGE_JAVA_HOME", "");
    }

    @Test
    void takes_the_newest_java_wherever_it_is() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        jdk(jvms.resolve("b"), "25.0.1");
        jdk(folder.resolve(".sdkman/candidates/java/c"), "21.0.2");
        environment.put("JAVA_HOME", jdk(folder.resolve("own"), "17.0.15").toString());
        shadowSystemJava();

        Ran ran = run("config");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("java 25.0.1\n").contains("\n--sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void compares_versions_as_numbers() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        jdk(jvms.resolve("b"), "17.0.15");
        jdk(jvms.resolve("c"), "9.0.4");
        jdk(jvms.resolve("d"), "1.8.0_402");
        shadowSystemJava();

        assertThat(run("config").out()).startsWith("java 17.0.15\n").doesNotContain("--sun-misc-unsafe");
    }

    @Test
    void one_java_can_be_forced() throws Exception {
        packaged();
        jdk(jvms.resolve("b"), "25.0.1");
        environment.put(
                "SOARBRIDGE_JAVA_HOME", jdk(folder.resolve("own"), "17.0.15").toString());

        assertThat(run("config").out()).startsWith("java 17.0.15\n");
    }

    @Test
    void says_what_it_found_when_nothing_will_do() throws Exception {
        packaged();
        jdk(jvms.resolve("old"), "11.0.2");
        shadowSystemJava();

        Ran ran = run("config");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Java 17 or newer", "11.0.2 at " + jvms.resolve("old"), "JAVA_HOME");
    }

    @Test
    void hands_over_arguments_unchanged_and_works_through_a_symbolic_link() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        Path link = Files.createSymbolicLink(bin.resolve("bridge"), home.resolve("soarbridge"));

        Ran ran = run(List.of(link.toString(), "map", "a b", "", "*"));

        assertThat(ran.out())
                .endsWith("-jar\n" + home.toRealPath().resolve("soarbridge.jar") + "\n--called-as\n" + link
                        + "\nmap\na b\n\n*\n");
    }

    @Test
    void short_commands_skip_the_second_compiler_and_memory_is_bounded() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        environment.put("SOARBRIDGE_MEMORY", "192m");

        assertThat(run("outbox", "list").out()).contains("\n-Xmx192m\n", "-XX:TieredStopAtLevel=1");
        assertThat(run("--config", "x", "run").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void passes_the_exit_code_on() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        environment.put("FAKE_EXIT", "3");

        assertThat(run("check").code()).isEqualTo(3);
    }

    @Test
    void uses_recorded_classes_when_there_are_any() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        assertThat(run("config").out()).doesNotContain("SharedArchiveFile");

        Path archive = Files.writeString(home.resolve("soarbridge-17.0.9.jsa"), "recorded");

        assertThat(run("config").out()).contains("-XX:SharedArchiveFile=" + archive.toRealPath());
    }

    @Test
    void records_classes_once_for_each_java_before_the_first_run() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "25.0.1");
        shadowSystemJava();
        environment.put("FAKE_RECORDS", "1");

        Ran first = run("run");
        Ran second = run("run");

        Path cache = home.toRealPath().resolve("soarbridge-25.0.1.aot");
        assertThat(first.err()).contains("first start with Java 25.0.1");
        assertThat(first.out()).contains("-XX:AOTCache=" + cache).doesNotContain("AOTCacheOutput");
        assertThat(cache).hasContent("recorded");
        assertThat(second.err()).doesNotContain("first start");
        assertThat(second.out()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void a_recording_that_fails_is_not_tried_at_each_start() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();

        assertThat(run("run").err()).contains("first start with Java 17.0.9");
        Ran second = run("run");

        assertThat(second.err()).doesNotContain("first start");
        assertThat(second.out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void a_recording_of_an_older_program_is_made_again() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        environment.put("FAKE_RECORDS", "1");
        Path archive = Files.writeString(home.resolve("soarbridge-17.0.9.jsa"), "old");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));

        Ran ran = run("run");

        assertThat(archive).hasContent("recorded");
        assertThat(ran.out()).contains("-XX:SharedArchiveFile=" + archive.toRealPath());
    }

    @Test
    void uses_the_library_that_the_build_unpacked() throws Exception {
        packaged();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        assumeTrue(System.getProperty("os.name").equals("Linux"), "other systems let the driver unpack it");
        assertThat(run("config").out()).doesNotContain("org.sqlite.lib.path");
        String arch = System.getProperty("os.arch").replace("amd64", "x86_64");
        Path library = Files.createDirectories(home.resolve("native/org/sqlite/native/Linux/" + arch));
        Files.createFile(library.resolve("libsqlitejdbc.so"));

        assertThat(run("config").out()).contains("-Dorg.sqlite.lib.path=" + library.toRealPath());
    }

    @Test
    void builds_when_the_source_is_newer_and_only_then() throws Exception {
        source();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        mvn("mkdir -p target && echo built >> target/count && touch target/soarbridge.jar");

        Ran first = run("config");
        Ran second = run("config");
        Files.setLastModifiedTime(
                home.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(100)));
        run("config");

        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("building");
        assertThat(first.out()).contains("\nconfig\n");
        assertThat(second.err()).doesNotContain("building");
        assertThat(home.resolve("target/count")).hasContent("built\nbuilt");
        assertThat(home.resolve("target/.building")).doesNotExist();
    }

    @Test
    void shows_the_end_of_the_log_when_the_build_fails() throws Exception {
        source();
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();
        mvn("echo '[ERROR] A.java:1 semicolon'; exit 1");

        Ran ran = run("config");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("A.java:1 semicolon", "target/build.log");
        assertThat(ran.out()).isEmpty();
        assertThat(home.resolve("target/.building")).doesNotExist();
    }

    @Test
    void says_so_when_there_is_nothing_to_start() throws Exception {
        jdk(jvms.resolve("a"), "17.0.9");
        shadowSystemJava();

        Ran ran = run("config");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no program");
    }

    private void packaged() throws IOException {
        Files.createFile(home.resolve("soarbridge.jar"));
    }

    private void source() throws IOException {
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createFile(home.resolve("src/main/A.java"));
    }

    private void mvn(String does) throws IOException {
        script(bin.resolve("mvn"), does);
    }

    /** Whatever Java this machine has on its PATH must not decide the test. */
    private void shadowSystemJava() throws IOException {
        Path shadow = jdk(folder.resolve("shadow"), "8.0.1");
        Files.createSymbolicLink(bin.resolve("java"), shadow.resolve("bin/java"));
    }

    private static Path jdk(Path at, String version) throws IOException {
        Files.createDirectories(at.resolve("bin"));
        script(at.resolve("bin/java"), """
                if [[ -n ${FAKE_RECORDS:-} ]]; then
                  for option; do
                    case $option in *CacheOutput=* | *AtExit=*) printf recorded >"${option#*=}" ;; esac
                  done
                fi
                echo java %s; printf '%%s\\n' "$@"; exit ${FAKE_EXIT:-0}""".formatted(version));
        script(at.resolve("bin/javac"), "exit 0");
        Files.writeString(at.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return at;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ran run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("soarbridge").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ran run(List<String> command) throws Exception {
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err));
    }

    private record Ran(int code, String out, String err) {}
}
