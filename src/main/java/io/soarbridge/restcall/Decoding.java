package io.soarbridge.restcall;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;

/** Reads bodies: decompressed, and never more than is allowed, so that a small answer cannot become a large one. */
final class Decoding {
    static final String ACCEPTED = "gzip, deflate, br";

    private Decoding() {}

    /**
     * @param encodings value of Content-Encoding, or null
     * @throws TooLargeException beyond {@code limit} bytes
     */
    static byte[] read(InputStream body, String encodings, long limit) throws IOException {
        InputStream plain = body;
        String[] each = encodings == null ? new String[0] : encodings.split(",");
        try {
            // the last one was applied last
            for (int i = each.length - 1; i >= 0; i--) {
                plain = decoded(plain, each[i].strip().toLowerCase(Locale.ROOT));
            }
        } catch (ZipException | EOFException e) {
            throw new BrokenException(encodings, e);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int n = plain.read(some); n >= 0; n = plain.read(some)) {
                all.write(some, 0, n);
                if (all.size() > limit) {
                    throw new TooLargeException(limit);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new BrokenException(encodings, e);
        }
        return all.toByteArray();
    }

    private static InputStream decoded(InputStream body, String encoding) throws IOException {
        PushbackInputStream start = new PushbackInputStream(body, 1);
        int first = start.read();
        if (first < 0) {
            return new ByteArrayInputStream(new byte[0]); // as after HEAD
        }
        start.unread(first);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(start);
            // some servers send it without the two bytes of its header
            case "deflate" -> new InflaterInputStream(start, new Inflater((first & 0x0f) != 8));
            case "br" -> new BrotliInputStream(start);
            default -> start;
        };
    }

    /** A body is not what its Content-Encoding says, or was cut off. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenException(String encodings, IOException cause) {
            super(
                    "the body of the answer was cut off, or is not in the encoding that its header names (%s)"
                            .formatted(encodings.replaceAll("\\p{Cntrl}", "?")),
                    cause);
        }
    }

    /** A body is larger than is allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("the answer is larger than the %d bytes that are read (soarbridge.rest-call.max-response)"
                    .formatted(limit));
        }
    }
}
