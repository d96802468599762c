package io.soarbridge.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Foreign bytes for parsers: good inputs, broken in up to eight places. Shrinks to the fewest changes that still do harm. */
public final class Mutations {
    /** What has hurt parsers before. */
    private static final List<String> HURTFUL = List.of(
            "\u0000",
            "\uFEFF",
            "\r\n",
            "\n",
            "\\u0000",
            "\\ud800",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
            ",",
            ":",
            "/",
            "..",
            "#",
            "%00",
            "%s%n",
            "${x}",
            "{{env:HOME}}",
            "{{",
            "}}",
            "null",
            "true",
            "NaN",
            "-0",
            "1e400",
            "1e999999999",
            "-1e-999999999",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "0x10",
            " ",
            "\t",
            "=",
            ";",
            "-----BEGIN CERTIFICATE-----",
            "-----END PRIVATE KEY-----",
            "<html>",
            "https://",
            "\u202e",
            "\ud83d\ude00",
            "\u0130",
            "2026-02-30T25:61:61Z",
            "999999999-12-31T23:59:59Z",
            "Thu, 01 Jan 1970 00:00:00 GMT");

    private Mutations() {}

    public static Arbitrary<byte[]> ofBytes(List<byte[]> seeds) {
        return Combinators.combine(Arbitraries.of(seeds), mutation().list().ofMaxSize(8))
                .as(Mutations::changed);
    }

    public static Arbitrary<byte[]> of(String... seeds) {
        return ofBytes(Stream.of(seeds)
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** For parsers of text; broken UTF-8 becomes replacement characters. */
    public static Arbitrary<String> text(String... seeds) {
        return of(seeds).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private enum Kind {
        INSERT,
        OVERWRITE,
        FLIP,
        DELETE,
        REPEAT,
        CUT
    }

    private record Mutation(Kind kind, double at, double length, byte[] bytes) {}

    private static Arbitrary<Mutation> mutation() {
        Arbitrary<byte[]> hurtful = Arbitraries.of(HURTFUL).map(text -> text.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> any =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.oneOf(hurtful, hurtful, any))
                .as(Mutation::new);
    }

    private static byte[] changed(byte[] seed, List<Mutation> mutations) {
        byte[] bytes = seed;
        for (Mutation mutation : mutations) {
            bytes = changed(bytes, mutation);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Mutation m) {
        int from = (int) (m.at * bytes.length);
        int some = Math.min(bytes.length, from + 1 + (int) (m.length * 24));
        return switch (m.kind) {
            case INSERT -> joined(head(bytes, from), m.bytes, tail(bytes, from));
            case OVERWRITE ->
                joined(head(bytes, from), m.bytes, tail(bytes, Math.min(bytes.length, from + m.bytes.length)));
            case FLIP -> flipped(bytes, from, m.bytes[0]);
            case DELETE -> joined(head(bytes, from), tail(bytes, some));
            case REPEAT ->
                joined(head(bytes, some), repeated(Arrays.copyOfRange(bytes, from, some), m), tail(bytes, some));
            case CUT -> head(bytes, from);
        };
    }

    private static byte[] repeated(byte[] part, Mutation m) {
        byte[][] parts = new byte[1 + Math.floorMod(m.bytes[0], 64)][];
        Arrays.fill(parts, part);
        return joined(parts);
    }

    private static byte[] flipped(byte[] bytes, int at, byte mask) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] ^= mask;
        }
        return flipped;
    }

    private static byte[] head(byte[] bytes, int to) {
        return Arrays.copyOfRange(bytes, 0, to);
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
