package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/errors.md has every code of the sources, and no other. */
final class ErrorReferenceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/soarbridge");
    private static final Pattern PROBLEM = Pattern.compile("Problem\\.of\\(\\s*\\d{3},\\s*\"([a-z0-9-]+)\"");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| (`[^|]+) \\|");

    @Test
    void every_code_is_explained_and_none_is_stale() throws Exception {
        Set<String> codes = new TreeSet<>();
        for (String name : packages()) {
            codes.addAll(all(Pattern.compile("\"(" + name + "/[a-z0-9]+(?:-[a-z0-9]+)*)\""), SOURCES));
        }

        assertThat(codes).isNotEmpty();
        assertThat(listed().stream().filter(code -> code.contains("/"))).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void every_answer_of_the_front_door_is_explained() throws Exception {
        Set<String> types = all(PROBLEM, SOURCES.resolve("ingest"));
        types.addAll(all(Pattern.compile("OutboxUnavailableException\\(\\s*\"outbox/([a-z-]+)\""), SOURCES).stream()
                .map(code -> "outbox-" + code)
                .toList());
        types.addAll(Set.of("done", "found", "dropped-by-rule"));

        assertThat(listed().stream().filter(code -> !code.contains("/"))).containsExactlyInAnyOrderElementsOf(types);
    }

    private static Set<String> packages() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> all(Pattern pattern, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> listed() {
        return LISTED.matcher(read(Path.of("docs/reference/errors.md")))
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(",")))
                .map(code -> code.strip().replace("`", ""))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
