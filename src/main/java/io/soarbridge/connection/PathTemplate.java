package io.soarbridge.connection;

import io.soarbridge.support.BridgeException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with places for values, {@code /incident/load/:remoteId} or {@code /playbook/?name=:name}. A value is percent-encoded
 * whole, so that it can never add a path segment, a parameter or a host.
 */
final class PathTemplate {
    private static final Pattern PLACE =
            Pattern.compile("(?<=[/=]):([A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9_]*)?)");

    private final String template;
    private final boolean fixed;

    PathTemplate(String template) {
        this.template = template;
        this.fixed = !PLACE.matcher(template).find();
    }

    /**
     * @param values name to text, null when there is none
     * @throws BridgeException {@code connection/missing-value} when a place has no value, {@code connection/unsafe-value} for {@code .} and
     *     {@code ..}
     */
    String fill(Function<String, String> values) {
        if (fixed) {
            return template;
        }
        Matcher matcher = PLACE.matcher(template);
        StringBuilder path = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(path, Matcher.quoteReplacement(value(matcher.group(1), values)));
        }
        return matcher.appendTail(path).toString();
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
        return Percent.encoded(value);
    }
}
