package io.soarbridge.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.HttpSettings;
import io.soarbridge.observe.Instruments;
import io.soarbridge.observe.SourceMeter;
import io.soarbridge.support.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ingest/<source>}. Authenticates before it reads, bounds what it reads and how much of it at a time, and answers from
 * the ledger's own thread, so that no worker waits for the disk.
 */
public final class IngestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);
    private static final int ON_EVENT_LOOP = 64 * 1024;
    /** Of all bodies that are being received, so that many large ones cannot fill the heap. */
    private static final long MOST_BODY_BYTES = 64L * 1024 * 1024;

    private static final long LINGER_MILLIS = 2000;

    private volatile Doors doors;
    private final SourceMeter strangers;
    private final HttpSettings http;
    private final AtomicLong bodyBytes = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean closing;

    public IngestHandler(HttpSettings http, Instruments instruments, Doors doors) {
        this.http = http;
        this.strangers = instruments.meters().source(SourceMeter.NO_SOURCE);
        this.doors = doors;
    }

    /** In one step; requests that are being taken in end with the doors they began with. */
    public void replace(Doors next) {
        doors = next;
    }

    /** Tells whether there is a source of this name, spelt so. */
    boolean knows(String source) {
        return doors.get(source) != null;
    }

    /** @param handover to the event loop that this is called by */
    void handle(HttpServerRequest request, String source, Arrivals.Arrival arrival, Handover handover) {
        Intake intake = new Intake(request, arrival);
        SourceMeter known = doors.meter(source);
        SourceMeter meter = known == null ? strangers : known;
        long begun = System.nanoTime();
        request.response().endHandler(ended -> {
            measure(request.response(), meter, begun);
            end(intake);
        });
        try {
            Door door = door(request, source);
            begin(intake);
            read(intake, door, handover);
        } catch (Problem e) {
            refuse(intake, e);
        } catch (RuntimeException e) {
            refuse(intake, unexpected(e));
        }
    }

    /** An answer that was never written has the status 0. */
    private static void measure(HttpServerResponse response, SourceMeter meter, long begun) {
        meter.answered(response.headWritten() ? response.getStatusCode() : 0, System.nanoTime() - begun);
    }

    /** Counts the request in before it looks whether there is room, so that {@link #drain} misses none. */
    private void begin(Intake intake) {
        int now = inFlight.incrementAndGet();
        intake.begin();
        if (closing) {
            end(intake);
            throw Problem.of(503, "stopping", "The bridge is stopping. Send it again.")
                    .header("Retry-After", "5");
        }
        if (now > http.maxInFlight()) {
            end(intake);
            throw Problem.of(
                            503,
                            "busy",
                            "More than %d requests are being taken in. Send it again.".formatted(http.maxInFlight()))
                    .header("Retry-After", "1");
        }
    }

    private void end(Intake intake) {
        if (intake.end()) {
            intake.arrival().answered();
            bodyBytes.addAndGet(-intake.length());
            if (inFlight.decrementAndGet() == 0 && closing) {
                drained.complete(null);
            }
        }
    }

    private Door door(HttpServerRequest request, String source) {
        if (request.method() != HttpMethod.POST) {
            throw Problem.of(405, "method", "Events are sent by POST.").header("Allow", "POST");
        }
        Door door = doors.get(source);
        if (door == null) {
            throw Problem.of(
                    404, "unknown-source", "There is no source of this name. Configure soarbridge.source.<name>.*");
        }
        door.checkHeaders(request.headers());
        checkLength(request.getHeader("Content-Length"));
        return door;
    }

    /** What is no length at all, the HTTP decoder refuses. */
    private void checkLength(String header) {
        if (header != null && header.length() <= 18 && Long.parseLong(header) > http.maxBody()) {
            throw tooLarge();
        }
    }

    private Problem tooLarge() {
        return Problem.of(
                413, "body", "The body is larger than the %d bytes that are taken.".formatted(http.maxBody()));
    }

    private void read(Intake intake, Door door, Handover handover) {
        HttpServerRequest request = intake.request();
        intake.arrival()
                .awaitBody(() -> refuse(
                        intake,
                        Problem.of(
                                408,
                                "slow",
                                "The request did not arrive within %d s."
                                        .formatted(http.requestTimeout().toSeconds()))));
        request.handler(chunk -> {
            intake.append(chunk);
            long held = bodyBytes.addAndGet(chunk.length());
            if (intake.length() > http.maxBody()) {
                refuse(intake, tooLarge());
            } else if (held > MOST_BODY_BYTES) {
                refuse(
                        intake,
                        Problem.of(503, "busy", "Too much is being taken in at once. Send it again.")
                                .header("Retry-After", "1"));
            }
        });
        request.exceptionHandler(broken -> LOG.trace("A sender hung up", broken));
        request.endHandler(all -> {
            intake.arrival().awaitStore(() -> refuse(intake, storedTooLate()));
            take(intake, door, handover);
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private Problem storedTooLate() {
        return Problem.of(
                        503,
                        "stored-too-late",
                        "The event was not on disk within %d s, so it is not accepted. Send it again; it is known then if it got there after all."
                                .formatted(http.requestTimeout().toSeconds()))
                .header("Retry-After", "10");
    }

    private void take(Intake intake, Door door, Handover handover) {
        byte[] body = intake.body();
        if (body.length <= ON_EVENT_LOOP) {
            accept(intake, door, body, handover);
        } else {
            Context here = Vertx.currentContext();
            here.executeBlocking(
                    () -> {
                        accept(intake, door, body, handover);
                        return null;
                    },
                    false);
        }
    }

    private static void accept(Intake intake, Door door, byte[] body, Handover handover) {
        HttpServerRequest request = intake.request();
        try {
            door.accept(request.headers(), body)
                    .whenComplete((answer, failure) -> handover.run(() -> {
                        if (failure == null) {
                            send(request.response().setStatusCode(202), "application/json", answer);
                        } else {
                            refuse(intake, problem(failure));
                        }
                    }));
        } catch (RuntimeException e) {
            handover.run(() -> refuse(intake, unexpected(e)));
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

    private static void refuse(Intake intake, Problem problem) {
        HttpServerRequest request = intake.request();
        HttpServerResponse response = request.response();
        intake.arrival().complete();
        if (response.headWritten() || response.closed()) {
            return;
        }
        LOG.debug("Refused a request to {}: {} {}", request.path(), problem.status(), problem.getMessage());
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status());
        if (request.isEnded()) {
            send(response, "application/problem+json", problem.json());
        } else {
            refuseEarly(request, Buffer.buffer(Json.bytes(problem.json())));
        }
    }

    /**
     * Answers while the sender may still be sending. What comes is thrown away for a while before the connection closes: closing
     * on unread bytes makes TCP reset it, and the sender would see a broken connection in place of the answer.
     */
    private static void refuseEarly(HttpServerRequest request, Buffer answer) {
        Vertx vertx = Vertx.currentContext().owner();
        HttpServerResponse response = request.response();
        request.handler(ignored -> {});
        long linger = vertx.setTimer(LINGER_MILLIS, over -> request.connection().close());
        request.exceptionHandler(broken -> vertx.cancelTimer(linger));
        request.endHandler(end -> {
            vertx.cancelTimer(linger);
            response.end().onComplete(sent -> request.connection().close());
        });
        response.putHeader("Connection", "close")
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Length", Integer.toString(answer.length()))
                .write(answer);
    }

    private static void send(HttpServerResponse response, String type, ObjectNode json) {
        if (!response.ended() && !response.closed()) {
            response.putHeader("Content-Type", type).end(Buffer.buffer(Json.bytes(json)));
        }
    }

    /** Whether new requests are refused because the bridge stops. */
    public boolean closing() {
        return closing;
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
