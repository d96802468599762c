package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable.Match;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.xsoar.XsoarPrefix.Kind;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** From a request to its handler: prefix, tenant, authentication, permission, unknown paths, body; and the form of errors. */
final class XsoarApi {
    /** What version 8 refuses under the public prefix with 405. */
    private static final Set<String> NOT_PUBLIC = Set.of("GET/incidenttype", "GET/content/bundle");

    private static final String LOAD = "/incident/load/";

    private final XsoarServer server;
    private final XsoarQuirks quirks;
    private final XsoarSessions sessions;
    private final XsoarTenants tenants;

    XsoarApi(XsoarServer server, XsoarSessions sessions, XsoarTenants tenants) {
        this.server = server;
        this.quirks = server.quirks();
        this.sessions = sessions;
        this.tenants = tenants;
    }

    Reply answer(Call call) {
        Reply reply = XsoarErrors.inForm(quirks.errors, routed(call));
        return reply.body().length > quirks.largestAnswer ? XsoarErrors.tooLarge() : reply;
    }

    private Reply routed(Call call) {
        XsoarPrefix prefix = XsoarPrefix.of(call.path());
        try {
            return server.isVersion8() ? version8(call, prefix) : version6(call, prefix);
        } catch (XsoarFailure failure) {
            return failure.reply();
        }
    }

    private Reply version8(Call call, XsoarPrefix prefix) {
        boolean load = call.method().equals("GET") && prefix.path().startsWith(LOAD);
        if (prefix.kind() == Kind.NONE && !load) {
            return XsoarErrors.gateway(500, "An error occurred while processing the request");
        }
        Reply refusal = server.auth().refusal(call);
        if (refusal != null) {
            return refusal;
        }
        if (prefix.kind() == Kind.PUBLIC && NOT_PUBLIC.contains(call.method() + prefix.path())) {
            return XsoarErrors.gateway(405, "Method not allowed");
        }
        if (prefix.kind() == Kind.PUBLIC && isWebOnly(call.method() + " " + prefix.path())) {
            return redirect();
        }
        XsoarTenant tenant = tenants.get(prefix.tenant());
        Match match = tenant == null ? null : tenant.find(call.method(), prefix.path());
        if (match == null) {
            return tenant != null && tenant.isKnown(prefix.path()) ? wrongMethod() : unknown(prefix.kind());
        }
        return permitted(call, prefix, match);
    }

    private boolean isWebOnly(String request) {
        return quirks.webOnly != null && quirks.webOnly.matcher(request).find();
    }

    private Reply wrongMethod() {
        return quirks.wrongMethod == 303 ? redirect() : XsoarErrors.gateway(quirks.wrongMethod, "Method not allowed");
    }

    private Reply unknown(Kind kind) {
        String wanted = kind == Kind.WEB ? quirks.unknownWebPath : "303";
        return switch (wanted) {
            case "404" -> XsoarErrors.status(404, "page not found");
            case "page" -> Reply.html(200, XsoarErrors.PAGE);
            default -> redirect();
        };
    }

    private static Reply redirect() {
        return Reply.empty(303).with("Location", "/");
    }

    private Reply version6(Call call, XsoarPrefix prefix) {
        String path = prefix.path();
        boolean foreign = prefix.kind() != Kind.NONE && !server.options().allPrefixes;
        if (path.equals("/")) {
            return sessions.page();
        }
        if (call.method().equals("POST") && path.equals("/login")) {
            return sessions.login(call, json(call));
        }
        XsoarTenant tenant = tenants.get(prefix.tenant());
        boolean elsewhere = foreign || prefix.kind() == Kind.PLATFORM || tenant == null;
        Match match = elsewhere ? null : tenant.find(call.method(), path);
        if (match == null) {
            return Reply.html(200, XsoarErrors.PAGE);
        }
        Reply refusal = path.equals("/health") ? null : server.auth().refusal(call);
        return refusal == null ? permitted(call, prefix, match) : refusal;
    }

    private Reply permitted(Call call, XsoarPrefix prefix, Match match) {
        if (quirks.unlicensed != null
                && quirks.unlicensed.matcher(prefix.path()).find()) {
            return server.isVersion8()
                    ? XsoarErrors.gateway(402, "A license is required for this feature")
                    : XsoarErrors.status(402, "A license is required for this feature");
        }
        if (server.auth().isReadOnly(call) && !XsoarPermissions.isRead(call.method(), prefix.path())) {
            return server.isVersion8()
                    ? XsoarErrors.gateway(403, "Forbidden. The role of this key lacks the permission")
                    : XsoarErrors.status(403, "the role of this key lacks the permission");
        }
        return handle(call, match);
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
