package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Match;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.simulator.sumo.SumoAccess.Way;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.Set;

/** From a request to its handler. Clients send {@code {}} with a GET, JSON without saying so, and end some paths with a slash: all fine. */
final class SiemApi {
    private static final String CURRENT = "/api/sec/v1";
    private static final String LEGACY = "/api/v1";

    final RouteTable routes = new RouteTable();

    private final SumoAccess access;
    private final SumoAccess readers;
    private final SumoRate rate;
    private final String movedTo;
    private final boolean html;

    SiemApi(Switches set, SimulatorClock clock) {
        this.access = new SumoAccess(
                set.text("access-id"), set.text("access-key"), List.of(), List.of(), set.text("api-key"));
        this.readers = new SumoAccess(set.text("read-only-id"), set.text("read-only-key"), List.of(), List.of(), null);
        this.rate = new SumoRate(clock, set.number("rate-limit"));
        this.movedTo = set.text("moved-to");
        this.html = set.choice("gateway-form", "json", "html").equals("html");
    }

    Reply answer(Call call) {
        try {
            return movedTo.isEmpty() ? inside(call) : SumoPlatform.moved(movedTo, call);
        } catch (SumoFailure failure) {
            return failure.reply();
        }
    }

    Reply gateway(int status, String message) {
        return html
                ? Reply.html(status, "<html><body><h1>Error</h1><p>" + message + "</p></body></html>")
                : SumoPlatform.error(status, message);
    }

    private Reply inside(Call call) {
        boolean current = call.path().startsWith(CURRENT + "/");
        if (!current && !call.path().startsWith(LEGACY + "/")) {
            return gateway(404, "The requested resource was not found.");
        }
        if (current && rate.exceeded()) {
            return gateway(429, "The rate limit for this API was exceeded.");
        }
        Set<Way> ways = Set.of(current ? Way.BASIC : Way.API_KEY);
        if (!access.allows(call, ways)) {
            if (!readers.allows(call, ways)) {
                return gateway(401, "Unauthorized");
            }
            if (!call.method().equals("GET")) {
                return gateway(403, "The role may only read.");
            }
        }
        String path = call.path().substring((current ? CURRENT : LEGACY).length());
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Match match = routes.find(call.method(), plain);
        if (match == null) {
            return gateway(routes.isKnown(plain) ? 405 : 404, "There is no such path or method.");
        }
        return match.handler().answer(new Request(call, match.ids(), body(call)));
    }

    private JsonNode body(Call call) {
        if (call.isMultipart() || call.body().length == 0 || call.method().equals("GET")) {
            return Json.mapper().createObjectNode();
        }
        String type = call.header("Content-Type");
        if (type != null && !type.startsWith("application/json")) {
            throw new SumoFailure(gateway(415, "The content type is not supported."));
        }
        try {
            return Json.read(call.body());
        } catch (JsonProcessingException e) {
            throw SiemReplies.refuse(400, "The body is no JSON: " + e.getOriginalMessage());
        }
    }

    void clear() {
        rate.clear();
    }
}
