package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
    @Test
    void literals_become_values() {
        assertThat(PythonLiteral.read(" 'a\\'b\\x41\\u00e9\\U0001F600\\n' ").asText())
                .isEqualTo("a'bAé😀\n");
        assertThat(PythonLiteral.read("\"\\d+\"").asText()).isEqualTo("\\d+");
        assertThat(PythonLiteral.read("[1, -2.5, None, True, 'x', (1,)]").toString())
                .isEqualTo("[1,-2.5,null,true,\"x\",[1]]");
        assertThat(PythonLiteral.read("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "null",
                "abc",
                "1,2",
                "[1",
                "[1 2]",
                "'a",
                "\"a\" b",
                "'a\\",
                "'\\x4'",
                "1e5",
                "--1",
                "[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void anything_else_is_malformed(String text) {
        assertThatThrownBy(() -> PythonLiteral.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
