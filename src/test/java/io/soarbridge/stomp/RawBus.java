package io.soarbridge.stomp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import javax.net.ServerSocketFactory;

/** A bus that does what a test says, and shows the bytes that came. */
final class RawBus implements AutoCloseable {
    static final String CONNECTED = "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n";

    final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final BiConsumer<String, Wire> script;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param script what to do with each frame */
    RawBus(ServerSocketFactory factory, BiConsumer<String, Wire> script) throws IOException {
        this.script = script;
        listener = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::listen);
    }

    /** Lets everybody in and says goodbye. */
    static void usual(String frame, Wire wire) {
        if (frame.startsWith("CONNECT\n")) {
            wire.write(CONNECTED);
        } else if (frame.startsWith("DISCONNECT\n")) {
            wire.write("RECEIPT\nreceipt-id:goodbye\n\n");
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Of all connections, in the order in which they came, as far as that can be said. */
    List<String> frames() {
        return wires.stream().flatMap(wire -> wire.frames.stream()).toList();
    }

    List<String> frames(String command) {
        return frames().stream()
                .filter(frame -> frame.startsWith(command + "\n"))
                .toList();
    }

    Wire last() {
        return wires.get(wires.size() - 1);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        Wire wire = new Wire(socket);
        wires.add(wire);
        for (String frame = wire.read(); frame != null; frame = wire.read()) {
            script.accept(frame, wire);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        wires.forEach(Wire::close);
        threads.shutdownNow();
    }
}
