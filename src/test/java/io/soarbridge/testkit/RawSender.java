package io.soarbridge.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender that writes bytes as it likes, for what an HTTP client would refuse to send. */
public final class RawSender {
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    public RawSender(Bed bed) {
        this.port = bed.port();
    }

    /** Sends these bytes to any port. @return what comes until the connection closes */
    public static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A request under way. */
    public static final class Open implements AutoCloseable {
        private final Socket socket;

        private Open(Socket socket) {
            this.socket = socket;
        }

        /** Everything that comes until the connection closes. */
        public String answer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** @return status line, headers and body as they came */
    public String send(String body, String... headers) throws IOException {
        return send(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public String send(byte[] body, String... headers) throws IOException {
        try (Open open = write(body, body.length, headers)) {
            return open.answer();
        }
    }

    /** Sends the head and {@code bytes} of the body, then nothing more. */
    public Open begin(String body, int bytes) throws IOException {
        return write(body.getBytes(StandardCharsets.UTF_8), bytes, "Host: localhost");
    }

    private Open write(byte[] body, int bytes, String... headers) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        String head = "POST /ingest/elastic HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nAuthorization: Bearer " + Bed.TOKEN
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        request.write(body, 0, bytes);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        return new Open(socket);
    }
}
