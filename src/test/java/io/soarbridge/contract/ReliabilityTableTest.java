package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of docs/reliability.md is held by tests that exist and run. */
final class ReliabilityTableTest {
    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern REFERENCE =
            Pattern.compile("\\[`([A-Za-z]+)#([a-z0-9_]+)`]\\(\\.\\./(src/test/java/[A-Za-z/]+\\.java)\\)");
    private static final Set<String> RUN =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "Property", "FuzzTest", "ArchTest");

    @Test
    void every_row_names_a_test_that_runs() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String row : rows()) {
            List<String[]> tests = REFERENCE
                    .matcher(row)
                    .results()
                    .map(m -> new String[] {m.group(1), m.group(2), m.group(3)})
                    .toList();
            if (tests.isEmpty()) {
                wrong.add("no test in: " + row);
            }
            for (String[] test : tests) {
                if (!runs(test[0], test[1], test[2])) {
                    wrong.add("no such test: " + test[0] + "#" + test[1] + " in " + test[2]);
                }
            }
        }

        assertThat(rows()).hasSizeGreaterThan(60);
        assertThat(wrong).isEmpty();
    }

    private static boolean runs(String name, String method, String file) throws ClassNotFoundException {
        Path source = Path.of(file);
        if (!Files.exists(source) || !source.getFileName().toString().equals(name + ".java")) {
            return false;
        }
        String type = TESTS.relativize(source).toString().replace(".java", "").replace('/', '.');
        return methods(Class.forName(type))
                .filter(m -> m.getName().equals(method))
                .anyMatch(m -> Arrays.stream(m.getAnnotations())
                        .anyMatch(a -> RUN.contains(a.annotationType().getSimpleName())));
    }

    /** With those of abstract classes that it extends. */
    private static Stream<Method> methods(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(Arrays.stream(type.getDeclaredMethods()), methods(type.getSuperclass()));
    }

    /** Table rows without heads and rules; four columns. */
    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("|") && !lines.get(i).startsWith("|---") && !head) {
                rows.add(lines.get(i));
            }
        }
        return rows;
    }
}
