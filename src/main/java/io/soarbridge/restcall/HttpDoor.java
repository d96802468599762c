package io.soarbridge.restcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.Secret;
import io.soarbridge.support.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * {@code POST /api/rest-call}: inputs as a JSON object in, the function payload out, with status 200 whenever the function was run.
 * A call that takes longer than a while is answered with blanks until its result is there, so that nobody in between gives up.
 * Beside it: what runs, an end to it, and the OpenAPI document. Thread-safe.
 */
public final class HttpDoor implements RestFunction, AutoCloseable {
    private static final String PATH = "/api/rest-call";
    private static final String JSON = "application/json";
    private static final long SIGN_OF_LIFE_MILLIS = 10_000;

    private final Vertx vertx;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpDoor::thread);
    private volatile Open open;

    /**
     * @param token null when the door is closed
     * @param most calls at a time
     */
    private record Open(RestCalls calls, Secret token, int most) {}

    /** @param maxBody bytes of inputs that are taken */
    public HttpDoor(Vertx vertx, Router router, long maxBody) {
        this.vertx = vertx;
        router.get(PATH + "/openapi.json").handler(this::describe);
        router.route(PATH + "*").handler(this::authenticate);
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(maxBody))
                .handler(this::call);
        router.get(PATH).handler(this::list);
        router.delete(PATH + "/:id").handler(this::stop);
        router.route(PATH)
                .handler(context -> refuse(context, 405, "method", "Calls are made by POST; GET lists what runs."));
        router.route(PATH + "*").failureHandler(HttpDoor::failed);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rest-call");
        thread.setDaemon(true);
        return thread;
    }

    /** From now on requests go there. */
    public void open(RestCalls calls, Secret token, int most) {
        threads.setMaximumPoolSize(most);
        open = new Open(calls, token, most);
    }

    /** For doors that need no token: calls by what is in force now. */
    @Override
    public ObjectNode call(ObjectNode inputs, Consumer<String> progress) {
        return open.calls().call(inputs, progress);
    }

    public Optional<ObjectNode> selfTest() {
        return open.calls().selfTest();
    }

    private void describe(RoutingContext context) {
        if (isClosed()) {
            context.next();
            return;
        }
        send(context.response(), 200, JSON, OpenApi.document());
    }

    private boolean isClosed() {
        Open now = open;
        return now == null || now.token() == null;
    }

    private void authenticate(RoutingContext context) {
        Open now = open;
        if (now == null || now.token() == null) {
            refuse(
                    context,
                    404,
                    "no-such-path",
                    "REST calls are not taken here. Set soarbridge.rest-call.token to open the door.");
            return;
        }
        String expected = now.token().reveal();
        String sent = context.request().getHeader("Authorization");
        boolean good = !expected.isBlank()
                && sent != null
                && sent.regionMatches(true, 0, "Bearer ", 0, 7)
                && MessageDigest.isEqual(utf8(expected), utf8(sent.substring(7).strip()));
        if (!good) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(
                    context,
                    401,
                    "unauthorized",
                    "The header Authorization has to be \"Bearer\" with the token of soarbridge.rest-call.token.");
            return;
        }
        context.next();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void call(RoutingContext context) {
        ObjectNode inputs = inputs(context);
        if (inputs == null) {
            return;
        }
        Running running = new Running(context);
        RestCalls calls = open.calls();
        try {
            threads.execute(() -> {
                ObjectNode payload = calls.call(inputs, progress -> {}, running::begun);
                running.done(payload);
            });
        } catch (RejectedExecutionException e) {
            running.end();
            context.response().putHeader("Retry-After", "1");
            refuse(
                    context,
                    503,
                    "busy",
                    "As many calls are under way as are allowed (soarbridge.rest-call.max-concurrency). Send it again.");
        }
    }

    /** Null when they are none; the answer is sent then. */
    private static ObjectNode inputs(RoutingContext context) {
        try {
            Buffer body = context.body().buffer();
            JsonNode json = body == null ? null : Json.read(body.getBytes());
            if (json instanceof ObjectNode inputs) {
                return inputs;
            }
            refuse(
                    context,
                    400,
                    "no-object",
                    "The body has to be one JSON object with the inputs, such as {\"rest_api_method\": \"GET\", \"rest_api_url\": \"https://host.example/\"}.");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            refuse(context, 400, "no-json", "The body is no JSON%s.".formatted(where));
        }
        return null;
    }

    /** One request that waits for its result. Its timer and its end are of the event loop. */
    private final class Running {
        private final HttpServerResponse response;
        private final AtomicReference<RunningCall> call = new AtomicReference<>();
        private final io.vertx.core.Context loop = vertx.getOrCreateContext();
        private final long timer;
        private boolean gone;

        private Running(RoutingContext context) {
            this.response = context.response();
            this.timer = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, tick -> live());
            response.closeHandler(closed -> hungUp());
        }

        private void live() {
            if (!response.ended() && !gone) {
                if (!response.headWritten()) {
                    response.setStatusCode(200).putHeader("Content-Type", JSON).setChunked(true);
                }
                response.write(" ");
            }
        }

        private void hungUp() {
            gone = true;
            end();
            RunningCall under = call.get();
            if (under != null && !response.ended()) {
                under.stop("The caller hung up");
            }
        }

        private void begun(RunningCall under) {
            call.set(under);
        }

        private void done(ObjectNode payload) {
            byte[] bytes = Json.bytes(payload);
            loop.runOnContext(now -> {
                end();
                if (gone || response.ended()) {
                    return;
                }
                if (response.headWritten()) {
                    response.end(Buffer.buffer(bytes));
                } else {
                    send(response, 200, JSON, bytes);
                }
            });
        }

        private void end() {
            vertx.cancelTimer(timer);
        }
    }

    private void list(RoutingContext context) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (RunningCall running : open.calls().running()) {
            ObjectNode one = all.addObject();
            one.put("id", running.id());
            one.put("since", running.since().toString());
            one.put("to", running.to());
            one.put("doing", running.doing());
            one.put("tries", running.tries());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("running", all);
        send(context.response(), 200, JSON, Json.bytes(answer));
    }

    private void stop(RoutingContext context) {
        Optional<RunningCall> running = open.calls().running(context.pathParam("id"));
        if (running.isEmpty()) {
            refuse(context, 404, "no-such-call", "No call of this number is under way.");
            return;
        }
        running.get().stop("The call was stopped on request");
        context.response().setStatusCode(204).end();
    }

    private static void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        refuse(
                context,
                status,
                status == 413 ? "body" : "failed",
                status == 413
                        ? "The inputs are larger than is taken (soarbridge.http.max-body). Files are sent by attachment_id."
                        : "The request could not be taken.");
    }

    private static void refuse(RoutingContext context, int status, String type, String detail) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "urn:soarbridge:problem:" + type);
        problem.put("status", status);
        problem.put("detail", detail);
        send(context.response(), status, "application/problem+json", Json.bytes(problem));
    }

    private static void send(HttpServerResponse response, int status, String type, byte[] body) {
        response.setStatusCode(status).putHeader("Content-Type", type).end(Buffer.buffer(body));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
