package io.soarbridge.simulator.splunk;

import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who a request comes from: token, Basic, Basic with a token, or a browser's session. */
final class SplunkAuth {
    private static final String REFUSED = "No supported auth information provided in request";

    /** How somebody signed in, as tokens may not delete. */
    enum Way {
        TOKEN,
        PASSWORD
    }

    private final Switches switches;
    private final Database database;
    private final Map<String, Long> sessions = new HashMap<>();

    SplunkAuth(Database database) {
        this.database = database;
        this.switches = database.switches();
    }

    /**
     * Makes the user the one who acts.
     *
     * @throws SplunkFailure 401
     */
    Way signIn(Call call) {
        String authorization = call.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(authorization.substring(6).strip());
        }
        if (authorization != null
                && switches.on("accept-bearer")
                && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return token(authorization.substring(7).strip());
        }
        if (call.header("ph-auth-token") != null) {
            return token(call.header("ph-auth-token"));
        }
        String session = call.cookie("sessionid");
        if (session != null && sessions.containsKey(session)) {
            return act(sessions.get(session), Way.PASSWORD);
        }
        throw SplunkFailure.of(401, REFUSED);
    }

    /** Of an automation broker: a token in either form beside the header that names the user. */
    Way broker(Call call) {
        if (call.header("PsaasImpersonationToken") == null) {
            throw SplunkFailure.badRequest("Missing PsaasImpersonationToken header");
        }
        String authorization = call.header("Authorization");
        return token(
                authorization != null && authorization.startsWith("Bearer ")
                        ? authorization.substring(7)
                        : call.header("ph-auth-token"));
    }

    private Way basic(String encoded) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SplunkFailure.of(401, REFUSED);
        }
        int colon = decoded.indexOf(':');
        String user = colon < 0 ? decoded : decoded.substring(0, colon);
        String password = colon < 0 ? "" : decoded.substring(colon + 1);
        if (user.isEmpty()) {
            return token(password);
        }
        if (!isAdmin(user, password)) {
            throw SplunkFailure.of(401, "Invalid username/password");
        }
        return act(Seeds.ADMIN, Way.PASSWORD);
    }

    private Way token(String sent) {
        if (sent == null || !same(switches.text("token"), sent)) {
            throw SplunkFailure.of(401, "Invalid automation token");
        }
        return act(Seeds.AUTOMATION, Way.TOKEN);
    }

    private Way act(long user, Way way) {
        if (!database.table("ph_user").get(user).path("is_active").asBoolean()) {
            throw SplunkFailure.of(401, "User is inactive");
        }
        database.actor(user);
        return way;
    }

    private boolean isAdmin(String user, String password) {
        return same(switches.text("user"), user) & same(switches.text("password"), password);
    }

    private static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a browser sent it, which alone must prove that the page is ours. */
    static boolean isSession(Call call) {
        return call.header("Authorization") == null
                && call.header("ph-auth-token") == null
                && call.cookie("sessionid") != null;
    }

    /** Null when the write comes from a page of this host. */
    Reply forgery(Call call) {
        String cookie = call.cookie("csrftoken");
        boolean proven = cookie != null && cookie.equals(call.header("X-CSRFToken"));
        return proven && (!switches.on("strict-referer") || isOurs(call)) ? null : Answers.page(403, "Forbidden");
    }

    private static boolean isOurs(Call call) {
        String referer = call.header("Referer");
        String host = call.header("Host");
        try {
            return referer != null
                    && host != null
                    && host.equals(URI.create(referer).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The page with the form, and the cookie that the form repeats. */
    Reply loginPage(Call call) {
        String known = call.cookie("csrftoken");
        String token = known == null ? UUID.randomUUID().toString().replace("-", "") : known;
        return Reply.html(200, "<html><body><form method=\"post\" action=\"/login\"></form></body></html>")
                .with("Set-Cookie", "csrftoken=" + token + "; Path=/; SameSite=Lax");
    }

    Reply login(Call call) {
        Map<String, String> form = form(call.bodyText());
        String cookie = call.cookie("csrftoken");
        if (cookie == null || !cookie.equals(form.get("csrfmiddlewaretoken"))) {
            return Answers.page(403, "Forbidden");
        }
        if (!isAdmin(form.getOrDefault("username", ""), form.getOrDefault("password", ""))) {
            return loginPage(call);
        }
        String session = UUID.randomUUID().toString().replace("-", "");
        sessions.put(session, Seeds.ADMIN);
        Reply reply = switches.on("login-redirects")
                ? Reply.empty(302).with("Location", "/")
                : Reply.html(200, "<html><body>Splunk SOAR</body></html>");
        return reply.with("Set-Cookie", "sessionid=" + session + "; Path=/; HttpOnly; SameSite=Lax");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    void clear() {
        sessions.clear();
    }
}
