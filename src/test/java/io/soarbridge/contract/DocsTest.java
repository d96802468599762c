package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say exists, exists: links, settings, commands. */
final class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern KEY =
            Pattern.compile("soarbridge\\.(?:source|connection|outbox|http|management|log|otel)\\.[a-z0-9.<>-]*[a-z>]");
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|[`(])\\.?/?soarbridge ((?:outbox )?[a-z]+)", Pattern.MULTILINE);

    @Test
    void links_resolve() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(read(page)).results().map(m -> m.group(1)).forEach(target -> {
                boolean outside = target.startsWith("http") || target.startsWith("#");
                if (!outside && !Files.exists(page.toAbsolutePath().resolveSibling(target.split("#", 2)[0]))) {
                    broken.add(page + " -> " + target);
                }
            });
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void settings_named_in_a_page_exist() throws Exception {
        Set<String> known = KEY.matcher(read(Path.of("application.properties")))
                .results()
                .map(m -> general(m.group()))
                .collect(Collectors.toSet());

        for (Path page : pages()) {
            assertThat(KEY.matcher(read(page)).results().map(m -> general(m.group())))
                    .as(page.toString())
                    .allSatisfy(key -> assertThat(known).anyMatch(k -> k.equals(key) || k.startsWith(key)));
        }
    }

    @Test
    void commands_named_in_a_page_exist() throws Exception {
        String reference = read(Path.of("docs/cli.md"));

        for (Path page : pages()) {
            assertThat(COMMAND.matcher(read(page))
                            .results()
                            .map(m -> m.group(1))
                            .distinct())
                    .as(page.toString())
                    .allSatisfy(command -> assertThat(reference).contains("## soarbridge " + command + "\n"));
        }
    }

    /** With the operator's own names as {@code <name>} and overridden mappings as {@code <mapping>}. */
    private static String general(String key) {
        return key.replaceFirst("^soarbridge\\.(source|connection)\\.[^.]+", "soarbridge.$1.<name>")
                .replaceFirst("\\.mapping\\..*", ".mapping.<mapping>");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> top = Files.list(Path.of(""))) {
            return Stream.concat(docs, top)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
