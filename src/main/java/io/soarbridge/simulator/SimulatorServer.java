package io.soarbridge.simulator;

import io.soarbridge.support.BridgeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ports of a simulator, API and admin, on one event loop each. Close it to free them. */
final class SimulatorServer implements AutoCloseable, Faults.Gate {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);
    private static final long START_SECONDS = 30;

    private final ListenOptions options;
    private final Vertx vertx;
    private final Exchange exchange;
    private final RequestLog log;
    private final Faults faults;
    private final SelfSignedTls tls;

    private HttpServer api;
    private HttpServer admin;
    private int port;
    private volatile boolean shut;
    /** While shut: keeps the port from being given to another program, and refuses what connects to it. */
    private Socket kept;

    private SimulatorServer(ListenOptions options, SimulatedSystem system, SimulatorClock clock) {
        this.options = options;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        this.log = new RequestLog(options.maxRequests());
        this.faults = new Faults(this);
        this.exchange = new Exchange(vertx, system, faults, log, clock);
        this.tls = options.tls() ? SelfSignedTls.create(options.host()) : null;
    }

    /** @throws BridgeException {@code simulator/start-failed} when a port cannot be opened */
    static SimulatorServer start(ListenOptions options, SimulatedSystem system, SimulatorClock clock) {
        SimulatorServer server = new SimulatorServer(options, system, clock);
        try {
            server.port = options.port();
            server.api = await(server.listen(options.port()), options.port());
            server.port = server.api.actualPort();
            AdminApi api = new AdminApi(system, server.faults, server.log, clock);
            HttpServerOptions adminOptions = new HttpServerOptions().setHost(options.host());
            server.admin = await(
                    server.vertx
                            .createHttpServer(adminOptions)
                            .requestHandler(api::receive)
                            .listen(options.adminPort()),
                    options.adminPort());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private Future<HttpServer> listen(int wantedPort) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setMaxHeaderSize(64 * 1024)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxFormAttributeSize(-1)
                .setDecompressionSupported(true)
                .setHandle100ContinueAutomatically(true);
        if (tls != null) {
            http.setSsl(true).setKeyCertOptions(tls.keyStore());
        }
        return vertx.createHttpServer(http).requestHandler(exchange::receive).listen(wantedPort);
    }

    private static HttpServer await(Future<HttpServer> starting, int wantedPort) {
        try {
            return starting.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(wantedPort, e);
        } catch (ExecutionException e) {
            throw failed(wantedPort, e.getCause());
        } catch (TimeoutException e) {
            throw failed(wantedPort, e);
        }
    }

    private static BridgeException failed(int wantedPort, Throwable cause) {
        return new BridgeException(
                "simulator/start-failed",
                "Starting the simulator on port " + wantedPort + ": " + cause.getMessage()
                        + ". Nothing was started. Choose another port, or 0 for a free one.",
                cause);
    }

    int port() {
        return port;
    }

    int adminPort() {
        return admin.actualPort();
    }

    String url() {
        return (tls == null ? "http://" : "https://") + options.host() + ":" + port;
    }

    String adminUrl() {
        return "http://" + options.host() + ":" + adminPort();
    }

    /** Path of the certificate to trust, PEM, or null without TLS. */
    String certificate() {
        return tls == null ? null : tls.certificate().toString();
    }

    Faults faults() {
        return faults;
    }

    RequestLog log() {
        return log;
    }

    @Override
    public synchronized Future<Void> shut() {
        if (shut) {
            return Future.succeededFuture();
        }
        shut = true;
        return api.close().map(closed -> {
            keepPort();
            return closed;
        });
    }

    private synchronized void keepPort() {
        try {
            kept = new Socket();
            kept.setReuseAddress(true);
            kept.bind(new InetSocketAddress(options.host(), port));
        } catch (IOException e) {
            LOG.debug("Port {} is shut but not kept: {}", port, e.getMessage());
        }
    }

    private synchronized void freePort() {
        if (kept != null) {
            try {
                kept.close();
            } catch (IOException e) {
                LOG.debug("Port {} is kept still: {}", port, e.getMessage());
            }
            kept = null;
        }
    }

    @Override
    public synchronized Future<Void> open() {
        if (!shut) {
            return Future.succeededFuture();
        }
        freePort();
        return listen(port)
                .onSuccess(server -> {
                    api = server;
                    shut = false;
                })
                .mapEmpty();
    }

    @Override
    public boolean isShut() {
        return shut;
    }

    @Override
    public void close() {
        freePort();
        Faults.await(vertx.close());
        if (tls != null) {
            tls.close();
        }
    }

    /** An answer's bytes without a copy. */
    static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes);
    }
}
