package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.support.Json;
import java.util.Collection;
import java.util.regex.Pattern;

/** From a request to its handler: prefix, authentication, unknown paths, body. */
final class QradarApi {
    private static final String PREFIX = "/rest";
    private static final String SESSION = "/session";

    /** POSTs that are questions. */
    private static final Pattern QUESTION = Pattern.compile(".*/query(_paged|_paged_all)?|/search_ex");

    private final QradarAuth auth;
    private final RouteTable routes;
    private final Collection<Org> orgs;

    QradarApi(QradarAuth auth, RouteTable routes, Collection<Org> orgs) {
        this.auth = auth;
        this.routes = routes;
        this.orgs = orgs;
    }

    Reply answer(Call call) {
        if (!call.path().startsWith(PREFIX + "/")) {
            return Reply.html(200, QradarStatus.PAGE); // the web application
        }
        try {
            return below(call, call.path().substring(PREFIX.length()).replaceFirst("(?<=.)/$", ""));
        } catch (QradarFailure failure) {
            return failure.reply();
        }
    }

    private Reply below(Call call, String path) {
        if (path.equals(SESSION) && call.method().equals("POST")) {
            return auth.login(call, json(call), orgs);
        }
        Reply refusal = auth.refusal(call);
        if (refusal != null) {
            return refusal;
        }
        if (path.equals(SESSION)) {
            return call.method().equals("DELETE") ? auth.logout(call) : auth.session(call, orgs);
        }
        RouteTable.Match match = routes.find(call.method(), path);
        if (match == null) {
            return unknown(call.method(), path);
        }
        if (auth.isReadOnly(call) && !isRead(call.method(), path)) {
            return QradarStatus.error(403, "Forbidden");
        }
        JsonNode body = call.isMultipart() ? NullNode.instance : json(call);
        return match.handler().answer(new RouteTable.Request(call, match.ids(), body));
    }

    private static boolean isRead(String method, String path) {
        return method.equals("GET")
                || method.equals("POST") && QUESTION.matcher(path).matches();
    }

    /** A GET where there is none is an error of the server. */
    private Reply unknown(String method, String path) {
        boolean known = routes.isKnown(path) || path.endsWith("/playbooks") || path.endsWith("/actions");
        if (!known) {
            return QradarStatus.error(404, "Not Found");
        }
        return method.equals("GET")
                ? QradarStatus.error(500, "Internal Server Error")
                : QradarStatus.error(405, "Method Not Allowed");
    }

    private static JsonNode json(Call call) {
        if (call.body().length == 0) {
            return NullNode.instance;
        }
        try {
            return Json.read(call.body());
        } catch (JsonProcessingException e) {
            throw QradarStatus.badRequest();
        }
    }
}
