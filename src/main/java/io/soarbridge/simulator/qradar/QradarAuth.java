package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** API keys by Basic authentication, and sessions of users: a cookie, and a token against forged requests. */
final class QradarAuth {
    private final Switches set;
    private final SimulatorClock clock;
    private final Duration lifetime;
    private final int csrfStatus;
    private final boolean renews;
    private final Map<String, Session> sessions = new HashMap<>();
    private int next = 1;

    private record Session(String csrf, Instant until) {}

    QradarAuth(Switches set, SimulatorClock clock) {
        this.set = set;
        this.clock = clock;
        this.lifetime = set.duration("session-lifetime");
        this.csrfStatus = set.number("csrf-missing-status");
        this.renews = set.choice("session-renewal", "same", "new").equals("same");
    }

    void clear() {
        sessions.clear();
    }

    static Reply unauthorized() {
        return QradarStatus.error(401, "Unauthorized");
    }

    /** Null when the request may go on. */
    Reply refusal(Call call) {
        String basic = call.header("Authorization");
        if (basic != null) {
            return basic.equals(expected("api-key")) || isReadOnly(call) ? null : unauthorized();
        }
        Session session = sessions.get(String.valueOf(call.cookie("JSESSIONID")));
        if (session == null || session.until().isBefore(clock.instant())) {
            return unauthorized();
        }
        return session.csrf().equals(call.header("X-sess-id"))
                ? null
                : QradarStatus.error(csrfStatus, csrfStatus == 403 ? "Forbidden" : "Unauthorized");
    }

    /** Whether the caller may only read. */
    boolean isReadOnly(Call call) {
        boolean exists = !set.text("read-only-key").isEmpty();
        return exists && expected("read-only-key").equals(call.header("Authorization"));
    }

    private String expected(String key) {
        String pair = set.text(key + "-id") + ":" + set.text(key);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A login with cookie and token of an earlier session, even an expired one, goes on with these unless the switch says otherwise. */
    Reply login(Call call, JsonNode body, Collection<Org> orgs) {
        boolean right = body.path("email").asText().equals(set.text("user"))
                && body.path("password").asText().equals(set.text("password"));
        if (!right) {
            return unauthorized();
        }
        String id = String.valueOf(call.cookie("JSESSIONID"));
        String csrf = String.valueOf(call.header("X-sess-id"));
        if (!renews || !sessions.containsKey(id) || !sessions.get(id).csrf().equals(csrf)) {
            id = Ids.uuid("session" + next).replace("-", "").toUpperCase(java.util.Locale.ROOT);
            csrf = Ids.uuid("csrf" + next++).replace("-", "");
        }
        sessions.put(id, new Session(csrf, clock.instant().plus(lifetime)));
        return Reply.json(200, user(describe(orgs), csrf))
                .with(
                        "Set-Cookie",
                        "JSESSIONID=" + id + "; Path=/; HttpOnly" + (set.on("secure-cookie") ? "; Secure" : ""))
                .with("Set-Cookie", "CSRF_TOKEN=" + csrf + "; Path=/");
    }

    Reply logout(Call call) {
        sessions.remove(String.valueOf(call.cookie("JSESSIONID")));
        return QradarStatus.done();
    }

    /** Who the caller is and which organizations it sees. */
    Reply session(Call call, Collection<Org> orgs) {
        ObjectNode described = describe(orgs);
        if (call.header("Authorization") == null) {
            return Reply.json(200, user(described, call.header("X-sess-id")));
        }
        JsonNode handle = Form.of(call).handles().equals("names") ? described.nullNode() : described.numberNode(6);
        described.set("api_key_handle", handle);
        described.put("client_id", set.text("api-key-id")).put("display_name", "Soarbridge");
        return Reply.json(200, described.putNull("password_expiration_date"));
    }

    private static ObjectNode describe(Collection<Org> orgs) {
        ObjectNode all = Json.mapper().createObjectNode();
        ArrayNode list = all.putArray("orgs");
        orgs.forEach(org -> list.add(org.summary()));
        return all;
    }

    private ObjectNode user(ObjectNode all, String csrf) {
        all.put("user_id", Vocabulary.ADMIN).put("user_fname", "Ada").put("user_lname", "Admin");
        all.put("user_email", set.text("user")).put("csrf_token", csrf).put("session_ip", "127.0.0.1");
        return all.put("is_saml", false).put("is_ldap", false).putNull("saml_alias");
    }
}
