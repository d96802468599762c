package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Output;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.Preconditions;
import net.thisptr.jackson.jq.internal.misc.UnicodeUtils;

/**
 * The two functions on which the engine builds {@code test}, {@code match}, {@code capture}, {@code scan}, {@code splits}, {@code sub}
 * and {@code gsub}. They give what the engine's own give, but end when the time of the run is up, and get past a match of nothing.
 */
final class RegexFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RegexFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("_match_impl", 3, (inner, args, in, path, output, version) -> {
            Preconditions.checkInputType("_match_impl/3", in, JsonNodeType.STRING);
            byte[] text = in.textValue().getBytes(StandardCharsets.UTF_8);
            each(
                    args.get(2),
                    inner,
                    in,
                    test -> each(args.get(1), inner, in, flags -> {
                        Preconditions.checkArgumentType(
                                "_match_impl/3", 2, flags, JsonNodeType.STRING, JsonNodeType.NULL);
                        each(args.get(0), inner, in, regex -> {
                            Preconditions.checkArgumentType("_match_impl/3", 1, regex, JsonNodeType.STRING);
                            TextSearch search = new TextSearch(regex.textValue(), flags.textValue(), text);
                            output.emit(
                                    test.booleanValue() ? BooleanNode.valueOf(search.find(0)) : matches(search), null);
                        });
                    }));
        });
        scope.addFunction("_sub_impl", 3, (inner, args, in, path, output, version) -> {
            Preconditions.checkInputType("_sub_impl/3", in, JsonNodeType.STRING);
            byte[] text = in.textValue().getBytes(StandardCharsets.UTF_8);
            each(args.get(0), inner, in, regex -> {
                Preconditions.checkArgumentType("_sub_impl/3", 1, regex, JsonNodeType.STRING);
                each(args.get(2), inner, in, flags -> {
                    Preconditions.checkArgumentType("_sub_impl/3", 3, flags, JsonNodeType.STRING);
                    List<JsonNode> parts = parts(new TextSearch(regex.textValue(), flags.textValue(), text));
                    // as often as there are flags: what jq does
                    each(args.get(2), inner, in, again -> join(inner, args.get(1), parts, new ArrayDeque<>(), output));
                });
            });
        });
    }

    private static void each(Expression argument, Scope scope, JsonNode in, Output then) throws JsonQueryException {
        argument.apply(scope, in, then);
    }

    private static ArrayNode matches(TextSearch search) {
        int[] characters = UnicodeUtils.UTF8CharIndex(search.text());
        ArrayNode matches = NODES.arrayNode();
        int from = 0;
        do {
            if (!search.find(from)) {
                break;
            }
            Evaluation.step();
            matches.add(match(search, characters));
            from = search.next();
        } while (search.all() && from < search.text().length);
        return matches;
    }

    private static ObjectNode match(TextSearch search, int[] characters) {
        ObjectNode match = NODES.objectNode();
        place(match, search, characters, search.begin(), search.end());
        ArrayNode captures = match.putArray("captures");
        for (int group = 1; search.end() > search.begin() && group <= search.groups(); group++) {
            ObjectNode capture = captures.addObject();
            if (search.has(group)) {
                place(capture, search, characters, search.begin(group), search.end(group));
            } else {
                capture.put("offset", -1).put("length", 0).putNull("string");
            }
            capture.put("name", search.name(group));
        }
        return match;
    }

    private static void place(ObjectNode into, TextSearch search, int[] characters, int begin, int end) {
        into.put("offset", characters[begin])
                .put("length", characters[end] - characters[begin])
                .put("string", search.text(begin, end));
    }

    /** What lies between the matches as text, and each match as an object with its named groups. */
    private static List<JsonNode> parts(TextSearch search) {
        int length = search.text().length;
        List<JsonNode> parts = new ArrayList<>();
        int from = 0;
        int done = 0;
        do {
            if (!search.find(from)) {
                break;
            }
            Evaluation.step();
            parts.add(TextNode.valueOf(search.text(done, search.begin())));
            parts.add(named(search));
            done = search.end();
            from = search.next();
        } while (search.all() && from < length);
        parts.add(TextNode.valueOf(search.text(done, length)));
        return parts;
    }

    private static ObjectNode named(TextSearch search) {
        ObjectNode named = NODES.objectNode();
        for (int group = 1; group <= search.groups(); group++) {
            if (search.name(group) != null) {
                named.put(
                        search.name(group),
                        search.has(group) ? search.text(search.begin(group), search.end(group)) : null);
            }
        }
        return named;
    }

    /** One text for each way to choose among the values of the replacement, from the last match to the first. */
    private static void join(
            Scope scope, Expression replacement, List<JsonNode> parts, Deque<String> done, PathOutput output)
            throws JsonQueryException {
        if (parts.isEmpty()) {
            output.emit(TextNode.valueOf(String.join("", done)), null);
            return;
        }
        List<JsonNode> rest = parts.subList(0, parts.size() - 1);
        JsonNode last = parts.get(rest.size());
        if (last.isTextual()) {
            done.push(last.textValue());
            join(scope, replacement, rest, done, output);
            done.pop();
        } else {
            replacement.apply(scope, last, value -> {
                done.push(value.asText());
                join(scope, replacement, rest, done, output);
                done.pop();
            });
        }
    }
}
