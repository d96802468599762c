package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.PropertyLines.Property;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PropertyLinesTest {
    @net.jqwik.api.Property(tries = 5000)
    void reads_what_java_reads(@ForAll("texts") String text) throws IOException {
        Properties expected = new Properties();
        expected.load(new StringReader(text));

        // Java makes an empty setting of a lone backslash in the last line, we make nothing of it; no setting has an
        // empty key.
        expected.remove("");

        Map<String, String> found = new HashMap<>();
        PropertyLines.read(text).forEach(property -> found.put(property.key(), property.value()));
        found.remove("");

        assertThat(found).isEqualTo(new HashMap<>(expected));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "key",
                        "é",
                        "😀",
                        " ",
                        "\t",
                        "\f",
                        "=",
                        ":",
                        "#",
                        "!",
                        "\\",
                        "\\\\",
                        "\\n",
                        "\\t",
                        "\\r",
                        "\\f",
                        "\\u00e9",
                        "\\q",
                        "\n",
                        "\r",
                        "\r\n",
                        "\\\n",
                        "\\\r\n  ",
                        "\\\r",
                        "{{env:X}}")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts) + "\n");
    }

    @Test
    void keeps_the_line_where_a_setting_begins() {
        List<Property> properties = PropertyLines.read("\uFEFF# comment\r\n\r\na = 1 \\\n   2\n! other\rb: 3");

        assertThat(properties).containsExactly(new Property("a", "1 2", 3, null), new Property("b", "3", 6, null));
    }

    @Test
    void keeps_every_occurrence_of_a_key() {
        assertThat(PropertyLines.read("a=1\na=2")).extracting(Property::line).containsExactly(1, 2);
    }

    @Test
    void says_where_an_escape_is_broken() {
        assertThat(PropertyLines.read("x=1\na=C:\\users").get(1))
                .isEqualTo(new Property("", "", 2, "\\u is not followed by four hexadecimal digits"));
    }
}
