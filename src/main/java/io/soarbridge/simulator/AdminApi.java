package io.soarbridge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** {@code /_sim/} on the admin port: what arrived, what is stored, which faults are on. Without authentication, so keep it local. */
final class AdminApi {
    private static final int DEFAULT_LIMIT = 100;

    private final SimulatedSystem system;
    private final Faults faults;
    private final RequestLog log;
    private final SimulatorClock clock;

    AdminApi(SimulatedSystem system, Faults faults, RequestLog log, SimulatorClock clock) {
        this.system = system;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    void receive(HttpServerRequest request) {
        request.body()
                .compose(body -> answer(request, body))
                .recover(e -> Future.succeededFuture(error(400, e.getMessage())))
                .onSuccess(reply -> request.response()
                        .setStatusCode(reply.status())
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .end(SimulatorServer.buffer(reply.body())));
    }

    private Future<Reply> answer(HttpServerRequest request, Buffer body) {
        return switch (request.method().name() + " " + request.path()) {
            case "GET /_sim", "GET /_sim/" -> ok(AdminManual.json());
            case "GET /_sim/requests" -> ok(requests(request));
            case "GET /_sim/state" -> ok(system.state());
            case "GET /_sim/faults" -> ok(activeFaults());
            case "POST /_sim/faults" -> addFaults(body.getBytes());
            case "DELETE /_sim/faults" -> faults.disarm().map(done -> Reply.json(200, activeFaults()));
            case "POST /_sim/clock" -> setClock(body.getBytes());
            case "POST /_sim/reset" -> reset();
            default -> Future.succeededFuture(error(404, "unknown; GET /_sim/ lists what there is"));
        };
    }

    private static Future<Reply> ok(JsonNode body) {
        return Future.succeededFuture(Reply.json(200, body));
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Json.mapper().createObjectNode().put("error", message));
    }

    private Future<Reply> reset() {
        clock.offset(Duration.ZERO);
        system.reset();
        log.clear();
        return faults.disarm().map(done -> Reply.json(200, Json.mapper().createObjectNode()));
    }

    private Future<Reply> addFaults(byte[] body) {
        Future<Void> armed = Future.succeededFuture();
        JsonNode json = parse(body);
        for (JsonNode entry : json.isArray() ? json : List.of(json)) {
            Fault fault = FaultJson.read(entry);
            armed = armed.compose(done -> faults.arm(fault));
        }
        return armed.map(done -> Reply.json(201, activeFaults()));
    }

    private Future<Reply> setClock(byte[] body) {
        try {
            clock.offset(Duration.parse(parse(body).path("offset").asText()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "offset must be an ISO 8601 duration such as \"PT10M\" or \"-PT10M\"", e);
        }
        return ok(Json.mapper().createObjectNode().put("offset", clock.offset().toString()));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private ArrayNode activeFaults() {
        ArrayNode list = Json.mapper().createArrayNode();
        faults.active().forEach(fault -> list.add(FaultJson.write(fault)));
        return list;
    }

    private ObjectNode requests(HttpServerRequest request) {
        String limit = request.getParam("limit");
        int wanted = limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
        List<RecordedRequest> all = log.list();
        ObjectNode answer = Json.mapper().createObjectNode().put("total", log.total());
        ArrayNode list = answer.putArray("requests");
        for (RecordedRequest recorded : all.subList(Math.max(0, all.size() - wanted), all.size())) {
            ObjectNode row = list.addObject();
            row.put("at", recorded.at().toString());
            row.put("method", recorded.method());
            row.put("path", recorded.path());
            row.put("status", recorded.status());
            recorded.headers().forEach(row.putObject("headers")::put);
            row.put("body", recorded.body());
        }
        return answer;
    }
}
