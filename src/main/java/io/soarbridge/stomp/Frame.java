package io.soarbridge.stomp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One STOMP 1.2 frame.
 *
 * @param headers as they are meant, without escapes; written in the order of their names, as the platform's own client does
 * @param body null when it was longer than is read
 */
@SuppressWarnings("ArrayRecordComponent") // frames are not compared
record Frame(String command, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    Frame {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    static Frame of(String command, Map<String, String> headers) {
        return new Frame(command, headers, NOTHING);
    }

    /** A text for a destination; {@code content-length} makes the bus take it as it is. */
    static Frame send(String destination, String correlationId, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new Frame(
                "SEND",
                Map.of(
                        "content-length",
                        Integer.toString(body.length),
                        "correlation-id",
                        correlationId,
                        "destination",
                        destination),
                body);
    }

    static Frame ack(String id) {
        return of("ACK", Map.of("id", id));
    }

    /** Null when there is none. */
    String header(String name) {
        return headers.get(name);
    }

    boolean is(String wanted) {
        return command.equals(wanted);
    }

    byte[] bytes() {
        boolean plain = command.equals("CONNECT");
        StringBuilder head = new StringBuilder(command).append('\n');
        headers.forEach((name, value) -> head.append(plain ? name : escaped(name))
                .append(':')
                .append(plain ? value : escaped(value))
                .append('\n'));
        byte[] start = head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + body.length + 1);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all; // ends with the 0 that the array began with
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace(":", "\\c");
    }

    /** An escape that there is none of is left as it is: a bus that does not escape has sent it, and sends it again. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            int known = "\\rnc".indexOf(next);
            if (known < 0) {
                plain.append(text.charAt(i));
            } else {
                plain.append("\\\r\n:".charAt(known));
                i++;
            }
        }
        return plain.toString();
    }

    /** Without headers and body, which are others' data. */
    @Override
    public String toString() {
        return command;
    }
}
