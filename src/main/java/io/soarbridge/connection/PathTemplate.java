package io.soarbridge.connection;

import io.soarbridge.support.BridgeException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A path with places for values, {@code /incident/load/:remoteId}. A value is percent-encoded whole, so that it can never add a
 * path segment, a query or a host.
 */
final class PathTemplate {
    private final String template;

    PathTemplate(String template) {
        this.template = template;
    }

    /**
     * @param values name to text, null when there is none
     * @throws BridgeException {@code connection/missing-value} when a place has no value, {@code connection/unsafe-value} for {@code .} and
     *     {@code ..}
     */
    String fill(Function<String, String> values) {
        if (template.indexOf(':') < 0) {
            return template;
        }
        StringBuilder path = new StringBuilder();
        for (String segment : template.split("/", -1)) {
            if (!path.isEmpty() || !segment.isEmpty()) {
                path.append('/');
            }
            path.append(segment.startsWith(":") ? value(segment.substring(1), values) : segment);
        }
        return path.toString();
    }

    private String value(String name, Function<String, String> values) {
        String value = values.apply(name);
        if (value == null || value.isBlank()) {
            throw new BridgeException(
                    "connection/missing-value",
                    "Calling %s needs a value for \"%s\", which is not set. Set the exchange variable %s before the call."
                            .formatted(template, name, name));
        }
        if (value.equals(".") || value.equals("..")) {
            throw new BridgeException(
                    "connection/unsafe-value",
                    "Calling %s with \"%s\" as %s was refused: servers read such a segment, even encoded, as another path. Correct the value."
                            .formatted(template, value, name));
        }
        return encode(value);
    }

    private static String encode(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '~') {
                out.append((char) b);
            } else {
                out.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return out.toString();
    }
}
