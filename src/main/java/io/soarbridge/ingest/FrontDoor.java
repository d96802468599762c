package io.soarbridge.ingest;

import io.soarbridge.config.HttpSettings;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The HTTP server that senders reach. Ours rather than Camel's, for a bounded number of connections, an idle time limit and small
 * headers; its router also serves {@code platform-http:} routes.
 */
public final class FrontDoor implements AutoCloseable {
    private final HttpSettings settings;
    private final Vertx vertx;
    private final Router router;
    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer server;

    public FrontDoor(HttpSettings settings) {
        this.settings = settings;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(20)
                // no files are served, so none need unpacking into a folder of their own
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        this.router = Router.router(vertx);
    }

    public Vertx vertx() {
        return vertx;
    }

    public Router router() {
        return router;
    }

    /** @return the port, the one chosen by the system when 0 was asked for */
    public int open(IngestHandler ingest) {
        router.route("/ingest/:source").handler(ingest);
        router.errorHandler(404, FrontDoor::nothingHere);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setAcceptBacklog(1024);
        server = vertx.createHttpServer(options).requestHandler(router).connectionHandler(connection -> {
            connection.closeHandler(gone -> connections.decrementAndGet());
            if (connections.incrementAndGet() > settings.maxConnections()) {
                connection.close();
            }
        });
        try {
            return server.listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        } catch (CompletionException e) {
            throw new BridgeException(
                    "ingest/cannot-listen",
                    "Listening on %s:%d failed: %s. Set soarbridge.http.host and soarbridge.http.port to a free address."
                            .formatted(
                                    settings.host(),
                                    settings.port(),
                                    e.getCause().getMessage()),
                    e.getCause());
        }
    }

    private static void nothingHere(RoutingContext context) {
        Problem problem = Problem.of(404, "no-such-path", "There is nothing here. Events go to /ingest/<source>.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(Json.bytes(problem.json())));
    }

    /** Stops taking connections; what is being answered gets its answer. */
    public void shut() {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
            server = null;
        }
    }

    @Override
    public void close() {
        shut();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
