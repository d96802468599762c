package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs {@code mappings/<folder>/<mapping>/<case>/in.json} through the mapping and compares with {@code out.json}, where
 * {@code {"error": "<part of the message>"}} stands for a refusal. After a wanted change write them anew with
 * {@code mvn -q test -Dtest=MappingFixturesTest -Dsoarbridge.regenerate=true} and read the difference.
 */
class MappingFixturesTest {
    private static final boolean REGENERATE = Boolean.getBoolean("soarbridge.regenerate");
    private static final Set<String> REQUIRED = Set.of("typical", "minimal", "hostile");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(Fixtures.ROOT)) {
            return files
                    .filter(file -> file.endsWith("in.json"))
                    .map(file -> Fixtures.ROOT.relativize(file.getParent()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gives_what_the_fixture_says(Path fixture) throws IOException {
        Path folder = Fixtures.ROOT.resolve(fixture);
        Mapping mapping = Fixtures.MAPPINGS.get(name(fixture));
        JsonNode in = Fixtures.json(folder.resolve("in.json"));
        Map<String, JsonNode> variables = Fixtures.variables(folder.resolve("vars.json"));
        Path expected = folder.resolve("out.json");
        if (Files.exists(expected) && Fixtures.json(expected).has("error")) {
            String message = Fixtures.json(expected).get("error").asText();
            assertThatThrownBy(() -> mapping.apply(in, variables))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(message);
            return;
        }

        JsonNode before = in.deepCopy();
        JsonNode out = mapping.apply(in, variables);

        if (REGENERATE) {
            Files.writeString(
                    expected,
                    Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(out) + "\n");
        }
        assertThat(Json.text(out)).isEqualTo(Json.text(Fixtures.json(expected)));
        assertThat(in).isEqualTo(before);
        if (fixture.getName(1).toString().endsWith("-to-case")) {
            assertThat(Fixtures.problemsOfCase(out)).isEmpty();
        }
    }

    @Test
    void every_mapping_has_the_required_cases() throws IOException {
        Set<String> wanted = new TreeSet<>();
        Path root = Path.of("routes/mappings");
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".jq") && !file.endsWith("common.jq"))
                    .map(file ->
                            root.relativize(file).toString().replace(".jq", "").replace('\\', '/'))
                    .forEach(mapping -> REQUIRED.forEach(name -> wanted.add(mapping + "/" + name)));
        }

        assertThat(cases().map(fixture -> fixture.toString().replace('\\', '/')).collect(Collectors.toSet()))
                .containsAll(wanted);
    }

    private static String name(Path fixture) {
        return fixture.getName(0) + "/" + fixture.getName(1);
    }
}
