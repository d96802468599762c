package io.soarbridge.stomp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads frames, bounded. Heart-beats are passed over. Not thread-safe. */
final class FrameReader {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final InputStream in;
    private final int longestBody;

    /** @param in buffered */
    FrameReader(InputStream in, int longestBody) {
        this.in = in;
        this.longestBody = longestBody;
    }

    /** Waits for the next frame. */
    Frame next() throws IOException {
        int[] left = {LONGEST_HEAD};
        String command = line(left);
        while (command.isEmpty()) {
            left[0] = LONGEST_HEAD;
            command = line(left);
        }
        boolean plain = command.equals("CONNECTED");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("a frame has a header without a colon");
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1);
            headers.putIfAbsent(plain ? name : Frame.unescaped(name), plain ? value : Frame.unescaped(value));
        }
        return new Frame(command, headers, body(headers.get("content-length")));
    }

    private String line(int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b != '\n'; b = read()) {
            if (b == 0 || --left[0] < 0) {
                throw new IOException(b == 0 ? "a frame ends in its head" : "the head of a frame is too long");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] body(String length) throws IOException {
        if (length == null) {
            return untilZero();
        }
        long bytes;
        try {
            bytes = Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            bytes = -1;
        }
        if (bytes < 0) {
            throw new IOException("a frame has a content-length that is no length");
        }
        byte[] body = null;
        if (bytes <= longestBody) {
            body = in.readNBytes((int) bytes);
        } else {
            in.skipNBytes(bytes);
        }
        if (read() != 0) {
            throw new IOException("a frame does not end where its content-length says");
        }
        return body;
    }

    private byte[] untilZero() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (int b = read(); b != 0; b = read()) {
            tooLong |= body.size() == longestBody;
            if (!tooLong) {
                body.write(b);
            }
        }
        return tooLong ? null : body.toByteArray();
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("it has closed the connection");
        }
        return b;
    }
}
