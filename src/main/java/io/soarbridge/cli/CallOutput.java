package io.soarbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What {@code soarbridge call} prints of a request and of its result. */
final class CallOutput {
    private static final String MASK = "******";
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Pattern HEADER_LINE =
            Pattern.compile("(?im)^([ \\t]*(?:proxy-)?(?:authorization|cookie)[ \\t]*:).*$");
    private static final Pattern REFERENCE = Pattern.compile("\\s*(\\S+\\s+)?([$^]\\{[^{}]*}|\\{\\{[^{}]*}})\\s*");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/?#@:]*):[^/?#]*@");

    private CallOutput() {}

    /** A request that was not sent. */
    static void request(ObjectNode preview, PrintWriter out, Consumer<String> beside) {
        JsonNode request = preview.get("request");
        out.printf(
                "%s %s HTTP/1.1%n",
                request.get("method").asText(), request.get("target").asText());
        request.get("headers")
                .forEach(header -> out.printf(
                        "%s: %s%n",
                        header.get("name").asText(), header.get("value").asText()));
        if (!request.get("body").isNull()) {
            out.println();
            out.println(request.get("body").asText());
        }
        out.flush();
        beside.accept(
                preview.get("tls").isNull()
                        ? "No TLS: the request would go out in clear."
                        : "TLS: " + preview.get("tls").asText() + ".");
        beside.accept(
                preview.get("proxy").isNull()
                        ? "Without a proxy."
                        : "Through the proxy " + preview.get("proxy").asText() + ".");
        beside.accept("Nothing was sent.");
    }

    /** The text as it came, which a line break ends only when it has one. */
    static void answer(ObjectNode payload, boolean withHeaders, PrintWriter out) {
        JsonNode content = payload.get("content");
        if (withHeaders) {
            out.println(("HTTP " + content.get("status_code").asInt() + " "
                            + Table.printable(content.get("reason").asText()))
                    .strip());
            content.get("headers")
                    .properties()
                    .forEach(header -> out.println(Table.printable(
                            header.getKey() + ": " + header.getValue().asText())));
            out.println();
        }
        out.print(content.get("text").asText());
    }

    static String line(ObjectNode payload, int tries) {
        JsonNode content = payload.get("content");
        boolean oauth = payload.get("inputs").properties().stream()
                .anyMatch(input -> input.getKey().startsWith("oauth_"));
        String what = oauth ? "request" : tries == 1 ? "try" : "trie";
        return "HTTP %d%s, %d ms, %d %s%s"
                .formatted(
                        content.get("status_code").asInt(),
                        Table.printable((" " + content.get("reason").asText()).stripTrailing()),
                        payload.get("metrics").get("execution_time_ms").asLong(),
                        tries,
                        what,
                        tries == 1 ? "" : "s");
    }

    /** The payload without what a command line holds of credentials in headers, cookies and the URL. */
    static ObjectNode masked(ObjectNode payload) {
        ObjectNode inputs = (ObjectNode) payload.get("inputs");
        mask(inputs, "rest_api_headers", false);
        mask(inputs, "rest_api_cookies", true);
        if (inputs.path("rest_api_url").isTextual()) {
            inputs.put(
                    "rest_api_url",
                    USER_INFO.matcher(inputs.get("rest_api_url").textValue()).replaceFirst("$1:" + MASK + "@"));
        }
        return payload;
    }

    private static void mask(ObjectNode inputs, String name, boolean all) {
        JsonNode given = inputs.get(name);
        if (given instanceof ObjectNode pairs) {
            for (Map.Entry<String, JsonNode> pair : Set.copyOf(pairs.properties())) {
                boolean secret = all || CREDENTIALS.contains(pair.getKey().toLowerCase(Locale.ROOT));
                if (secret && !REFERENCE.matcher(pair.getValue().asText()).matches()) {
                    pairs.put(pair.getKey(), MASK);
                }
            }
        } else if (given != null && given.isTextual()) {
            inputs.put(name, all ? MASK : HEADER_LINE.matcher(given.textValue()).replaceAll("$1 " + MASK));
        }
    }
}
