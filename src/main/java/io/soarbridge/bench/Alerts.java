package io.soarbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Alerts of 700 bytes to 4 KiB, made ahead as requests; only the number in the id is written when one is sent. The same seed makes
 * the same alerts. Not thread-safe.
 */
final class Alerts {
    /** Bytes that no request reaches. */
    static final int LONGEST = 8 * 1024;

    private static final int VARIANTS = 64;
    private static final String ID = "b5e7c4a0-0000-4000-8000-";
    private static final String NUMBER = "############";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private record Request(byte[] bytes, int[] numbersAt) {}

    private final List<Request> requests = new ArrayList<>();
    private long next;

    /** @param head lines of the request up to the length, each with its end */
    Alerts(String head, long seed) {
        this(head, "%s", seed);
    }

    /** @param around the body, with {@code %s} for the alert */
    Alerts(String head, String around, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int variant = 0; variant < VARIANTS; variant++) {
            for (JsonNode template : Resources.json("alerts.json")) {
                requests.add(request(head, around.replace("%s", Json.text(template)), random));
            }
        }
    }

    private static Request request(String head, String template, RandomGenerator random) {
        String body = template;
        for (Map.Entry<String, String> value : values(random).entrySet()) {
            body = body.replace("${" + value.getKey() + "}", value.getValue());
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String text = head + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Integer> places = new ArrayList<>();
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = latin.indexOf(NUMBER); at >= 0; at = latin.indexOf(NUMBER, at + 1)) {
            places.add(at);
        }
        return new Request(bytes, places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Map<String, String> values(RandomGenerator random) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return Map.of(
                "id", ID + NUMBER,
                "uuid", new UUID(random.nextLong(), random.nextLong()).toString(),
                "now", "2026-03-01T10:%02d:00.%03dZ".formatted(random.nextInt(60), random.nextInt(1000)),
                "host", "fin-" + (10 + random.nextInt(90)),
                "user", "user" + random.nextInt(1000),
                "ip", "10.20.%d.%d".formatted(random.nextInt(256), 1 + random.nextInt(254)),
                "peer", "203.0.113." + (1 + random.nextInt(254)),
                "domain", "site" + random.nextInt(10_000) + ".example.net",
                "sha256", HexFormat.of().formatHex(digest));
    }

    /** Puts the next alert, unlike any before, into {@code out}. */
    void writeNext(ByteBuffer out) {
        long number = next++;
        Request request = requests.get((int) (number % requests.size()));
        int start = out.position();
        out.put(request.bytes());
        for (int at : request.numbersAt()) {
            for (int digit = 0; digit < NUMBER.length(); digit++) {
                int shift = 4 * (NUMBER.length() - 1 - digit);
                out.put(start + at + digit, HEX[(int) (number >>> shift & 15)]);
            }
        }
    }

    /** Alerts made so far. */
    long made() {
        return next;
    }

    /** From here on numbered like this, so that two makers never make the same. */
    void continueAt(long number) {
        next = number;
    }
}
