package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The request's headers in order. Names are the same whatever their case; the last one given wins. Not thread-safe. */
final class HeaderList {
    /** What belongs to the connection, or to how the body travels, is made by the HTTP client. */
    private static final Set<String> NOT_THE_CALLERS = Set.of(
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "proxy-connection",
            "proxy-authorization");

    private final Map<String, Header> headers = new LinkedHashMap<>();

    record Header(String name, String value) {}

    /** @param given null for none */
    static HeaderList of(Field given) throws CallFailure {
        HeaderList list = new HeaderList();
        if (given.isNothing()) {
            return list;
        }
        JsonNode value = given.value();
        if (!value.isObject()) {
            throw CallFailure.forGood(
                    "%s has to be a JSON object, or lines of \"name: value\".".formatted(Names.HEADERS));
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (member.getValue().isNull()) {
                list.remove(member.getKey());
            } else {
                list.set(member.getKey(), scalar(Names.HEADERS, member.getKey(), member.getValue()));
            }
        }
        return list;
    }

    /** The one header for cookies, or null. */
    static String cookies(Field cookies) throws CallFailure {
        if (cookies.isNothing()) {
            return null;
        }
        JsonNode value = cookies.value();
        if (!value.isObject()) {
            throw CallFailure.forGood(
                    "%s has to be a JSON object, or lines of \"name: value\".".formatted(Names.COOKIES));
        }
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode given = member.getValue();
            String text = given.isNull() ? "" : scalar(Names.COOKIES, member.getKey(), given);
            if (member.getKey().chars().anyMatch(c -> c == ';' || c == '=' || Character.isWhitespace(c))
                    || text.indexOf(';') >= 0) {
                throw CallFailure.forGood("%s: the cookie \"%s\" holds a character that would begin another cookie."
                        .formatted(Names.COOKIES, shown(member.getKey())));
            }
            requireSendable("cookie", member.getKey(), member.getKey() + text);
            pairs.add(given.isNull() ? member.getKey() : member.getKey() + "=" + text);
        }
        return pairs.isEmpty() ? null : String.join("; ", pairs);
    }

    private static String scalar(String input, String name, JsonNode value) throws CallFailure {
        if (value.isContainerNode()) {
            throw CallFailure.forGood(
                    "%s: \"%s\" has to be a text, not an object or a list.".formatted(input, shown(name)));
        }
        return value.asText();
    }

    /** @throws CallFailure when it would not be one header on the wire */
    void set(String name, String value) throws CallFailure {
        String clean = Blanks.strip(value);
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ':')) {
            throw CallFailure.forGood("\"%s\" cannot be the name of a header.".formatted(shown(name)));
        }
        requireSendable("header", name, clean);
        headers.remove(key(name));
        headers.put(key(name), new Header(name, clean));
    }

    private static void requireSendable(String what, String name, String text) throws CallFailure {
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw CallFailure.forGood(
                    "The %s %s holds a line break or another control character.".formatted(what, shown(name)));
        }
        if (text.chars().anyMatch(c -> c > 0xff)) {
            throw CallFailure.forGood(
                    "The %s %s holds a character that headers cannot carry (beyond ISO 8859-1). Percent-encode it."
                            .formatted(what, shown(name)));
        }
    }

    /** Null when there is none. */
    String get(String name) {
        Header header = headers.get(key(name));
        return header == null ? null : header.value();
    }

    /** Spelt exactly so. */
    boolean hasExactly(String name) {
        Header header = headers.get(key(name));
        return header != null && header.name().equals(name) && !header.value().isEmpty();
    }

    void remove(String name) {
        headers.remove(key(name));
    }

    /** Takes out what is not for callers to set, and says which. */
    List<String> withoutOurs() {
        List<String> removed = headers.values().stream()
                .map(Header::name)
                .filter(name -> NOT_THE_CALLERS.contains(key(name)))
                .toList();
        removed.forEach(this::remove);
        return removed;
    }

    List<Header> all() {
        return List.copyOf(headers.values());
    }

    HeaderList copy() {
        HeaderList copy = new HeaderList();
        copy.headers.putAll(headers);
        return copy;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }
}
