package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SizeBudgetTest {
    private static final int MOST_LINES = 400;
    private static final int MOST_README_LINES = 150;

    @Test
    void no_file_of_the_program_needs_scrolling_for_long() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : VendorNamesTest.files(Path.of("src/main/java"), ".java")) {
            long lines = lines(file);
            if (lines > MOST_LINES) {
                large.add("%s has %d lines, %d are the most: it holds two things".formatted(file, lines, MOST_LINES));
            }
        }

        assertThat(large).isEmpty();
    }

    @Test
    void the_front_page_is_short() throws IOException {
        assertThat(lines(Path.of("README.md"))).isLessThanOrEqualTo(MOST_README_LINES);
    }

    private static long lines(Path file) throws IOException {
        return Files.readString(file).lines().count();
    }
}
