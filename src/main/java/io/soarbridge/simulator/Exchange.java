package io.soarbridge.simulator;

import io.soarbridge.simulator.Fault.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its first byte to its answer: reads it, lets a fault interfere, asks the system, records, answers. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Buffer NO_BODY = Buffer.buffer();

    private final Vertx vertx;
    private final SimulatedSystem system;
    private final Faults faults;
    private final RequestLog log;
    private final SimulatorClock clock;

    private final AtomicInteger atOnce = new AtomicInteger();

    private long dateSecond = Long.MIN_VALUE;
    private String date;

    Exchange(Vertx vertx, SimulatedSystem system, Faults faults, RequestLog log, SimulatorClock clock) {
        this.vertx = vertx;
        this.system = system;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    void receive(HttpServerRequest request) {
        Reply crowded = system.crowded(atOnce.incrementAndGet());
        request.response().endHandler(end -> atOnce.decrementAndGet());
        List<Upload> uploads = new ArrayList<>(0);
        boolean multipart = Call.isMultipart(request.getHeader("Content-Type"));
        if (multipart) {
            request.setExpectMultipart(true);
            request.uploadHandler(upload -> {
                Buffer content = Buffer.buffer();
                upload.handler(content::appendBuffer);
                upload.endHandler(end -> uploads.add(
                        new Upload(upload.name(), upload.filename(), upload.contentType(), content.getBytes())));
            });
            request.end()
                    .onSuccess(end -> dispatch(request, NO_BODY, uploads, crowded))
                    .onFailure(e -> unreadable(request, e));
        } else {
            request.body()
                    .onSuccess(body -> dispatch(request, body, uploads, crowded))
                    .onFailure(e -> unreadable(request, e));
        }
    }

    private void unreadable(HttpServerRequest request, Throwable reason) {
        LOG.debug("Reading {} {}: {}", request.method(), request.path(), reason.toString());
        if (!request.response().ended() && !request.response().closed()) {
            send(request.response(), system.failure(Kind.STATUS, 400));
        }
    }

    private void dispatch(HttpServerRequest request, Buffer body, List<Upload> uploads, Reply crowded) {
        String path = request.path() == null ? "" : request.path();
        Call call = new Call(
                request.method().name(),
                path,
                request.query() == null ? MultiMap.caseInsensitiveMultiMap() : request.params(),
                request.headers(),
                body.getBytes(),
                request.formAttributes(),
                List.copyOf(uploads));
        Fault fault = crowded == null ? faults.take(call.method(), path) : null;
        try {
            if (fault == null) {
                Reply reply = crowded == null ? system.answer(call) : crowded;
                record(request, call, reply.status());
                send(request.response(), reply);
            } else {
                misbehave(fault, request, call);
            }
        } catch (RuntimeException e) {
            LOG.error("Answering {} {}: defect in the simulator.", call.method(), path, e);
            record(request, call, 500);
            send(request.response(), system.failure(Kind.STATUS, 500));
        }
    }

    private void misbehave(Fault fault, HttpServerRequest request, Call call) {
        switch (fault.kind()) {
            case RESET_BEFORE -> cut(request, call);
            case RESET_AFTER -> {
                system.answer(call);
                cut(request, call);
            }
            case CUT_BODY, SLOW_HEADERS, SLOW_BODY -> disturb(fault, request, call, system.answer(call));
            default -> {
                if (fault.applied()) {
                    system.answer(call);
                }
                Reply reply = replyTo(fault);
                record(request, call, reply.status());
                send(request.response(), reply);
            }
        }
    }

    private void cut(HttpServerRequest request, Call call) {
        record(request, call, 0);
        request.connection().close();
    }

    private void disturb(Fault fault, HttpServerRequest request, Call call, Reply reply) {
        record(request, call, reply.status());
        HttpServerResponse response = request.response();
        long delay = Math.max(1, fault.delay().toMillis());
        if (fault.kind() == Kind.SLOW_HEADERS) {
            vertx.setTimer(delay, id -> send(response, reply));
            return;
        }
        head(response, reply);
        int half = reply.body().length / 2;
        Buffer body = SimulatorServer.buffer(reply.body());
        response.putHeader("Content-Length", Integer.toString(body.length()));
        response.write(body.slice(0, half)).onSuccess(written -> {
            if (fault.kind() == Kind.CUT_BODY) {
                request.connection().close();
            } else {
                vertx.setTimer(delay, id -> finish(response, body.slice(half, body.length())));
            }
        });
    }

    private static void finish(HttpServerResponse response, Buffer rest) {
        if (!response.closed()) {
            response.end(rest);
        }
    }

    private Reply replyTo(Fault fault) {
        Reply reply = fault.kind() == Kind.EMPTY ? Reply.empty(200) : system.failure(fault.kind(), fault.status());
        if (fault.body() != null) {
            reply = Reply.bytes(
                    reply.status(), fault.contentType(), fault.body().getBytes(StandardCharsets.UTF_8));
        }
        if (fault.retryAfter() != null) {
            reply = reply.with("Retry-After", fault.retryAfter());
        }
        if (fault.retryAfterDate() != null) {
            reply = reply.with("Retry-After", HTTP_DATE.format(clock.instant().plus(fault.retryAfterDate())));
        }
        return reply;
    }

    private void send(HttpServerResponse response, Reply reply) {
        if (!response.closed()) {
            head(response, reply);
            response.end(SimulatorServer.buffer(reply.body()));
        }
    }

    private void head(HttpServerResponse response, Reply reply) {
        response.setStatusCode(reply.status());
        response.putHeader("Date", date());
        if (reply.contentType() != null) {
            response.putHeader("Content-Type", reply.contentType());
        }
        for (Map.Entry<String, String> header : reply.headers()) {
            response.headers().add(header.getKey(), header.getValue());
        }
    }

    private String date() {
        Instant now = clock.instant();
        if (now.getEpochSecond() != dateSecond) {
            dateSecond = now.getEpochSecond();
            date = HTTP_DATE.format(now);
        }
        return date;
    }

    private void record(HttpServerRequest request, Call call, int status) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : call.headers()) {
            headers.put(header.getKey(), header.getValue());
        }
        int length = Math.min(call.body().length, RequestLog.MAX_BODY_CHARS);
        String body = new String(call.body(), 0, length, StandardCharsets.UTF_8);
        log.add(new RecordedRequest(clock.instant(), call.method(), request.uri(), headers, body, status));
    }
}
