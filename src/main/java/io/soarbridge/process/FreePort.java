package io.soarbridge.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port on the loopback address for a server that must be found at the same port after a restart. It is taken from below the ports
 * that systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere), so that no other program is given it while the
 * server is down.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * Free now, until somebody asks for just this one.
     *
     * @throws IOException when a hundred ports in a row were taken
     */
    public static int find() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }
}
