package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    private final PathTemplate template = new PathTemplate("/incident/load/:id/x");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "157447|157447",
                "3@101|3%40101",
                "../admin|%2e%2e%2fadmin",
                "..\\admin|%2e%2e%5cadmin",
                "a?b=c|a%3fb%3dc",
                "a#b|a%23b",
                "%2f|%252f",
                "a b+c|a%20b%2bc",
                "ü€😀|%c3%bc%e2%82%ac%f0%9f%98%80",
                ":id|%3aid",
                "//evil.example/|%2f%2fevil%2eexample%2f",
                "a_b-c~D9|a_b-c~D9"
            })
    void a_value_stays_inside_its_segment(String value, String encoded) {
        String path = template.fill(Map.of("id", value)::get);

        assertThat(path).isEqualTo("/incident/load/" + encoded + "/x");
        assertThat(URI.create("https://soar.example" + path).normalize().getRawPath())
                .isEqualTo(path);
    }

    @Test
    void line_ends_cannot_make_a_header() {
        assertThat(template.fill(name -> "1\r\nX-Evil: 1\u0000"))
                .isEqualTo("/incident/load/1%0d%0aX%2dEvil%3a%201%00/x".replace("%2d", "-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void dot_segments_are_refused_as_servers_decode_them(String value) {
        assertThatThrownBy(() -> template.fill(name -> value))
                .hasMessageContaining("/incident/load/:id/x")
                .hasFieldOrPropertyWithValue("code", "connection/unsafe-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_missing_value_is_named(String value) {
        assertThatThrownBy(() -> template.fill(name -> value))
                .hasMessageContaining("\"id\"")
                .hasFieldOrPropertyWithValue("code", "connection/missing-value");
        assertThatThrownBy(() -> template.fill(name -> null)).hasMessageContaining("\"id\"");
    }

    @Test
    void a_path_without_places_is_taken_as_it_is() {
        assertThat(new PathTemplate("/incidents/search?x=1").fill(name -> null)).isEqualTo("/incidents/search?x=1");
    }

    @Test
    void several_places_and_a_trailing_slash_are_kept() {
        assertThat(new PathTemplate("/:a/:b/").fill(name -> name + "/")).isEqualTo("/a%2f/b%2f/");
    }
}
