package io.soarbridge.stomp;

import io.soarbridge.auth.PinnedOrNamed;
import io.soarbridge.config.StompSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** One connection to the bus. Frames may be sent from any thread and are read by one. */
final class Link implements AutoCloseable {
    /** More than any call has; a longer message is answered with an error. */
    static final int LONGEST_BODY = 16 * 1024 * 1024;

    private final StompSettings settings;
    private final Socket raw;
    private final OutputStream out;
    private final FrameReader frames;
    private final String passcode;
    private final BufferedInputStream in;
    private Frame first;
    private int silence;
    private volatile boolean broken;

    private Link(StompSettings settings, Socket raw, SSLSocket socket) throws IOException {
        this.settings = settings;
        this.raw = raw;
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        frames = new FrameReader(in, LONGEST_BODY);
        passcode = settings.passcode().reveal();
    }

    /** Signed in and subscribed; throws as {@link #signedIn} does. */
    static Link open(StompSettings settings, Timing timing) throws IOException, GeneralSecurityException {
        Link link = signedIn(settings, timing);
        try {
            link.subscribe();
            link.raw.setSoTimeout(Math.toIntExact(timing.settle().toMillis()));
            link.settle();
            link.raw.setSoTimeout(link.silence);
            return link;
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /**
     * @throws RefusedException when the bus does not let us in
     * @throws SSLPeerUnverifiedException when its certificate is another host's
     */
    static Link signedIn(StompSettings settings, Timing timing) throws IOException, GeneralSecurityException {
        Socket raw = new Socket();
        try {
            int answer = Math.toIntExact(timing.answer().toMillis());
            raw.setTcpNoDelay(true);
            raw.setKeepAlive(true);
            raw.connect(new InetSocketAddress(settings.host(), settings.port()), answer);
            raw.setSoTimeout(answer);
            Link link = new Link(settings, raw, verified(settings, raw));
            link.silence = link.login(timing.beat());
            return link;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static SSLSocket verified(StompSettings settings, Socket raw) throws IOException, GeneralSecurityException {
        SSLSocket socket = (SSLSocket) BusTls.sslContext(settings.tls())
                .getSocketFactory()
                .createSocket(raw, settings.host(), settings.port(), true);
        socket.startHandshake();
        PinnedOrNamed hosts = new PinnedOrNamed(
                settings.tls().trust() == null
                        ? List.of()
                        : BusTls.certificates(settings.tls().trust()));
        if (!hosts.verify(settings.host(), socket.getSession())) {
            throw new SSLPeerUnverifiedException("the certificate does not name the host " + settings.host());
        }
        return socket;
    }

    /** @return the millis of silence after which the bus is gone; 0 when it may always be silent */
    private int login(Duration beat) throws IOException {
        send(Frame.of(
                "CONNECT",
                Map.of(
                        "accept-version", "1.2",
                        "heart-beat", "0," + beat.toMillis(),
                        "host", settings.host(),
                        "login", oneLine("login", settings.login()),
                        "passcode", oneLine("passcode", passcode))));
        Frame answer = frames.next();
        if (answer.is("ERROR")) {
            throw RefusedException.of(answer, passcode, true);
        }
        if (!answer.is("CONNECTED") || !"1.2".equals(answer.header("version"))) {
            throw new IOException("it does not speak STOMP 1.2");
        }
        return Math.toIntExact(silence(answer.header("heart-beat"), beat.toMillis()));
    }

    private static String oneLine(String name, String value) throws IOException {
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IOException("soarbridge.rest-call.stomp.%s has a line break".formatted(name));
        }
        return value;
    }

    static long silence(String promised, long asked) {
        if (promised == null || !promised.matches("[0-9]{1,9},[0-9]{1,9}") || promised.startsWith("0,")) {
            return 0;
        }
        return 2 * Math.max(asked, Long.parseLong(promised.substring(0, promised.indexOf(','))));
    }

    private void subscribe() throws IOException {
        String destination = "actions.%s.%s".formatted(settings.org(), settings.destination());
        send(Frame.of(
                "SUBSCRIBE",
                Map.of(
                        "ack",
                        "client-individual",
                        "activemq.prefetchSize",
                        Integer.toString(settings.workers()),
                        "destination",
                        destination,
                        "id",
                        destination)));
    }

    /** A subscription that is not refused is not answered either; what comes in its place says that all is well, or why not. */
    private void settle() throws IOException {
        in.mark(1);
        try {
            int next = in.read();
            in.reset();
            if (next >= 'A' && next <= 'Z') {
                first = read();
            }
        } catch (SocketTimeoutException e) {
            in.reset();
        }
    }

    /** The next frame that is no ERROR. */
    Frame read() throws IOException {
        if (first != null) {
            Frame frame = first;
            first = null;
            return frame;
        }
        Frame frame = frames.next();
        if (frame.is("ERROR")) {
            throw RefusedException.of(frame, passcode, false);
        }
        return frame;
    }

    /** @return false when the connection is broken, and nothing more comes of it */
    boolean send(List<Frame> some) {
        try {
            for (Frame frame : some) {
                send(frame);
            }
            return true;
        } catch (IOException e) {
            close(); // the reader then says why
            return false;
        }
    }

    private void send(Frame frame) throws IOException {
        if (broken) {
            throw new IOException("the connection is closed");
        }
        byte[] bytes = frame.bytes();
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    boolean isBroken() {
        return broken;
    }

    /** Below TLS, so that nobody who is stuck in writing can hold it up. */
    @Override
    public void close() {
        broken = true;
        try {
            raw.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
