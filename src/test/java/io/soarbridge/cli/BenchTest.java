package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each scenario once, as short as it can be: that it runs and counts right. What it measures here means nothing. */
final class BenchTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        String[] common = {"bench", "--folder", folder.toString(), "--seconds", "1", "--warmup", "0", "--rounds", "1"};
        return Soarbridge.run(
                InstantSource.system(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.concat(Stream.of(common), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void every_scenario_runs_loses_nothing_and_leaves_only_its_results(@TempDir Path results) throws Exception {
        Path figures = results.resolve("figures.json");
        Path page = results.resolve("page.md");

        int code = bench("--idle", "1", "--backlog", "1000", "--json", figures.toString(), "--report", page.toString());

        assertThat(code).as(err.toString()).isZero();
        JsonNode report = Json.read(Files.readString(figures));
        assertThat(report.path("good").asBoolean()).isTrue();
        assertThat(report.path("checks")).hasSize(11);
        assertThat(report.path("checks"))
                .filteredOn(check -> check.path("what").asText().contains("of those accepted"))
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.path("expected").asLong()).isGreaterThan(1));
        assertThat(report.path("figures").findValuesAsText("scenario"))
                .contains("accept", "deliver", "start", "backlog");
        assertThat(report.path("figures"))
                .filteredOn(figure -> figure.path("unit").asText().equals("events/s"))
                .hasSize(5)
                .allSatisfy(
                        figure -> assertThat(figure.path("value").asDouble()).isPositive());
        assertThat(report.path("backlog")).hasSize(10);
        assertThat(page).content().contains("| backlog | delivery of the backlog |");
        assertThat(results.resolve("page.svg")).isNotEmptyFile();
        assertThat(out.toString()).contains("accepted and on disk, burst").contains("nothing lost, nothing doubled");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refuses_what_is_out_of_bounds_before_it_starts_anything() {
        assertThat(bench("--connections", "100000")).isEqualTo(2);

        assertThat(err.toString()).contains("--connections").contains("not between 1 and 1000");
    }

    @Test
    void refuses_a_java_that_is_none() {
        assertThat(bench("--java", folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("--java").contains(folder.toString());
    }
}
