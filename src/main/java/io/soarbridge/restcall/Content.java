package io.soarbridge.restcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code content} of the result: the answer as fn_rest_api tells it. */
final class Content {
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([^\"';\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("\\s*<([^>]*)>([^,\"]*+(?:\"[^\"]*+\"[^,\"]*+)*+)");
    private static final Pattern LINK_PARAMETER =
            Pattern.compile("([^=;\\s]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^;]*))");

    private Content() {}

    static ObjectNode of(HttpAnswer answer) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        String encoding = apparentEncoding(answer.body());
        String text = text(answer, encoding);
        content.put("ok", answer.status() < 400);
        content.put("url", answer.url().toString());
        content.put("status_code", answer.status());
        content.put("reason", answer.reason());
        content.set("cookies", cookies(answer));
        content.set("headers", headers(answer));
        content.put("elapsed", answer.elapsedMillis());
        content.put("apparent_encoding", encoding);
        content.put("text", text);
        content.set("json", json(text));
        content.set("links", links(answer));
        return content;
    }

    private static ObjectNode cookies(HttpAnswer answer) {
        ObjectNode cookies = JsonNodeFactory.instance.objectNode();
        answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Set-Cookie"))
                .flatMap(header -> Jar.set(answer.url(), header.value()).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return cookies;
    }

    /** Repeated ones become one, as a comma means the same in all but Set-Cookie, where fn_rest_api has it too. */
    private static ObjectNode headers(HttpAnswer answer) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (HeaderList.Header header : answer.headers()) {
            String name = names.computeIfAbsent(header.name(), same -> same);
            JsonNode before = headers.get(name);
            headers.put(name, before == null ? header.value() : before.textValue() + ", " + header.value());
        }
        return headers;
    }

    private static String text(HttpAnswer answer, String guessed) {
        String type = answer.header("Content-Type");
        Matcher declared = CHARSET.matcher(type == null ? "" : type);
        if (declared.find()) {
            return decoded(answer.body(), charset(declared.group(1)));
        }
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (lower.contains("text")) {
            return decoded(answer.body(), StandardCharsets.ISO_8859_1);
        }
        if (lower.contains("application/json") || guessed == null) {
            return decoded(answer.body(), StandardCharsets.UTF_8);
        }
        if (guessed.equals("UTF-8-SIG")) {
            return decoded(answer.body(), StandardCharsets.UTF_8).substring(1); // without its mark
        }
        return decoded(answer.body(), charset(guessed));
    }

    private static Charset charset(String name) {
        try {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "latin-1" -> StandardCharsets.ISO_8859_1;
                case "utf-16" -> Charset.forName("x-UTF-16LE-BOM"); // little-endian when it has no mark
                default -> Charset.forName(name);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String decoded(byte[] body, Charset charset) {
        return new String(body, charset);
    }

    /**
     * Named as Python's chardet does; null when there is nothing to guess from. Of the many encodings that chardet tells apart by their
     * frequent characters none is: a server that uses one has to declare it.
     */
    static String apparentEncoding(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        if (begins(body, 0xef, 0xbb, 0xbf)) {
            return "UTF-8-SIG";
        }
        if (begins(body, 0xff, 0xfe) || begins(body, 0xfe, 0xff)) {
            return "UTF-16";
        }
        if (isAscii(body)) {
            return "ascii";
        }
        if (isUtf8(body)) {
            return "utf-8";
        }
        return isLatin(body) ? "ISO-8859-1" : "Windows-1252";
    }

    private static boolean begins(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= body.length || (body[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** No byte that ISO 8859-1 leaves to control characters, and Windows uses. */
    private static boolean isLatin(byte[] body) {
        for (byte b : body) {
            if ((b & 0xff) >= 0x80 && (b & 0xff) < 0xa0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] body) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
            return decoded.length() > 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static JsonNode json(String text) {
        try {
            JsonNode json = Json.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return json.isMissingNode() ? NullNode.instance : json;
        } catch (JsonProcessingException e) {
            return NullNode.instance;
        }
    }

    /** RFC 8288, by relation, or by URL where there is none. */
    private static ObjectNode links(HttpAnswer answer) {
        ObjectNode links = JsonNodeFactory.instance.objectNode();
        answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Link"))
                .forEach(header -> {
                    Matcher link = LINK.matcher(header.value());
                    while (link.find()) {
                        ObjectNode one = JsonNodeFactory.instance.objectNode();
                        one.put("url", link.group(1));
                        Matcher parameter = LINK_PARAMETER.matcher(link.group(2));
                        while (parameter.find()) {
                            String value = parameter.group(2) != null
                                    ? parameter.group(2)
                                    : parameter.group(3) != null
                                            ? parameter.group(3)
                                            : parameter.group(4).strip();
                            one.put(parameter.group(1), value);
                        }
                        String rel = one.path("rel").asText();
                        links.set(rel.isEmpty() ? link.group(1) : rel, one);
                    }
                });
        return links;
    }
}
