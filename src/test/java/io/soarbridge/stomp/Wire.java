package io.soarbridge.stomp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The very frames of one connection, as text, without the code under test. A 0 ends a frame; bodies here have none. */
final class Wire {
    final List<String> frames = new CopyOnWriteArrayList<>();
    private final Socket socket;
    private InputStream buffered;

    Wire(Socket socket) {
        this.socket = socket;
    }

    /** The next frame without its 0; line ends in front of it are heart-beats. Null at the end of the connection. */
    String read() {
        StringBuilder frame = new StringBuilder();
        try {
            InputStream in = in();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b != 0; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                if (b != '\n' || bytes.size() > 0) {
                    bytes.write(b);
                }
            }
            frame.append(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
        frames.add(frame.toString());
        return frame.toString();
    }

    private InputStream in() throws IOException {
        if (buffered == null) {
            buffered = new BufferedInputStream(socket.getInputStream());
        }
        return buffered;
    }

    /** Writes a frame and its 0. */
    void write(String frame) {
        put(frame + "\0");
    }

    void beat() {
        put("\n");
    }

    private void put(String text) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
