package io.soarbridge.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body into its events: one object, an array of objects, or one object a line. Each keeps the very bytes it came as. */
final class EventSplitter {
    private static final int CHUNK = 8 * 1024;

    /** Reads one value and leaves the parser there; the shared mapper insists on the end of the input after it. */
    private static final ObjectReader ONE_VALUE =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int maxDepth;
    private final int maxItems;

    EventSplitter(int maxDepth, int maxItems) {
        this.maxDepth = maxDepth;
        this.maxItems = maxItems;
    }

    /**
     * One event of a body.
     *
     * @param index position in the body, from 0
     * @param json null when {@code problem} is not
     * @param problem why it cannot be taken, or null
     */
    record Item(int index, byte[] bytes, JsonNode json, String problem) {}

    /** @throws Problem 400 when the body as a whole cannot be read, 413 when it holds too many events */
    List<Item> split(byte[] body, boolean lines) {
        requireUtf8(body);
        return lines ? splitLines(body) : splitJson(body);
    }

    /** JSON between systems is UTF-8 (RFC 8259 §8.1). The parser would guess UTF-16 and let broken surrogates pass. */
    private static void requireUtf8(byte[] body) {
        if (!isAscii(body)) {
            requireWellFormed(body);
        }
        for (int i = 0; i < Math.min(2, body.length); i++) {
            if (body[i] == 0) {
                throw Problem.of(400, "not-utf-8", "The body looks like UTF-16 or UTF-32. Send UTF-8.");
            }
        }
    }

    private static boolean isAscii(byte[] body) {
        int all = 0;
        for (byte b : body) {
            all |= b;
        }
        return all >= 0;
    }

    private static void requireWellFormed(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer chars = CharBuffer.allocate(CHUNK);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(bytes, chars, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw Problem.of(400, "not-utf-8", "The body is no UTF-8 from byte %d on.".formatted(bytes.position() + 1));
        }
    }

    private List<Item> splitLines(byte[] body) {
        List<Item> items = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                byte[] line = Arrays.copyOfRange(body, start, i);
                start = i + 1;
                if (!isBlank(line)) {
                    items.add(line(items.size(), line));
                    checkCount(items.size());
                }
            }
        }
        if (items.isEmpty()) {
            throw Problem.of(400, "empty", "The body holds no event.");
        }
        return items;
    }

    private Item line(int index, byte[] line) {
        try {
            return checked(index, line, Json.read(line));
        } catch (JsonProcessingException e) {
            return new Item(index, line, null, "no JSON: " + words(e));
        }
    }

    private List<Item> splitJson(byte[] body) {
        try (JsonParser parser = Json.mapper().createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw Problem.of(400, "empty", "The body holds no event.");
            }
            if (first != JsonToken.START_ARRAY) {
                JsonNode json = value(parser);
                expectEnd(parser);
                return List.of(checked(0, body, json));
            }
            List<Item> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(element(items.size(), parser, body));
                checkCount(items.size());
            }
            expectEnd(parser);
            if (items.isEmpty()) {
                throw Problem.of(400, "empty", "The array holds no event.");
            }
            return items;
        } catch (JsonProcessingException e) {
            throw Problem.of(400, "not-json", "The body is no JSON: %s.".formatted(words(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading bytes in memory", e);
        }
    }

    private Item element(int index, JsonParser parser, byte[] body) throws IOException {
        int begin = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode json = value(parser);
        int end = json.isContainerNode() ? (int) parser.currentLocation().getByteOffset() : begin;
        return checked(index, Arrays.copyOfRange(body, begin, end), json);
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        try {
            return ONE_VALUE.readTree(parser);
        } catch (NumberFormatException e) {
            throw Json.noNumber(parser, e);
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw Problem.of(
                    400,
                    "not-json",
                    "The body goes on after its JSON value. To send one object a line, use Content-Type: application/x-ndjson.");
        }
    }

    private Item checked(int index, byte[] bytes, JsonNode json) {
        if (!json.isObject()) {
            return new Item(
                    index,
                    bytes,
                    null,
                    "an event is a JSON object, this is a %s"
                            .formatted(json.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (deeper(json, maxDepth)) {
            return new Item(index, bytes, null, "nested deeper than %d levels".formatted(maxDepth));
        }
        return new Item(index, bytes, json, null);
    }

    private static boolean deeper(JsonNode node, int allowed) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (allowed == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (deeper(child, allowed - 1)) {
                return true;
            }
        }
        return false;
    }

    private void checkCount(int count) {
        if (count > maxItems) {
            throw Problem.of(
                    413,
                    "too-many",
                    "The body holds more than %d events. Send them in several requests.".formatted(maxItems));
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static String words(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        String message = e.getOriginalMessage();
        return (message.length() > 200 ? message.substring(0, 200) + "…" : message) + place;
    }
}
