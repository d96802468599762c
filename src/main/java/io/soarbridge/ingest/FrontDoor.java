package io.soarbridge.ingest;

import io.soarbridge.config.HttpSettings;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
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
    private static final String INGEST = "/ingest/";

    private final HttpSettings settings;
    private final Vertx vertx;
    private final Router router;
    private final AtomicInteger connections = new AtomicInteger();
    private final Arrivals arrivals;
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
        this.arrivals = new Arrivals(settings.requestTimeout());
    }

    public Vertx vertx() {
        return vertx;
    }

    public Router router() {
        return router;
    }

    /** @return the port, the one chosen by the system when 0 was asked for */
    public int open(IngestHandler ingest) {
        Handover handover = new Handover(vertx.getOrCreateContext());
        arrivals.start(vertx);
        router.route().order(-1).handler(this::watch);
        router.route(INGEST + ":source")
                .handler(context -> take(ingest, context.request(), context.pathParam("source"), handover));
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
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setAcceptBacklog(1024);
        server = vertx.createHttpServer(options)
                .requestHandler(request -> route(request, ingest, handover))
                .connectionHandler(this::opened);
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

    private void opened(HttpConnection connection) {
        arrivals.opened(connection);
        connection.closeHandler(gone -> {
            arrivals.closed(connection);
            connections.decrementAndGet();
        });
        if (connections.incrementAndGet() > settings.maxConnections()) {
            connection.close();
        }
    }

    /** Nearly all requests are for a source; these need none of what a router can do. */
    private void route(HttpServerRequest request, IngestHandler ingest, Handover handover) {
        String path = request.path();
        String source = path != null && path.startsWith(INGEST) ? path.substring(INGEST.length()) : "";
        if (ingest.knows(source)) {
            take(ingest, request, source, handover);
        } else {
            router.handle(request);
        }
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        Arrivals.Arrival arrival = arrivals.of(request.connection());
        arrival.awaitBody(request.connection()::close);
        request.end().onComplete(all -> arrival.complete());
        context.addEndHandler(ended -> arrival.answered());
        context.next();
    }

    private void take(IngestHandler ingest, HttpServerRequest request, String source, Handover handover) {
        ingest.handle(request, source, arrivals.of(request.connection()), handover);
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
