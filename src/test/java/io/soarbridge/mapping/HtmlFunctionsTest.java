package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFunctionsTest {
    @TempDir
    Path folder;

    private String run(String function, String text) {
        return mapping(function).apply(TextNode.valueOf(text)).textValue();
    }

    private Mapping mapping(String jq) {
        try {
            Files.createDirectories(folder.resolve("t"));
            Files.writeString(folder.resolve("t/x.jq"), jq);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Mappings(folder).get("t/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>bold</b> and <i>it</i> | <b>bold</b> and <i>it</i>",
                "<script>alert(1)</script>after | after",
                "<p onclick=\"x()\" style=\"color:red\">p</p> | <p>p</p>",
                "<a href=\"javascript:alert(1)\">x</a> | <a rel=\"nofollow noopener noreferrer\">x</a>",
                "<a href=\"https://a.example/?b=c&amp;d\">x</a> | <a href=\"https://a.example/?b=c&amp;d\" rel=\"nofollow noopener noreferrer\">x</a>",
                "<img src=x onerror=alert(1)>t | t",
                "<iframe src=\"https://evil\"></iframe>t | t",
                "<form action=x><input name=y>t</form> | t",
                "<table><tr><td>1</td></tr></table> | <table><tbody><tr><td>1</td></tr></tbody></table>",
                "a < b & c > d | a &lt; b &amp; c &gt; d",
                "<svg/onload=alert(1)><math><mi xlink:href=\"data:x,y\">z | z"
            })
    void html_is_made_safe_and_stays_so(String html, String wanted) {
        String once = run("html_clean", html);

        assertThat(once).isEqualTo(wanted);
        assertThat(run("html_clean", once)).isEqualTo(once);
    }

    @Test
    void html_becomes_text_as_a_person_would_type_it() {
        assertThat(run(
                        "html_to_text",
                        "<h1>Title</h1><p>One&nbsp;line<br>and  another</p><ul><li>a</li><li>b <b>c</b></li></ul>"
                                + "<p>See <a href=\"https://x.example/\">here</a> or <a href=\"https://y.example\">https://y.example</a></p>"
                                + "<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table><script>x</script>"
                                + "<pre>keep\n  this</pre>"))
                .isEqualTo(
                        "Title\n\nOne\u00a0line\nand another\n\n- a\n- b c\n\nSee here (https://x.example/) or https://y.example\n\nk | v\n1 | 2\n\nkeep\n  this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b && c > d \"quoted\" 'single'",
                "one\ntwo\n\nthree",
                "&amp; is not &",
                "<script>alert(1)</script>",
                "emoji 😀 and العربية"
            })
    void text_goes_to_html_and_back(String text) {
        String html = run("text_to_html", text);

        assertThat(html).doesNotContain("<script");
        assertThat(run("html_to_text", html)).isEqualTo(text);
        assertThat(run("html_clean", html)).isEqualTo(html);
    }

    @Test
    void markdown_becomes_safe_html() {
        assertThat(run("markdown_to_html", "**b** [x](javascript:alert(1)) <script>x</script>\n\n- one\n- two"))
                .isEqualTo(
                        "<p><strong>b</strong> <a rel=\"nofollow noopener noreferrer\">x</a> </p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html_clean", "html_to_text", "text_to_html", "markdown_to_html"})
    void null_stays_null_and_anything_else_is_refused(String function) {
        assertThat(mapping(function).apply(NullNode.instance).isNull()).isTrue();
        assertThatThrownBy(() -> mapping("7 | " + function).apply(NullNode.instance))
                .hasMessageContaining(function + " needs text or null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | a < b | a &lt; b | a < b",
                "html | <b>a</b><script>x</script> | <b>a</b> | a",
                "markdown | **a** | <p><strong>a</strong></p> | **a**"
            })
    void a_description_becomes_html_and_text_by_its_format(String format, String text, String html, String plain)
            throws IOException {
        Files.copy(Path.of("routes/mappings/common.jq"), folder.resolve("common.jq"));
        String described = "{text: ., format: \"" + format + "\"} | ";

        assertThat(run(described + "as_html", text)).isEqualTo(html);
        assertThat(run(described + "as_text", text)).isEqualTo(plain);
    }

    @Test
    void a_table_of_words_is_read_from_a_setting() throws IOException {
        Files.copy(Path.of("routes/mappings/common.jq"), folder.resolve("common.jq"));

        assertThat(mapping("word_table").apply(TextNode.valueOf("a = b,c=d, ,e")))
                .hasToString("{\"a\":\"b\",\"c\":\"d\"}");
        assertThat(mapping("null | word_table").apply(NullNode.instance)).hasToString("{}");
    }

    /** Just below what is taken as text at once. */
    @ParameterizedTest
    @ValueSource(strings = {"![[]()", "[a](", "[", "> ", "- "})
    void markdown_of_malice_ends(String piece) {
        int brackets = Math.max(1, (int) piece.chars().filter(c -> c == '[').count());

        assertThat(run("markdown_to_html", piece.repeat(4_900 / brackets))).isNotNull();
    }

    /** What would take minutes or overflow a stack if work grew faster than its input. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>",
                "<div>",
                "<",
                "<a href='",
                "<ul><li>",
                "> ",
                "[",
                "&",
                "<table><tr><td>",
                "*a_",
                "`",
                "<!--",
                "![[]()"
            })
    void a_megabyte_of_malice_ends(String piece) {
        String much = piece.repeat(1024 * 1024 / piece.length());

        for (String function : new String[] {"html_clean", "html_to_text", "text_to_html", "markdown_to_html"}) {
            try {
                assertThat(run(function, much)).isNotNull();
            } catch (MappingException e) {
                assertThat(e).hasMessageContaining("too deeply");
            }
        }
    }
}
