package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled form of a query gives what the engine gives, value for value and error for error. */
class CompilerTest {
    private static final List<String> ODD =
            List.of("null", "false", "\"\"", "\"x\"", "-1", "1.5", "[]", "[null]", "{}");
    private static final int MOST_CHANGES = 60;

    static Stream<Path> fixtures() throws IOException {
        return MappingFixturesTest.cases();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_shipped_mapping_gives_the_same_on_its_fixture_and_on_every_damaged_copy(Path fixture) throws IOException {
        Path file = Path.of("routes/mappings", fixture.getName(0) + "/" + fixture.getName(1) + ".jq");
        String text = PlainEngine.text(file);
        JsonQuery plain = PlainEngine.parsed(text);
        Mapping mapping = Fixtures.MAPPINGS.get(fixture.getName(0) + "/" + fixture.getName(1));
        Map<String, JsonNode> variables =
                Fixtures.variables(Fixtures.ROOT.resolve(fixture).resolve("vars.json"));
        JsonNode in = Fixtures.json(Fixtures.ROOT.resolve(fixture).resolve("in.json"));

        same(plain, mapping, in, variables);
        damaged(in, copy -> same(plain, mapping, copy, variables));
    }

    private static void same(JsonQuery plain, Mapping mapping, JsonNode in, Map<String, JsonNode> variables) {
        assertThat(PlainEngine.runCompiled(mapping.compiled(), in, variables))
                .as("%s", in)
                .isEqualTo(PlainEngine.run(plain, in, variables));
    }

    @Property(tries = 2000)
    void a_query_gives_the_same(@ForAll("queries") String query, @ForAll("values") JsonNode in)
            throws JsonQueryException {
        Map<String, JsonNode> variables = Map.of("input", Fixtures.json("{\"a\":[1,{\"b\":\"x\"}]}"));

        assertThat(PlainEngine.runCompiled(Compiler.compile(query, BaseScope.create()), in, variables))
                .as("%s on %s", query, in)
                .isEqualTo(PlainEngine.run(PlainEngine.parsed(query), in, variables));
    }

    @Provide
    Arbitrary<String> queries() {
        List<String> parts = new ArrayList<>(QUERIES.lines().map(String::strip).toList());
        Arbitrary<String> one = Arbitraries.of(parts);
        Arbitrary<String> joined = Arbitraries.of(
                "%s | %s",
                "(%s), (%s)",
                "(%s) // (%s)",
                "[(%s), (%s)]",
                "{a: (%s), b: (%s)}",
                "(%s) as $v | (%s)",
                "[.[]? | (%s) | (%s)]",
                "if (%s) then (%s) else . end",
                "(%s) + (%s)",
                "(%s) == (%s)",
                "(%s) and (%s)",
                "\"\\(%s)-\\(%s)\"",
                "def f: (%s); def g($p): [$p, (%s)]; f | g(f)",
                "reduce (%s) as $v (0; [., (%s)])",
                "try (%s) catch (%s)",
                "map(%s) | map(%s)",
                "map(select(%s)) | (%s)",
                "first((%s), (%s))",
                "{(%s | text // \"k\"): (%s)}");
        return Arbitraries.oneOf(
                one, net.jqwik.api.Combinators.combine(joined, one, one).as((form, a, b) -> form.formatted(a, b)));
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<String> scalar = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "-2",
                "1.50",
                "3.0",
                "1e400",
                "\"\"",
                "\"a\"",
                "\"T1059\"",
                "\"2026-03-04T08:15:30.120Z\"",
                "\"x y\\n\"",
                "1672758699558");
        Arbitrary<String> value = Arbitraries.recursive(
                () -> scalar,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                        net.jqwik.api.Combinators.combine(inner, inner, scalar)
                                .as((a, b, c) -> "{\"a\":%s,\"b\":%s,\"id\":%s}".formatted(a, b, c))),
                0,
                3);
        return value.map(Fixtures::json);
    }

    private static final String QUERIES = """
            .
            .a
            .a.b
            .a?
            .b[0]
            .a[-1]
            .[1.5]
            .["a"]
            ."b"
            .[$input.a[0]]
            .[]
            .[]?
            .a[]?
            .[1:]
            .[:-1]
            ..
            [..]
            empty
            null
            "t"
            2.0
            1e3
            -1
            -.a
            [1, "x", {y: [2]}]
            {a, id}
            {a: 1, "b": .a, (.id | tostring): 2, $input}
            {a: (1, 2), b: .[]?}
            {a: 1, a: 2}
            $input
            $input.a[1].b
            $nope
            not
            type
            length
            tostring
            tojson
            text
            filled
            keys
            to_entries
            to_instant
            add
            any
            all
            sort
            unique
            objects
            strings
            values
            scalars
            iterables
            error
            error("no")
            error("no \\(.a)")
            error(.a)
            error(null)
            .a = 1
            .a |= tostring
            .a.b = .id
            .a += 1
            .a //= "d"
            .[0] = 9
            (.a, .b) = 0
            .a = (1, 2)
            del(.a)
            del(.a, .b)
            path(..)
            [paths]
            getpath(["a", "b"])
            to_entries | from_entries
            with_entries(.value |= tostring)
            map_values(. == null)
            select(.a)
            select(.a, .b)
            map(select(. != null))
            has("a")
            contains("x")
            startswith("a")
            test("[a-c]")
            gsub("[\\\\n ]+"; "_")
            join(",")
            split(" ")
            ascii_downcase
            index("a")
            first
            last
            first(.[])
            limit(2; .[])
            range(3)
            [range(1; 4)]
            until(. == 1; 1)
            . as [$p, $q] | [$q, $p]
            . as {a: $p, $id} | [$p, $id]
            . as $p | 1 as $q | [$p, $q]
            1 as $p | 2 as $p | $p
            (1, 2) as $p | $p
            label $out | (1, break $out, 2)
            def f(x): [x, x]; f(.a?)
            def f($x): $x; f(.[]?)
            def r: if type == "array" then map(r) else . end; r
            def f: def g: .a?; g; f
            def text: "mine"; text
            reduce .[]? as $p (null; [$p, .])
            foreach .[]? as $p (0; . + 1; [$p, .])
            if .a then 1 elif .b then 2 else 3 end
            if (true, false) then 1 else 2 end
            try error("x") catch .
            .a // .b // "none"
            (.[]? | select(. == 1)) // "none"
            (false, null, 1) // 2
            1 / 3
            .a - .b
            . * 2
            . % 2
            .a < .b
            @json
            @base64
            "\\(.a) and \\(.b | length)"
            observable("ip"; "x")
            field("a.b")
            [.[]? | . as $p | $p]""";

    /** A copy for each place in the value and each odd value there, or with the place left out; a part of them when there are many. */
    private static void damaged(JsonNode in, Consumer<JsonNode> check) {
        List<String> places = new ArrayList<>();
        collect(in, "", places);
        int all = places.size() * (ODD.size() + 1);
        int stride = Math.max(1, all / MOST_CHANGES);
        for (int i = 0; i < all; i += stride) {
            String place = places.get(i / (ODD.size() + 1));
            int odd = i % (ODD.size() + 1);
            JsonNode copy = in.deepCopy();
            change(copy, place, odd == ODD.size() ? null : Fixtures.json(ODD.get(odd)));
            check.accept(copy);
        }
    }

    private static void collect(JsonNode node, String place, List<String> places) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                String name = entry.getKey().replace("~", "~0").replace("/", "~1");
                places.add(place + "/" + name);
                collect(entry.getValue(), place + "/" + name, places);
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                places.add(place + "/" + i);
                collect(node.get(i), place + "/" + i, places);
            }
        }
    }

    /** @param value null to leave the place out */
    private static void change(JsonNode root, String place, JsonNode value) {
        com.fasterxml.jackson.core.JsonPointer pointer = com.fasterxml.jackson.core.JsonPointer.compile(place);
        JsonNode parent = root.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(last);
            } else {
                object.set(last, value);
            }
        } else if (value == null) {
            ((ArrayNode) parent).remove(Integer.parseInt(last));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), value);
        }
    }
}
