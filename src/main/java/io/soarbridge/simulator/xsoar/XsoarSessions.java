package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import io.soarbridge.support.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Sessions of version 6: a token from the page, a login, a cookie. Not thread-safe: the simulator's lock guards it. */
final class XsoarSessions {
    private final CortexXsoarOptions options;
    private final XsoarQuirks quirks;
    private final Set<String> csrfTokens = new HashSet<>();
    private final Map<String, String> tokenBySession = new HashMap<>();

    XsoarSessions(CortexXsoarOptions options, XsoarQuirks quirks) {
        this.options = options;
        this.quirks = quirks;
    }

    /** {@code GET /}: the page, with the cookie that a login must repeat in a header. */
    Reply page() {
        Reply page = Reply.html(200, XsoarErrors.PAGE);
        if (!options.auth.contains(Auth.SESSION)) {
            return page;
        }
        String token = UUID.randomUUID().toString();
        csrfTokens.add(token);
        return page.with("Set-Cookie", "XSRF-TOKEN=" + token + "; Path=/");
    }

    /** {@code POST /login} with {@code {user,password}}. */
    Reply login(Call call, JsonNode body) {
        String token = call.header("X-XSRF-TOKEN");
        if (!options.auth.contains(Auth.SESSION)
                || token == null
                || !csrfTokens.contains(token)
                || !Objects.equals(token, call.cookie("XSRF-TOKEN"))) {
            return XsoarErrors.forbidden();
        }
        if (!XsoarKeys.same(options.user, AnyCase.text(body, "user"))
                || !XsoarKeys.same(options.password, AnyCase.text(body, "password"))) {
            return XsoarErrors.envelope(
                    "unauthorized",
                    quirks.wrongPassword,
                    "Unauthorized",
                    "Wrong user name or password",
                    "invalid credentials");
        }
        String session = UUID.randomUUID().toString();
        tokenBySession.put(session, token);
        ObjectNode user = Json.mapper().createObjectNode();
        user.put("id", options.user);
        user.put("username", options.user);
        return Reply.json(200, user).with("Set-Cookie", "S=" + session + "; Path=/; HttpOnly");
    }

    /** Whether the request belongs to a session that may do this. */
    boolean has(Call call) {
        String session = call.cookie("S");
        String token = session == null ? null : tokenBySession.get(session);
        if (token == null) {
            return false;
        }
        return call.method().equals("GET") || !quirks.sessionToken || token.equals(call.header("X-XSRF-TOKEN"));
    }

    void clear() {
        csrfTokens.clear();
        tokenBySession.clear();
    }
}
