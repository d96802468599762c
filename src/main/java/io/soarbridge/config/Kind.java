package io.soarbridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the text of a setting is read, and how that is told to the operator. */
enum Kind {
    BY_TYPE("", (text, spec, base) -> {
        throw new IllegalStateException("the kind of " + spec.name() + " is not known");
    }),
    GROUP("", (text, spec, base) -> {
        throw new IllegalStateException(spec.name() + " is a prefix, not a key");
    }),
    TEXT("text", (text, spec, base) -> text),
    NAME("a name of lower-case letters, digits and -, at most 63", (text, spec, base) -> Words.name(text)),
    NAMES("names separated by commas", (text, spec, base) -> Words.names(text)),
    HEADER("an HTTP header name such as X-Signature", (text, spec, base) -> Words.header(text)),
    HOST("a host name or IP address such as 127.0.0.1", (text, spec, base) -> Words.host(text)),
    HOSTS(
            "public, host names, *.domains, addresses or blocks such as 10.1.0.0/16, separated by commas",
            (text, spec, base) -> HostRule.list(text)),
    ADDRESS("a URL such as https://host.example/path?query", (text, spec, base) -> Places.address(text)),
    CHOICE("one of", (text, spec, base) -> Words.constant(text, spec.type())),
    FLAG("true or false", (text, spec, base) -> Words.flag(text)),
    NUMBER("a whole number", (text, spec, base) -> Amounts.number(text, spec)),
    SIZE("a size such as 64KiB or 1MiB", (text, spec, base) -> Amounts.within(Amounts.size(text), spec)),
    DURATION("a duration such as 500ms, 5s or 30d", (text, spec, base) -> Amounts.duration(text, spec)),
    RATE("a rate such as 5/s, 300/m or 1000/h, or 0 for no limit", (text, spec, base) -> Amounts.rate(text)),
    FOLDER("a folder that exists", (text, spec, base) -> Places.existingFolder(text, base)),
    NEW_FOLDER("a folder", (text, spec, base) -> Places.folder(text, base)),
    FILE("a file that can be read", (text, spec, base) -> Places.file(text, base)),
    URL("a URL such as https://host.example or https://host.example:8443", (text, spec, base) -> Places.url(text)),
    PROXY("a proxy as http://host:port", (text, spec, base) -> Places.proxy(text)),
    DATABASE("a database as jdbc:postgresql://host:5432/name", (text, spec, base) -> Places.database(text)),
    PATH_PREFIX("empty, or a path such as /api/v2 without / at its end", (text, spec, base) -> Places.prefix(text)),
    SECRET(
            "{{env:NAME}}, {{secret:name}}, {{file:/path}} or a manager's placeholder",
            (text, spec, base) -> Secret.of(text));

    private final String expected;
    private final Parser parser;

    Kind(String expected, Parser parser) {
        this.expected = expected;
        this.parser = parser;
    }

    String expected() {
        return expected;
    }

    /** @param base folder that relative paths start from */
    Object parse(String text, KeySpec spec, Path base) throws BadValueException {
        return parser.parse(text, spec, base);
    }

    static Kind of(Class<?> type) {
        if (type == Duration.class) {
            return DURATION;
        }
        if (type == int.class || type == long.class) {
            return NUMBER;
        }
        if (type == double.class) {
            return RATE;
        }
        if (type == boolean.class) {
            return FLAG;
        }
        if (type.isEnum()) {
            return CHOICE;
        }
        if (type == Secret.class || type == Map.class) {
            return SECRET;
        }
        if (type == Path.class) {
            return FILE;
        }
        if (type == URI.class) {
            return URL;
        }
        return type == List.class ? NAMES : TEXT;
    }

    private interface Parser {
        Object parse(String text, KeySpec spec, Path base) throws BadValueException;
    }
}
