package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Match;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.Switches;
import io.soarbridge.simulator.splunk.SplunkAuth.Way;
import io.soarbridge.support.Json;

/** From a request to its handler: size, sign-in, rights, path, body. */
final class SplunkApi {
    private static final String ROOT = "/rest";
    private static final String PROXY = "/broker/api_proxy";

    private final Switches switches;
    private final SplunkAuth auth;
    private final RouteTable routes;

    SplunkApi(Switches switches, SplunkAuth auth, RouteTable routes) {
        this.switches = switches;
        this.auth = auth;
        this.routes = routes;
    }

    Reply answer(Call call) {
        if (call.body().length > switches.number("max-body")) {
            return Answers.page(413, "Request Entity Too Large");
        }
        if (!call.path().startsWith(ROOT + "/") && !call.path().equals(ROOT)) {
            return website(call);
        }
        try {
            return rest(call, path(call));
        } catch (SplunkFailure failure) {
            return Answers.failure(failure, switches);
        }
    }

    /** Clients that join a root and a path with a slash each are let through, as is a slash at the end. */
    private static String path(Call call) {
        String path = call.path().substring(ROOT.length()).replaceAll("/{2,}", "/");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Reply website(Call call) {
        String path = call.path().replaceAll("/{2,}", "/");
        if (path.startsWith(ROOT + "/")) {
            return answer(new Call(
                    call.method(), path, call.query(), call.headers(), call.body(), call.form(), call.uploads()));
        }
        return call.method().equals("POST") && path.startsWith("/login") ? auth.login(call) : auth.loginPage(call);
    }

    private Reply rest(Call call, String path) {
        boolean broker = path.startsWith("/broker");
        Way way = broker ? auth.broker(call) : auth.signIn(call);
        boolean unsafe = !call.method().equals("GET") && !call.method().equals("HEAD");
        if (unsafe && !broker && SplunkAuth.isSession(call)) {
            Reply forgery = auth.forgery(call);
            if (forgery != null) {
                return forgery;
            }
        }
        String inner = path.startsWith(PROXY + ROOT)
                ? path.substring(PROXY.length() + ROOT.length())
                : path.startsWith(PROXY) ? path.substring(PROXY.length()) : path;
        return routed(call, inner, way, unsafe);
    }

    private Reply routed(Call call, String path, Way way, boolean unsafe) {
        Match match = routes.find(call.method(), path);
        if (match == null) {
            throw routes.isKnown(path)
                    ? SplunkFailure.of(405, "Method not allowed")
                    : SplunkFailure.of(404, "Requested item not found");
        }
        boolean refuses = switches.choice("token-delete", "refuse", "allow").equals("refuse");
        if (call.method().equals("DELETE") && way == Way.TOKEN && refuses && !path.startsWith("/decided_list/")) {
            throw SplunkFailure.of(403, "Automation users cannot delete");
        }
        if (unsafe && switches.choice("rights", "all", "view").equals("view")) {
            throw SplunkFailure.of(403, "You do not have permission to do this");
        }
        return match.handler().answer(new Request(call, match.ids(), json(call)));
    }

    /** Whatever Content-Type says: command lines send JSON as a form. */
    private JsonNode json(Call call) {
        if (call.body().length == 0) {
            return Answers.object();
        }
        try {
            JsonNode json = Json.read(call.body());
            if (switches.on("refuse-nul") && hasNul(json)) {
                throw SplunkFailure.of(500, "A string literal cannot contain NUL (0x00) characters.");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw SplunkFailure.badRequest("Request body is not valid JSON");
        }
    }

    private static boolean hasNul(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue().indexOf('\0') >= 0;
        }
        for (JsonNode child : json) {
            if (hasNul(child)) {
                return true;
            }
        }
        return false;
    }
}
