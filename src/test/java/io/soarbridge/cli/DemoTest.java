package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole demo, with few events: a real bridge in a process of its own, an outage, a kill -9. */
final class DemoTest {
    @Test
    void loses_nothing_doubles_nothing_and_ends_with_0() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = Soarbridge.run(
                InstantSource.system(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "demo",
                "--events",
                "120",
                "--json");

        JsonNode report = Json.read(out.toString());
        assertThat(report.path("systems")).isNotEmpty().allSatisfy(system -> {
            assertThat(system.path("lost").asInt()).as(err.toString()).isZero();
            assertThat(system.path("doubled").asInt()).isZero();
            assertThat(system.path("dead").asInt()).isEqualTo(1);
            assertThat(system.path("delivered").asInt()).isEqualTo(119);
        });
        assertThat(report.path("good").asBoolean()).isTrue();
        assertThat(code).isZero();
        Path folder = Path.of(report.path("folder").asText());
        assertThat(report.path("look").asText()).contains(folder.toString());
        delete(folder);
    }

    private static void delete(Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
