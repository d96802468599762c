package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.BridgeException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A request that the body describes: {@code {method, path, query, body | form}}. It may name any path of the system's API, and
 * nothing else: not the host, no header, no way out of the connection's prefix.
 */
final class OpenShape implements Shape {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> FIELDS = Set.of("method", "path", "query", "body", "form", "pages");
    /** Segments without what would end the path, and none that servers read as "this" or "above". */
    private static final Pattern PATH = Pattern.compile("(/(?!/|(?:\\.|%2[eE]){1,2}(?:/|$))[^\\\\?#\\p{Cntrl}\\s/]*)+");

    private final String prefix;

    OpenShape(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Request of(JsonNode body, Caller caller) {
        requireKnown(body);
        String method = body.path("method").asText("GET");
        if (!METHODS.contains(method)) {
            throw wrong("method", method, "one of " + String.join(", ", new TreeSet<>(METHODS)));
        }
        JsonNode query = filled(body, "query");
        String target = Shape.withQuery(prefix + path(body.path("path").asText("")), query);
        boolean writes = !method.equals("GET");
        JsonNode form = filled(body, "form");
        if (form != null) {
            return new Request(method, target, Send.FORM, form, writes);
        }
        JsonNode json = filled(body, "body");
        return new Request(method, target, json == null ? Send.NONE : Send.JSON, json, writes);
    }

    private static void requireKnown(JsonNode body) {
        if (!body.isObject()) {
            throw wrong("body", body.getNodeType().toString(), "an object {method, path, query, body or form}");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw wrong("field", name, "one of " + String.join(", ", new TreeSet<>(FIELDS)));
            }
        });
    }

    private static JsonNode filled(JsonNode body, String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String path(String path) {
        if (!PATH.matcher(path).matches()) {
            throw wrong(
                    "path",
                    path,
                    "a path such as /things/7, without . or .. segments, ?, # and blanks; encode what is data");
        }
        StringBuilder out = new StringBuilder(path.length());
        path.codePoints().forEach(c -> {
            if (c < 0x7f && "\"<>^`{|}".indexOf(c) < 0) {
                out.appendCodePoint(c);
            } else {
                out.append(Percent.encoded(Character.toString(c)));
            }
        });
        return out.toString();
    }

    private static BridgeException wrong(String what, String value, String expected) {
        return new BridgeException(
                "connection/bad-request",
                "A request to a system has %s \"%s\". Expected %s. Nothing was sent."
                        .formatted(what, value.length() > 200 ? value.substring(0, 200) + "…" : value, expected));
    }
}
