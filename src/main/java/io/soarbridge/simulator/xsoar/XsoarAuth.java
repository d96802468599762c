package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import io.soarbridge.simulator.xsoar.XsoarKeys.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Checks who a request comes from, in all ways that the two versions know. Not thread-safe: the simulator's lock guards it. */
final class XsoarAuth {
    private static final int NONCE_LENGTH = 64;

    private record Nonce(String value, Instant at) {}

    private final CortexXsoarOptions options;
    private final SimulatorClock clock;
    private final XsoarKeys keys;
    private final XsoarSessions sessions;
    private final Set<String> nonces = new HashSet<>();
    private final Deque<Nonce> nonceAges = new ArrayDeque<>();

    XsoarAuth(CortexXsoarOptions options, SimulatorClock clock, XsoarKeys keys, XsoarSessions sessions) {
        this.options = options;
        this.clock = clock;
        this.keys = keys;
        this.sessions = sessions;
    }

    /** Null when the request may pass, else the answer that refuses it. */
    Reply refusal(Call call) {
        Key key = key(call);
        if (options.isVersion8()) {
            return key != null && passesGateway(call, key) ? null : XsoarErrors.unauthorized();
        }
        boolean passes = key != null && key.kinds().contains(Auth.KEY)
                || options.auth.contains(Auth.SESSION) && sessions.has(call);
        return passes ? null : XsoarErrors.forbidden();
    }

    /** Whether the role of the request's key may only read. Ask after {@link #refusal}. */
    boolean isReadOnly(Call call) {
        Key key = key(call);
        return key != null && key.isReadOnly();
    }

    private Key key(Call call) {
        return options.isVersion8()
                ? keys.valid(call.header("x-xdr-auth-id"))
                : keys.shown(call.header("Authorization"));
    }

    private boolean passesGateway(Call call, Key key) {
        String nonce = call.header("x-xdr-nonce");
        String timestamp = call.header("x-xdr-timestamp");
        if (nonce == null && timestamp == null) {
            return key.kinds().contains(Auth.STANDARD) && XsoarKeys.same(key.value(), call.header("Authorization"));
        }
        return key.kinds().contains(Auth.ADVANCED)
                && nonce != null
                && timestamp != null
                && isNonce(nonce)
                && isNear(timestamp)
                && XsoarKeys.same(hash(key.value() + nonce + timestamp), call.header("Authorization"))
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

    /** The name that the server writes into what this request makes. */
    String userOf(Call call) {
        return call.cookie("S") == null ? "apikey-user" : options.user;
    }

    void clear() {
        keys.clear();
        sessions.clear();
        nonces.clear();
        nonceAges.clear();
    }
}
