package io.soarbridge.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** Server sockets that insist on a client certificate. */
final class NeedingClients extends ServerSocketFactory {
    private final ServerSocketFactory factory;

    NeedingClients(ServerSocketFactory factory) {
        this.factory = factory;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return needing(factory.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return needing(factory.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return needing(factory.createServerSocket(port, backlog, address));
    }

    private static ServerSocket needing(ServerSocket socket) {
        ((SSLServerSocket) socket).setNeedClientAuth(true);
        return socket;
    }
}
