package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final String QUEUE = "soarbridge.connection.prod.queue = ";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bundle() {
        bench = new Bench(folder);
        bench.environment.put("TEAM", "blue");
        bench.environment.put("EMPTY", "");
    }

    @ParameterizedTest
    @CsvSource({
        "{{env:TEAM}},blue",
        "a-{{env:TEAM}}-{{env:TEAM}}-b,a-blue-blue-b",
        "{{env:NOBODY:red}},red",
        "{{env:EMPTY:red}},red",
        "{{env:NOBODY:http://x:1}},http://x:1",
        "{{ env:TEAM }},blue",
        "{{secret:api-key}},from-file",
        "{{file:secrets/api-key}},from-file",
        "a } b { c,a } b { c"
    })
    void resolves(String text, String expected) {
        assertThat(bench.connection(QUEUE + text).options()).containsEntry("queue", expected);
    }

    @ParameterizedTest
    @CsvSource({
        "{{env:NOBODY}},environment variable NOBODY is not set",
        "{{env:EMPTY}},environment variable EMPTY is not set",
        "{{env:}},{{env:…}} without the name of a variable",
        "{{vault:x}},a placeholder that is not known",
        "{{other.key}},a placeholder that is not known",
        "{{env:TEAM,{{ without }}",
        "{{secret:../api-key}},{{secret:…}} without a plain file name",
        "{{secret:nothing}},there is no file",
        "{{file:secrets/empty}},is empty",
        "{{file:secrets/two-lines}},more than one line"
    })
    void refuses(String text, String reason) {
        bench.write("secrets/empty", "\n");
        bench.write("secrets/two-lines", "one\ntwo\n");

        assertThat(bench.problems(Bench.CONNECTION, QUEUE + text))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message())
                            .startsWith("soarbridge.connection.prod.queue: ")
                            .contains(reason);
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.hint()).startsWith("Set in " + bench.file() + " line 6. ");
                });
    }

    @Test
    void secrets_folder_itself_may_come_from_the_environment() {
        bench.write("elsewhere/token", "moved");
        bench.environment.put("SOARBRIDGE_SECRETS", "elsewhere");

        assertThat(bench.connection(QUEUE + "{{secret:token}}").options()).containsEntry("queue", "moved");
    }
}
