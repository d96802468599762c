package io.soarbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.support.BridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPageTest {
    @TempDir
    private Path folder;

    @Test
    void replaces_what_is_between_the_marks_and_nothing_else() throws Exception {
        Path page = folder.resolve("performance.md");
        Files.writeString(
                page, "# Before\n\n%s\nold figures\n%s\n\nAfter\n".formatted(ReportPage.BEGIN, ReportPage.END));

        ReportPage.write(page, report());
        ReportPage.write(page, report());

        assertThat(Files.readString(page))
                .startsWith("# Before\n")
                .endsWith(ReportPage.END + "\n\nAfter\n")
                .doesNotContain("old figures")
                .containsOnlyOnce("| deliver | delivered | ≥ 5,000 | 4,000 events/s | 3,000 – 5,000 | **missed** |")
                .containsOnlyOnce("| accept | CPU | ≤ 70.0 | 41.5 µs |  | met |")
                .contains("| 2,000 | 100 | 40 | 50 |")
                .contains("](performance.svg)");
    }

    @Test
    void draws_a_picture_that_is_well_formed() throws Exception {
        ReportPage.write(folder.resolve("new.md"), report());

        String svg = Files.readString(folder.resolve("new.svg"));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("new.svg").toFile());
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg).contains("deliver: delivered").contains("41.5  ≤ 70.0");
    }

    @Test
    void a_page_without_marks_is_left_alone() throws Exception {
        Path page = Files.writeString(folder.resolve("other.md"), "# Mine\n");

        assertThatThrownBy(() -> ReportPage.write(page, report()))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(ReportPage.BEGIN);
        assertThat(page).hasContent("# Mine\n");
    }

    private static BenchReport report() {
        Duration second = Duration.ofSeconds(1);
        return new BenchReport(
                Instant.parse("2026-11-22T19:00:00Z"),
                new BenchPlan(
                        Set.of(Scenario.ACCEPT),
                        second,
                        second,
                        3,
                        64,
                        16,
                        1000,
                        1000,
                        second,
                        List.of(),
                        Path.of("x"),
                        false),
                new Machine("A & B <CPU>", 2, 4_000_000_000L, "Linux 6", "OpenJDK 25", "ext4", 4500, 0.1),
                List.of(),
                List.of(
                        Figure.of(Scenario.ACCEPT, "CPU", "µs", 41.53).atMost(70),
                        Figure.median(Scenario.DELIVER, "delivered", "events/s", List.of(4000.0, 5000.0, 3000.0))
                                .atLeast(5000)),
                List.of(new Check(Scenario.ACCEPT, "lost", 0, 0)),
                List.of(new Results.Slice(1000, 100, 41, 50_000_000), new Results.Slice(2000, 100, 40, 50_000_000)));
    }
}
