package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Checks who a request comes from, in all ways that the two versions know. Not thread-safe: the simulator's lock guards it. */
final class XsoarAuth {
    private static final int NONCE_LENGTH = 64;

    private record Nonce(String value, Instant at) {}

    private final CortexXsoarOptions options;
    private final SimulatorClock clock;
    private final Set<String> csrfTokens = new HashSet<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Set<String> nonces = new HashSet<>();
    private final Deque<Nonce> nonceAges = new ArrayDeque<>();

    XsoarAuth(CortexXsoarOptions options, SimulatorClock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** Null when the request may pass, else the answer that refuses it. */
    Reply refusal(Call call) {
        if (options.isVersion8()) {
            return passesGateway(call) ? null : XsoarErrors.unauthorized();
        }
        boolean passes = accepts(Auth.KEY) && same(options.apiKey, call.header("Authorization"))
                || accepts(Auth.SESSION) && hasSession(call);
        return passes ? null : XsoarErrors.forbidden();
    }

    private boolean accepts(Auth kind) {
        return options.auth.contains(kind);
    }

    private boolean passesGateway(Call call) {
        if (!options.apiKeyId.equals(call.header("x-xdr-auth-id"))) {
            return false;
        }
        String nonce = call.header("x-xdr-nonce");
        String timestamp = call.header("x-xdr-timestamp");
        if (nonce == null && timestamp == null) {
            return accepts(Auth.STANDARD) && same(options.apiKey, call.header("Authorization"));
        }
        return accepts(Auth.ADVANCED)
                && nonce != null
                && timestamp != null
                && isNonce(nonce)
                && isNear(timestamp)
                && same(hash(options.apiKey + nonce + timestamp), call.header("Authorization"))
                && isFresh(nonce);
    }

    private boolean isNonce(String nonce) {
        return !options.strictNonce
                || nonce.length() == NONCE_LENGTH
                        && nonce.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    private boolean isNear(String timestamp) {
        try {
            Instant sent = Instant.ofEpochMilli(Long.parseLong(timestamp));
            return options.clockSkew == null
                    || Duration.between(sent, clock.instant()).abs().compareTo(options.clockSkew) <= 0;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    private boolean isFresh(String nonce) {
        if (!options.nonceMemory) {
            return true;
        }
        Instant now = clock.instant();
        Duration window = options.clockSkew == null ? Duration.ofHours(1) : options.clockSkew.multipliedBy(2);
        while (!nonceAges.isEmpty() && nonceAges.peekFirst().at().plus(window).isBefore(now)) {
            nonces.remove(nonceAges.removeFirst().value());
        }
        nonceAges.addLast(new Nonce(nonce, now));
        return nonces.add(nonce);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static boolean same(String expected, String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code GET /}: the page, with the cookie that a login must repeat in a header. */
    Reply page() {
        Reply page = Reply.html(200, XsoarErrors.PAGE);
        if (!accepts(Auth.SESSION)) {
            return page;
        }
        String token = UUID.randomUUID().toString();
        csrfTokens.add(token);
        return page.with("Set-Cookie", "XSRF-TOKEN=" + token + "; Path=/");
    }

    /** {@code POST /login} with {@code {user,password}}. */
    Reply login(Call call, JsonNode body) {
        String token = call.header("X-XSRF-TOKEN");
        if (!accepts(Auth.SESSION)
                || token == null
                || !csrfTokens.contains(token)
                || !Objects.equals(token, call.cookie("XSRF-TOKEN"))) {
            return XsoarErrors.forbidden();
        }
        if (!same(options.user, AnyCase.text(body, "user"))
                || !same(options.password, AnyCase.text(body, "password"))) {
            return XsoarErrors.envelope(
                    "unauthorized", 401, "Unauthorized", "Wrong user name or password", "invalid credentials");
        }
        String session = UUID.randomUUID().toString();
        sessions.put(session, token);
        ObjectNode user = Json.mapper().createObjectNode();
        user.put("id", options.user);
        user.put("username", options.user);
        return Reply.json(200, user).with("Set-Cookie", "S=" + session + "; Path=/; HttpOnly");
    }

    private boolean hasSession(Call call) {
        String session = call.cookie("S");
        String token = session == null ? null : sessions.get(session);
        if (token == null) {
            return false;
        }
        return call.method().equals("GET") || token.equals(call.header("X-XSRF-TOKEN"));
    }

    /** The name that the server writes into what this request makes. */
    String userOf(Call call) {
        return call.cookie("S") == null ? "apikey-user" : options.user;
    }

    void clear() {
        csrfTokens.clear();
        sessions.clear();
        nonces.clear();
        nonceAges.clear();
    }
}
