package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Command lines of all kinds. */
class ShellWordsFuzzTest {
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> pieces = Arbitraries.of(
                "curl",
                " ",
                "'",
                "\"",
                "\\",
                "\n",
                "\r\n",
                "$",
                "$'",
                "${",
                "}",
                "{",
                "`",
                "|",
                "&",
                "#",
                "-X",
                "-d",
                "-H",
                "--data",
                "=",
                "--",
                "-",
                "@",
                "a:b",
                "https://h.example/",
                "\\u12",
                "\\x",
                "\\777",
                "-sSL",
                "--json",
                "-b",
                "--url-query",
                "-m",
                "--retry",
                "9",
                "-u",
                "\u00e9",
                "\ud83d\ude00",
                "\u0000",
                "-:");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(4))
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Property
    void any_text_is_read_or_refused_in_words(@ForAll("lines") String line) {
        try {
            ShellWords.Command command = ShellWords.of(line);
            assertThat(command.words()).doesNotContainNull();
        } catch (UsageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void any_curl_command_is_read_or_refused_in_words(@ForAll("lines") String line) {
        try {
            CallRequest request = new CallRequest();
            CurlCommand.read("curl " + line.replace("@", ""), request);
            ObjectNode inputs = request.inputs(true, text -> text);
            assertThat(inputs.get("rest_api_url").asText()).isNotEmpty();
        } catch (UsageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void quoted_words_come_back(@ForAll @Size(max = 8) List<@StringLength(max = 40) String> words) {
        List<String> unix =
                words.stream().map(word -> word.replace("\r\n", "\n")).toList();
        String single = unix.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" \\\n"));
        String doubled = unix.stream()
                .map(word -> "\"" + word.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"")
                .collect(Collectors.joining("\t"));
        String ansi = unix.stream()
                .map(word -> "$'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(" "));

        assertThat(ShellWords.of(single).words()).isEqualTo(unix);
        assertThat(ShellWords.of(doubled).words()).isEqualTo(unix);
        assertThat(ShellWords.of(ansi).words()).isEqualTo(unix);
    }

    @Example
    void reads_as_a_shell_does() {
        assertThat(ShellWords.of("a\\ b 'c'\"d\"e '' x\\\ny # no\nz $'\\x41\\101\\t\\q' a#b $ $5 a=\\\n")
                        .words())
                .containsExactly("a b", "cde", "", "xy", "z", "AA\t\\q", "a#b", "$", "$5", "a=");
        assertThat(ShellWords.of("a \"$B ${C} \\$D\" '$E' | f").words()).containsExactly("a", "${B} ${C} $D", "$E");
        assertThat(ShellWords.of("a \"$B ${C}\" | f").variables()).containsExactly("B", "C");
        assertThat(ShellWords.of("a | f").rest()).isEqualTo("| f");
    }
}
