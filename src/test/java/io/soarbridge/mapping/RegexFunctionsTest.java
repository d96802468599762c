package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexFunctionsTest {
    private static final Scope ENGINE = engine();
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Scope engine() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(BaseScope.VERSION, scope);
        return scope;
    }

    @Property(tries = 3000)
    void a_regular_expression_gives_what_the_engine_gives(
            @ForAll("queries") String query, @ForAll("texts") JsonNode text) throws JsonQueryException {
        assertThat(run(BaseScope.create(), query, text))
                .as("%s on %s", query, text)
                .isEqualTo(run(ENGINE, query, text));
    }

    @Provide
    Arbitrary<String> queries() {
        // none of them matches nothing: the engine itself does not get past that in gsub
        Arbitrary<String> regexes = Arbitraries.of(
                "a",
                "[ab]+",
                "(a)(b)?",
                "(?<x>a)|(?<y>é)",
                "^a",
                "b$",
                ".",
                ".+",
                ".+\\n",
                "a.*b",
                "a+b",
                "[a-é]+😀",
                "\\bab",
                "(?<=a)b",
                "(?!a)b",
                "(?<q>[ab])\\k<q>",
                "(",
                "a{2,3}",
                "\\\\d+",
                "a|ab");
        Arbitrary<String> flags = Arbitraries.of("", "g", "i", "gi", "x", "gs", "n", "p", "z");
        Arbitrary<String> forms = Arbitraries.of(
                "test(\"%s\"; \"%s\")",
                "[match(\"%s\"; \"%s\")]",
                "[match([\"%s\", \"%s\"])]",
                "capture(\"%s\"; \"%s\")",
                "[scan(\"%s\"; \"%s\")]",
                "[splits(\"%s\"; \"%s\")]",
                "[sub(\"%s\"; \"<\\(.x)>\"; \"%s\")]",
                "[gsub(\"%s\"; \"-\", \"+\"; \"%s\")]",
                "[sub(\"%s\"; .y; \"\", \"%s\")]",
                "[.[]? | test(\"%s\"; \"%s\")]");
        return Combinators.combine(forms, regexes, flags)
                .as((form, regex, flag) -> form.formatted(regex.replace("\\", "\\\\"), flag));
    }

    @Provide
    Arbitrary<JsonNode> texts() {
        Arbitrary<JsonNode> texts = Arbitraries.strings()
                .withChars("aab bAé\n1")
                .ofMaxLength(12)
                .map(text -> TextNode.valueOf(text.length() == 7 ? text + "😀" : text));
        Arbitrary<JsonNode> others =
                Arbitraries.of("null", "1", "[\"ab\"]", "{}").map(Fixtures::json);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, texts), net.jqwik.api.Tuple.of(1, others));
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 8193, 16400})
    void a_match_is_found_wherever_it_lies_in_a_long_text(int before) throws JsonQueryException {
        JsonNode text = TextNode.valueOf("é".repeat(before / 2) + "-".repeat(before % 2) + "abc\nabc");
        for (String query : List.of(
                "[match(\"abc$\")]",
                "[match(\"abc\"; \"g\")]",
                "test(\"^abc\")",
                "[match(\"-?abc\")]",
                "sub(\".abc\"; \"\")",
                "test(\"\\\\Aabc\")",
                "test(\"x\")",
                "[match(\"$\")]",
                "[match(\".*c\"; \"g\")]")) {
            assertThat(run(BaseScope.create(), query, text)).as(query).isEqualTo(run(ENGINE, query, text));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            gsub("x*"; "-")     ~ "abxé" ~ "-a-b--é"
            gsub(""; "-")       ~ "éa"   ~ "-é-a"
            gsub("^"; "> ")     ~ "a"    ~ "> a"
            gsub("$"; "!")      ~ "ab"   ~ "ab!"
            gsub("\\\\b"; "|")  ~ "a b"  ~ "|a| |b"
            """)
    void a_match_of_nothing_is_passed_over(String query, String in, String out) throws JsonQueryException {
        assertThat(run(BaseScope.create(), query, Fixtures.json(in))).containsExactly(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test(\"^(a+)+$\")",
                "[match(\"^(a+)+$\"; \"g\")]",
                "capture(\"^(?<x>(a|aa)+)$\")",
                "[scan(\"(a|aa)+$\")]",
                "[splits(\"^(a|a)*$\")]",
                "sub(\"^(a+)+$\"; \"\")",
                "gsub(\"^(a+)+$\"; \"\")",
                "try test(\"^(a+)+$\") catch false",
                "[range(100000000) as $i | test(\"a\")]"
            })
    void a_regular_expression_without_end_is_stopped(String query) {
        JsonNode text = TextNode.valueOf("a".repeat(60) + "!");

        assertThatThrownBy(() -> run(BaseScope.create(), query, text, SHORT))
                .as(query)
                .isInstanceOf(Evaluation.TooSlow.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test(\"a{1,200}c|a{1,200}d\")", "gsub(\"a{1,200}c|a{1,200}d\"; \"\")"})
    void many_short_tries_are_stopped_as_well(String query) {
        JsonNode text = TextNode.valueOf("a".repeat(2_000_000) + "!cd");

        assertThatThrownBy(() -> run(BaseScope.create(), query, text, SHORT))
                .as(query)
                .isInstanceOf(Evaluation.TooSlow.class);
    }

    private static List<String> run(Scope parent, String query, JsonNode in) throws JsonQueryException {
        return run(parent, query, in, LONG);
    }

    private static List<String> run(Scope parent, String query, JsonNode in, Duration time) throws JsonQueryException {
        Compiler.Compiled compiled = Compiler.compile(query, parent);
        List<String> out = new ArrayList<>();
        Evaluation outer = new Evaluation(in, Map.of(), time.toNanos()).enter();
        try {
            compiled.expression().apply(compiled.scope(), in, null, (value, path) -> out.add(Json.text(value)), false);
        } catch (Evaluation.TooSlow e) {
            throw e;
        } catch (JsonQueryException | RuntimeException e) {
            out.add("fails: " + e.getMessage());
        } finally {
            Evaluation.leave(outer);
        }
        return out;
    }
}
