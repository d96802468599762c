package io.soarbridge.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network between a client and a server on this machine, which a test can cut or let fall silent. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean refusing;
    private volatile boolean silent;

    private TcpProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
        threads.execute(this::listen);
    }

    public static TcpProxy to(int port) {
        try {
            return new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Resets all connections; new ones work. */
    public void cut() {
        sockets.forEach(TcpProxy::reset);
        sockets.clear();
    }

    /** Resets all connections, and new ones at once. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Nothing goes through any more, and nobody is told. */
    public void fallSilent() {
        silent = true;
    }

    /** Undoes {@link #refuse} and {@link #fallSilent}; what was on its way then is lost with its connection. */
    public void heal() {
        boolean lost = silent;
        refusing = false;
        silent = false;
        if (lost) {
            cut();
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    reset(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, server));
                threads.execute(() -> pump(server, client));
            } catch (IOException e) {
                // the test ends, or the server is away: then the client is left without an answer, as by a firewall
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!silent) {
                    to.getOutputStream().write(buffer, 0, n);
                    to.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // one side is gone
        }
        if (!silent) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        threads.shutdownNow();
    }
}
