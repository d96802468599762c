package io.soarbridge.stomp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** Listens for clients that must have a certificate. */
final class Demanding extends ServerSocketFactory {
    private final ServerSocketFactory tls;

    Demanding(ServerSocketFactory tls) {
        this.tls = tls;
    }

    private static ServerSocket demanding(ServerSocket socket) {
        ((SSLServerSocket) socket).setNeedClientAuth(true);
        return socket;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return demanding(tls.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return demanding(tls.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return demanding(tls.createServerSocket(port, backlog, address));
    }
}
