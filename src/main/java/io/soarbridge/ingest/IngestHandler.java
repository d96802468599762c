package io.soarbridge.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.HttpSettings;
import io.soarbridge.support.Json;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ingest/<source>}. Authenticates before it reads, bounds what it reads and how much of it at a time, and answers from
 * the ledger's own thread, so that no worker waits for the disk.
 */
public final class IngestHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);
    private static final int ON_EVENT_LOOP = 64 * 1024;
    /** Of all bodies that are being received, so that many large ones cannot fill the heap. */
    private static final long MOST_BODY_BYTES = 64L * 1024 * 1024;

    private static final long LINGER_MILLIS = 2000;

    private volatile Doors doors;
    private final HttpSettings http;
    private final AtomicLong bodyBytes = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean closing;

    public IngestHandler(HttpSettings http, Doors doors) {
        this.http = http;
        this.doors = doors;
    }

    /** In one step; requests that are being taken in end with the doors they began with. */
    public void replace(Doors next) {
        doors = next;
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            Door door = door(context);
            begin(context);
            read(context, door);
        } catch (Problem e) {
            refuse(context, e);
        } catch (RuntimeException e) {
            refuse(context, unexpected(e));
        }
    }

    /** Counts the request in before it looks whether there is room, so that {@link #drain} misses none. */
    private void begin(RoutingContext context) {
        int now = inFlight.incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean(true);
        Runnable end = () -> {
            if (counted.compareAndSet(true, false)) {
                requestEnded();
            }
        };
        context.addEndHandler(ended -> end.run());
        if (closing) {
            end.run();
            throw Problem.of(503, "stopping", "The bridge is stopping. Send it again.")
                    .header("Retry-After", "5");
        }
        if (now > http.maxInFlight()) {
            end.run();
            throw Problem.of(
                            503,
                            "busy",
                            "More than %d requests are being taken in. Send it again.".formatted(http.maxInFlight()))
                    .header("Retry-After", "1");
        }
    }

    private Door door(RoutingContext context) {
        if (context.request().method() != HttpMethod.POST) {
            throw Problem.of(405, "method", "Events are sent by POST.").header("Allow", "POST");
        }
        String name = context.pathParam("source");
        Door door = doors.get(name);
        if (door == null) {
            throw Problem.of(
                    404, "unknown-source", "There is no source of this name. Configure soarbridge.source.<name>.*");
        }
        door.checkHeaders(context.request().headers());
        checkLength(context.request().getHeader("Content-Length"));
        return door;
    }

    private void checkLength(String header) {
        if (header != null && header.matches("[0-9]{1,18}") && Long.parseLong(header) > http.maxBody()) {
            throw tooLarge();
        }
    }

    private Problem tooLarge() {
        return Problem.of(
                413, "body", "The body is larger than the %d bytes that are taken.".formatted(http.maxBody()));
    }

    private void read(RoutingContext context, Door door) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        long timer = context.vertx().setTimer(http.requestTimeout().toMillis(), late -> {
            refuse(
                    context,
                    Problem.of(
                            408,
                            "slow",
                            "The body did not arrive within %d s."
                                    .formatted(http.requestTimeout().toSeconds())));
        });
        context.addEndHandler(ended -> bodyBytes.addAndGet(-body.length()));
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            long held = bodyBytes.addAndGet(chunk.length());
            if (body.length() > http.maxBody()) {
                context.vertx().cancelTimer(timer);
                refuse(context, tooLarge());
            } else if (held > MOST_BODY_BYTES) {
                context.vertx().cancelTimer(timer);
                refuse(
                        context,
                        Problem.of(503, "busy", "Too much is being taken in at once. Send it again.")
                                .header("Retry-After", "1"));
            }
        });
        request.exceptionHandler(broken -> context.vertx().cancelTimer(timer));
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            take(context, door, body.getBytes());
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private void take(RoutingContext context, Door door, byte[] body) {
        if (body.length <= ON_EVENT_LOOP) {
            accept(context, door, body);
        } else {
            context.vertx()
                    .executeBlocking(
                            () -> {
                                accept(context, door, body);
                                return null;
                            },
                            false);
        }
    }

    private static void accept(RoutingContext context, Door door, byte[] body) {
        HttpServerRequest request = context.request();
        try {
            door.accept(request.headers(), body)
                    .whenComplete((answer, failure) -> context.vertx().runOnContext(back -> {
                        if (failure == null) {
                            send(request.response().setStatusCode(202), "application/json", answer);
                        } else {
                            refuse(context, problem(failure));
                        }
                    }));
        } catch (RuntimeException e) {
            context.vertx().runOnContext(back -> refuse(context, unexpected(e)));
        }
    }

    private static Problem problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Problem problem ? problem : unexpected(cause);
    }

    private static Problem unexpected(Throwable failure) {
        LOG.error(
                "Taking a request in failed in a way that should not happen; the sender was told to send again",
                failure);
        return Problem.of(503, "internal", "Taking the request in failed, so it is not accepted. Send it again.")
                .header("Retry-After", "5");
    }

    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        LOG.debug("Refused a request to {}: {} {}", request.path(), problem.status(), problem.getMessage());
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status());
        if (request.isEnded()) {
            send(response, "application/problem+json", problem.json());
        } else {
            refuseEarly(context, Buffer.buffer(Json.bytes(problem.json())));
        }
    }

    /**
     * Answers while the sender may still be sending. What comes is thrown away for a while before the connection closes: closing
     * on unread bytes makes TCP reset it, and the sender would see a broken connection in place of the answer.
     */
    private static void refuseEarly(RoutingContext context, Buffer answer) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response();
        request.handler(ignored -> {});
        long linger = context.vertx()
                .setTimer(LINGER_MILLIS, over -> request.connection().close());
        request.exceptionHandler(broken -> context.vertx().cancelTimer(linger));
        request.endHandler(end -> {
            context.vertx().cancelTimer(linger);
            response.end().onComplete(sent -> request.connection().close());
        });
        response.putHeader("Connection", "close")
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Length", Integer.toString(answer.length()))
                .write(answer);
    }

    private static Future<Void> send(HttpServerResponse response, String type, ObjectNode json) {
        return response.ended() || response.closed()
                ? Future.succeededFuture()
                : response.putHeader("Content-Type", type).end(Buffer.buffer(Json.bytes(json)));
    }

    private void requestEnded() {
        if (inFlight.decrementAndGet() == 0 && closing) {
            drained.complete(null);
        }
    }

    /** Requests being taken in now. */
    int inFlight() {
        return inFlight.get();
    }

    /** Refuses new requests; completes when those being taken in have their answer. */
    public CompletableFuture<Void> drain() {
        closing = true;
        if (inFlight.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }
}
