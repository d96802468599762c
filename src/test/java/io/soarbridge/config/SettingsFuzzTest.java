package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Mutations;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A settings file may be broken in any way: each is a line with words, never an exception of another kind. */
class SettingsFuzzTest {
    private static final Placeholders PLACEHOLDERS = new Placeholders(
            Map.of("TEAM", "blue", "KEY", "planted-value-0815"),
            Path.of("no/secrets"),
            Path.of("no"),
            new ManagedSecrets());

    @Property
    void lines_are_read_and_keep_their_number(@ForAll("files") String text) {
        long lines = text.split("\r\n|\r|\n", -1).length;

        for (PropertyLines.Property property : PropertyLines.read(text)) {
            assertThat((long) property.line()).isBetween(1L, lines);
            assertThat(property.key()).isNotNull();
        }
    }

    @Property
    void placeholders_are_filled_or_refused(@ForAll("values") String text) {
        try {
            assertThat(PLACEHOLDERS.parse(text)).isNotNull();
        } catch (BadValueException e) {
            assertThat(e).hasMessageNotContaining("planted-value-0815");
        }
    }

    @Property
    void amounts_are_read_or_refused(@ForAll("values") String text) {
        try {
            assertThat(Amounts.size(text)).isNotNegative();
        } catch (BadValueException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            assertThat(Amounts.rate(text)).isNotNegative();
        } catch (BadValueException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Mutations.text(
                "# comment\nsoarbridge.http.port = 8080\nsoarbridge.source.elastic.token={{env:KEY}}\n",
                "a\\ b : c\\\n  d\\u00e9 \\t\r\n!x\rkey",
                "");
    }

    @Provide
    Arbitrary<String> values() {
        return Mutations.text(
                "{{env:TEAM}}-{{env:NOBODY:red}}",
                "{{secret:api-key}}",
                "{{file:secrets/api-key}}",
                "64MiB",
                "1.5/s",
                "30d");
    }
}
