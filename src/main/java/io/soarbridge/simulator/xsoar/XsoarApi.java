package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Match;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.xsoar.XsoarPrefix.Kind;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** From a request to its handler: prefix, authentication, unknown paths, body. */
final class XsoarApi {
    /** What version 8 refuses under the public prefix with 405. */
    private static final Set<String> NOT_PUBLIC = Set.of("GET/incidenttype", "GET/content/bundle");

    private static final String LOAD = "/incident/load/";

    private final CortexXsoarOptions options;
    private final XsoarAuth auth;
    private final RouteTable routes;

    XsoarApi(CortexXsoarOptions options, XsoarAuth auth, RouteTable routes) {
        this.options = options;
        this.auth = auth;
        this.routes = routes;
    }

    Reply answer(Call call) {
        XsoarPrefix prefix = XsoarPrefix.of(call.path(), !options.isVersion8());
        try {
            return options.isVersion8() ? version8(call, prefix) : version6(call, prefix);
        } catch (XsoarFailure failure) {
            return failure.reply();
        }
    }

    private Reply version8(Call call, XsoarPrefix prefix) {
        boolean load = call.method().equals("GET") && prefix.path().startsWith(LOAD);
        if (prefix.kind() == Kind.NONE && !load) {
            return XsoarErrors.gateway(500, "An error occurred while processing the request");
        }
        Reply refusal = auth.refusal(call);
        if (refusal != null) {
            return refusal;
        }
        if (prefix.kind() == Kind.PUBLIC && NOT_PUBLIC.contains(call.method() + prefix.path())) {
            return XsoarErrors.gateway(405, "Method not allowed");
        }
        Match match = routes.find(call.method(), prefix.path());
        if (match == null) {
            return routes.isKnown(prefix.path())
                    ? XsoarErrors.gateway(405, "Method not allowed")
                    : Reply.empty(303).with("Location", "/");
        }
        return handle(call, match);
    }

    private Reply version6(Call call, XsoarPrefix prefix) {
        String path = prefix.path();
        boolean foreign = prefix.kind() != Kind.NONE && !options.allPrefixes;
        if (path.equals("/")) {
            return auth.page();
        }
        if (call.method().equals("POST") && path.equals("/login")) {
            return auth.login(call, json(call));
        }
        Match match = foreign || prefix.kind() == Kind.PLATFORM ? null : routes.find(call.method(), path);
        if (match == null) {
            return Reply.html(200, XsoarErrors.PAGE);
        }
        Reply refusal = path.equals("/health") ? null : auth.refusal(call);
        return refusal == null ? handle(call, match) : refusal;
    }

    private static Reply handle(Call call, Match match) {
        boolean nothing = call.body().length == 0 && call.header("Content-Type") == null;
        if (call.method().equals("POST") && nothing && !match.bodyless()) {
            return XsoarErrors.status(415, "Unsupported Media Type");
        }
        JsonNode json = call.isMultipart() ? Json.mapper().createObjectNode() : json(call);
        return match.handler().answer(new Request(call, match.ids(), json));
    }

    private static JsonNode json(Call call) {
        if (call.body().length == 0) {
            return Json.mapper().createObjectNode();
        }
        try {
            return Json.read(call.body());
        } catch (JsonProcessingException e) {
            throw XsoarErrors.badRequest(reason(call, e));
        }
    }

    /** In the words of the product's JSON decoder, as far as the position is known. */
    private static String reason(Call call, JsonProcessingException e) {
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        String text = new String(call.body(), StandardCharsets.ISO_8859_1);
        int at = (int) Math.max(0, offset);
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= text.length()
                ? "unexpected EOF"
                : "invalid character '" + text.charAt(at) + "' looking for beginning of value";
    }
}
