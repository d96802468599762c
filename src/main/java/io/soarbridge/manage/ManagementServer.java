package io.soarbridge.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.ManagementSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.observe.Meters;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers operators and monitoring, on a port, thread and event loop of its own, so that a busy front door does not make it look
 * dead. Reading only; asks for no credentials; shows no payload and no secret.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final int MOST_CONNECTIONS = 64;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ManagementSettings settings;
    private final Watched watched;
    private final Meters meters;
    private final Health health;
    private final Why why;
    private final String version;
    private final boolean local;
    private final Vertx vertx;
    private final AtomicInteger connections = new AtomicInteger();

    public ManagementServer(ManagementSettings settings, Watched watched, Meters meters, String version) {
        this.settings = settings;
        this.watched = watched;
        this.meters = meters;
        this.health = new Health(watched);
        this.why = new Why(watched);
        this.version = version;
        this.local = settings.host().equals("localhost")
                || settings.host().equals("::1")
                || settings.host().startsWith("127.");
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    }

    /** @return the port, the one chosen by the system when 0 was asked for */
    public int open() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(8 * 1024)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true);
        try {
            return vertx.createHttpServer(options)
                    .connectionHandler(connection -> {
                        connection.closeHandler(gone -> connections.decrementAndGet());
                        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                            connection.close();
                        }
                    })
                    .requestHandler(this::answer)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        } catch (CompletionException e) {
            throw new BridgeException(
                    "manage/cannot-listen",
                    "Listening on %s:%d for management failed: %s. The bridge does not start. Set soarbridge.management.host and soarbridge.management.port to a free address."
                            .formatted(
                                    settings.host(),
                                    settings.port(),
                                    e.getCause().getMessage()),
                    e.getCause());
        }
    }

    private void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Allow", "GET, HEAD");
            problem(request, 405, "Everything here is read by GET.");
        } else if (local && !LOCAL.contains(host(request))) {
            // a page in a browser can give its own name our address, and read what it likes under that name
            problem(request, 403, "Only requests to localhost are answered on a loopback address.");
        } else {
            work(request, () -> route(request.path()));
        }
    }

    private static String host(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null ? "" : host.replaceFirst(":[0-9]{1,5}$", "");
    }

    /** On a worker: the ledger is read from disk. */
    private void work(HttpServerRequest request, Callable<Page> page) {
        vertx.executeBlocking(page, false).onComplete(done -> {
            if (done.succeeded()) {
                send(request, done.result());
            } else {
                LOG.warn("Answering {} on the management port failed", request.path(), done.cause());
                problem(request, 500, "Reading the bridge's state failed. The bridge's log has the cause.");
            }
        });
    }

    private Page route(String path) {
        switch (path) {
            case "/health/live":
                return Page.json(200, Json.mapper().createObjectNode().put("status", "live"));
            case "/health", "/health/ready":
                Map<String, String> troubles = health.troubles();
                return Page.json(troubles.isEmpty() ? 200 : 503, health.json(troubles));
            case "/health/rest-call":
                return selfTest();
            case "/metrics":
                return new Page(200, meters.mediaType(), meters.scrape());
            case "/version":
                return Page.json(
                        200,
                        Json.mapper()
                                .createObjectNode()
                                .put("version", version)
                                .put("java", Runtime.version().toString()));
            case "/why":
                return all();
            default:
                return path.startsWith("/why/") ? one(path.substring("/why/".length())) : nothing();
        }
    }

    private Page selfTest() {
        return watched.selfTest()
                .get()
                .map(payload -> Page.json(
                        payload.get("success").asBoolean() ? 200 : 503,
                        Json.mapper()
                                .createObjectNode()
                                .put("status", payload.get("success").asBoolean() ? "works" : "fails")
                                .put("reason", payload.get("reason").textValue())))
                .orElseGet(() -> Page.problem(404, "No soarbridge.rest-call.selftest-url is set."));
    }

    private Page all() {
        return new Page(200, Page.JSON, Json.bytes(why.json()));
    }

    private Page one(String name) {
        Optional<Connection> found = watched.connections().all().stream()
                .filter(connection -> connection.settings().name().equals(name))
                .findFirst();
        return found.map(connection -> Page.json(200, why.json(connection)))
                .orElseGet(() -> Page.problem(404, "There is no connection of this name. GET /why lists all."));
    }

    private static Page nothing() {
        return Page.problem(
                404,
                "There is nothing here. There are /health/live, /health/ready, /health/rest-call, /metrics, /version, /why and /why/<connection>.");
    }

    private static void problem(HttpServerRequest request, int status, String detail) {
        send(request, Page.problem(status, detail));
    }

    private static void send(HttpServerRequest request, Page page) {
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(page.status())
                    .putHeader("Content-Type", page.type())
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(Buffer.buffer(page.body()));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** An answer. */
    private record Page(int status, String type, byte[] body) {
        static final String JSON = "application/json";

        static Page json(int status, ObjectNode json) {
            return new Page(status, JSON, Json.bytes(json));
        }

        static Page problem(int status, String detail) {
            ObjectNode json =
                    Json.mapper().createObjectNode().put("status", status).put("detail", detail);
            return new Page(status, "application/problem+json", Json.bytes(json));
        }
    }
}
