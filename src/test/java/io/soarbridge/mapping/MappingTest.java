package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            93.7|floor                        ~ null ~ 93
            {a: (1/2), b: (4/2)}              ~ null ~ {"a":0.5,"b":2}
            .x                                ~ {"x":1.10} ~ 1.10
            .x                                ~ {"x":12345678901234567890123} ~ 12345678901234567890123
            tojson                            ~ [1.50,2] ~ "[1.50,2]"
            "1.50"|fromjson                   ~ null ~ 1.50
            ascii_downcase                    ~ "ÄBC😀" ~ "Äbc😀"
            ascii_upcase                      ~ "äbc" ~ "äBC"
            trim                              ~ " a b\\n" ~ "a b"
            field("a.b.c")                    ~ {"a.b":{"x":1},"a":{"b.c":5}} ~ 5
            field("a.b.c")                    ~ {"a":"text"} ~ null
            [3,1,3]|distinct                  ~ null ~ [3,1]
            distinct_by(.a)                   ~ [{"a":1},{"a":1,"b":2},{"a":2}] ~ [{"a":1},{"a":2}]
            abbreviate(3)                     ~ "abcdef" ~ "ab…"
            one_line(6)                       ~ "a\\r\\n\\nb\\nc d" ~ "a b c…"
            map(list)                         ~ [null,1,[2]] ~ [[],[1],[2]]
            map(filled)                       ~ ["",null,1.0,{}, "x"] ~ [null,null,"1.0",null,"x"]
            attack_ids                        ~ [{"id":"T1059","sub":["T1059.001","TA0002"]},"T1059","XT1059","T10591"] ~ ["T1059","T1059.001","TA0002"]
            hash_algorithm                    ~ "0123456789abcdef0123456789ABCDEF" ~ "md5"
            [observable("ip";null)|.value]    ~ ["1.2.3.4",null,"",["x"]] ~ ["1.2.3.4"]
            """)
    void functions_give_what_the_reference_says(String text, String in, String out) throws IOException {
        assertThat(Json.text(mapping(text).apply(Json.read(in)))).isEqualTo(out);
    }

    @ParameterizedTest
    @CsvSource({
        "1672758699, 2023-01-03T15:11:39Z",
        "1672758699558, 2023-01-03T15:11:39.558Z",
        "1672758699558123, 2023-01-03T15:11:39.558123Z",
        "1672758699558068644, 2023-01-03T15:11:39.558068644Z",
        "1672758699.5, 2023-01-03T15:11:39.5Z",
        "'\"1672758699558\"', 2023-01-03T15:11:39.558Z",
        "'\"2023-01-03T10:11:39.12300-05:00\"', 2023-01-03T15:11:39.123Z",
        "'\"2023-01-03 15:11:39+0000\"', 2023-01-03T15:11:39Z",
        "'\"junk\"', null",
        "'\"99999-01-01T00:00:00Z\"', null",
        "1e400, null",
        "null, null"
    })
    void to_instant_understands_what_systems_send(String in, String out) throws IOException {
        assertThat(mapping("to_instant").apply(Json.read(in)).asText()).isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "\"0001-01-01T00:00:00Z\"", "\"1970-01-01T00:00:00Z\"", "\"1969-12-31T19:00:00-05:00\""})
    void known_instant_drops_the_times_that_mean_none(String in) throws IOException {
        assertThat(mapping("known_instant").apply(Json.read(in)).isNull()).isTrue();
    }

    @Test
    void settings_and_input_are_empty_unless_given() throws IOException {
        Mapping mapping = mapping("[$settings, $input.a]");

        assertThat(Json.text(mapping.apply(Json.read("1")))).isEqualTo("[{},null]");
        assertThat(Json.text(mapping.apply(Json.read("1"), Map.of("input", Json.read("{\"a\":2}")))))
                .isEqualTo("[{},2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "$ENV", "now", "input", "import \"x\" as x; 1"})
    void a_mapping_reaches_nothing_outside(String text) throws IOException {
        Mapping mapping = mapping(text);

        assertThatThrownBy(() -> mapping.apply(Json.read("1"))).isInstanceOf(MappingException.class);
    }

    @Test
    void an_error_names_the_file_and_passes_the_sentence_on_at_limited_length() throws IOException {
        Mapping mapping = mapping("error(.)");

        assertThatThrownBy(() -> mapping.apply(Json.read("\"need x\"")))
                .hasMessageContaining("m0.jq")
                .hasMessageEndingWith("need x");
        assertThatThrownBy(() -> mapping.apply(Json.read("\"" + "y".repeat(9000) + "\"")))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
    }

    @Test
    void a_failing_builtin_does_not_print_the_payload() throws IOException {
        Mapping mapping = mapping(".a + 1");

        assertThatThrownBy(() -> mapping.apply(Json.read("{\"a\":{\"k\":\"planted-secret-value\"}}")))
                .isInstanceOf(MappingException.class)
                .hasMessageNotContaining("planted-secret-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "1, 2", "def f: [f]; f", "nosuch(1)"})
    void anything_but_one_value_is_an_error(String text) throws IOException {
        Mapping mapping = mapping(text);

        assertThatThrownBy(() -> mapping.apply(Json.read("1"))).isInstanceOf(MappingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reduce range(1e12) as $i (0; . + 1)",
                "first(range(1e12) | select(. < 0))",
                "[range(300)] as $all | reduce ($all[] as $a | $all[] as $b | $all[] as $c | $c) as $i (0; . + 1)",
                "def spin: range(1e12) as $i | select($i < 0) | 1; try spin catch 2",
                "[limit(1; range(0; 1e12; 1) | select(. == -1))]",
                "any(range(1e12); . < 0)"
            })
    void a_mapping_without_end_is_stopped_and_said_so(String text) throws IOException {
        Mapping mapping = mapping(text);

        assertThatThrownBy(() -> mapping.apply(Json.read("1")))
                .isInstanceOfSatisfying(
                        MappingException.class, e -> assertThat(e.code()).isEqualTo("mapping/too-slow"))
                .hasMessageContaining("m0.jq");
    }

    @Test
    void a_large_event_is_far_from_the_bound() throws IOException {
        Mapping mapping = mapping("[.[] | select(.a) | {a, b: (.b | map(. + 1) | add)}] | length");
        String element = "{\"a\":true,\"b\":[1,2,3,4,5]}";
        String event = "[" + String.join(",", Collections.nCopies(50_000, element)) + "]";

        assertThat(Json.text(mapping.apply(Json.read(event)))).isEqualTo("50000");
    }

    @Test
    void a_file_that_does_not_compile_is_named_with_the_place() {
        assertThatThrownBy(() -> mapping("{\n a: 1,,}"))
                .hasMessageContaining("m0.jq")
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope/event-to-case", "../pom", "a/../../b", "/etc/passwd", ""})
    void unknown_and_odd_names_are_refused(String name) {
        assertThatThrownBy(() -> new Mappings(folder).get(name)).hasMessageContaining("Loading the mapping");
    }

    @Test
    void common_definitions_are_seen_and_those_beside_the_file_win() throws IOException {
        Files.writeString(folder.resolve("common.jq"), "def who: \"root\"; def only: 1;");
        Files.writeString(Files.createDirectory(folder.resolve("x")).resolve("common.jq"), "def who: \"x\";");
        Files.writeString(folder.resolve("x/m.jq"), "[who, only]");

        assertThat(Json.text(new Mappings(folder).get("x/m").apply(Json.read("1"))))
                .isEqualTo("[\"x\",1]");
    }

    @Test
    void definitions_of_common_files_see_the_variables_of_each_run() throws IOException {
        Files.writeString(folder.resolve("common.jq"), "def from: $input.source // $settings.default;");
        Mapping mapping = mapping("from");

        assertThat(Json.text(mapping.apply(Json.read("1"), Map.of("input", Json.read("{\"source\":\"a\"}")))))
                .isEqualTo("\"a\"");
        assertThat(Json.text(mapping.apply(Json.read("1"), Map.of("settings", Json.read("{\"default\":\"b\"}")))))
                .isEqualTo("\"b\"");
    }

    @Test
    void many_threads_share_a_mapping() throws Exception {
        Mapping mapping = Fixtures.MAPPINGS.get("elastic/event-to-case");
        Path fixture = Fixtures.ROOT.resolve("elastic/event-to-case/typical");
        JsonNode in = Fixtures.json(fixture.resolve("in.json"));
        Map<String, JsonNode> variables = Fixtures.variables(fixture.resolve("vars.json"));
        String expected = Json.text(mapping.apply(in, variables));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> wrong = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                wrong.add(threads.submit(() -> IntStream.range(0, 500)
                        .filter(n -> !Json.text(mapping.apply(in, variables)).equals(expected))
                        .count()));
            }
            for (Future<Long> count : wrong) {
                assertThat(count.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Mapping mapping(String text) throws IOException {
        Path file = folder.resolve("m0.jq");
        Files.writeString(file, text);
        return new Mappings(folder).file(file);
    }
}
