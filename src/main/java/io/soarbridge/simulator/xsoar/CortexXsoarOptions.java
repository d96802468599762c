package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.ListenOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the Cortex XSOAR simulator behaves. Start from {@link #version8()} or {@link #version6()} and change what the test is about.
 * Immutable: every method returns a changed copy.
 *
 * <p>{@code docs/systems/cortex-xsoar.md} says which of these stand for documented behaviour and which for a gap.
 */
public final class CortexXsoarOptions implements Cloneable {
    /** Who a request may come from. */
    public enum Auth {
        /** version 8: the key itself and its id */
        STANDARD,
        /** version 8: hash of key, nonce and time, and the key's id */
        ADVANCED,
        /** version 6: the key itself */
        KEY,
        /** version 6: user and password, then a cookie */
        SESSION
    }

    int version;
    String host = "127.0.0.1";
    int port;
    int adminPort;
    boolean tls;
    int maxRequests = 10_000;

    String apiKey = "simulator-key";
    String apiKeyId = "1";
    String user = "admin";
    String password = "simulator-password";
    Set<Auth> auth = Set.of();
    Duration clockSkew = Duration.ofSeconds(300);
    Duration clockOffset = Duration.ZERO;
    boolean nonceMemory = true;
    boolean strictNonce = true;

    boolean allPrefixes = true;
    int conflictStatus = 400;
    int createdVersion = 1;
    int serverWritesAfterCreate;
    Pattern dropRule;
    Pattern refuseRule;
    Duration searchLag = Duration.ZERO;
    int defaultSearchSize = 25;
    boolean mirrorIdSettable = true;
    boolean mirrorIdIndexed = true;
    boolean requireInvestigation = true;
    boolean updateCloses = true;
    boolean batchDeleteNeedsQuery = true;
    Set<String> exclusionList = Set.of();
    Map<String, String> quirks = Map.of();

    private CortexXsoarOptions(int version, Set<Auth> auth) {
        this.version = version;
        this.auth = auth;
    }

    /** Version 8, hosted: keys of both kinds accepted. */
    public static CortexXsoarOptions version8() {
        return new CortexXsoarOptions(8, EnumSet.of(Auth.STANDARD, Auth.ADVANCED));
    }

    /** Version 6, on premises: API key and session accepted. */
    public static CortexXsoarOptions version6() {
        return new CortexXsoarOptions(6, EnumSet.of(Auth.KEY, Auth.SESSION));
    }

    /** @throws IllegalArgumentException for anything but 6 and 8 */
    public static CortexXsoarOptions version(int version) {
        return switch (version) {
            case 8 -> version8();
            case 6 -> version6();
            default -> throw new IllegalArgumentException("version " + version + ": the simulator knows 8 and 6");
        };
    }

    public CortexXsoarOptions host(String wanted) {
        CortexXsoarOptions copy = copy();
        copy.host = wanted;
        return copy;
    }

    /** 0 for a free one. */
    public CortexXsoarOptions port(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.port = wanted;
        return copy;
    }

    /** 0 for a free one. */
    public CortexXsoarOptions adminPort(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.adminPort = wanted;
        return copy;
    }

    /** HTTPS with a certificate made at start. */
    public CortexXsoarOptions tls(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.tls = wanted;
        return copy;
    }

    /** Requests that the log keeps. */
    public CortexXsoarOptions maxRequests(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.maxRequests = wanted;
        return copy;
    }

    public CortexXsoarOptions apiKey(String wanted) {
        CortexXsoarOptions copy = copy();
        copy.apiKey = wanted;
        return copy;
    }

    public CortexXsoarOptions apiKeyId(String wanted) {
        CortexXsoarOptions copy = copy();
        copy.apiKeyId = wanted;
        return copy;
    }

    public CortexXsoarOptions user(String wanted) {
        CortexXsoarOptions copy = copy();
        copy.user = wanted;
        return copy;
    }

    public CortexXsoarOptions password(String wanted) {
        CortexXsoarOptions copy = copy();
        copy.password = wanted;
        return copy;
    }

    /** How far an advanced key's time may be off, null for no check. */
    public CortexXsoarOptions clockSkew(Duration wanted) {
        CortexXsoarOptions copy = copy();
        copy.clockSkew = wanted;
        return copy;
    }

    /** How wrong the simulator's own clock is. */
    public CortexXsoarOptions clockOffset(Duration wanted) {
        CortexXsoarOptions copy = copy();
        copy.clockOffset = wanted;
        return copy;
    }

    /** Whether a nonce is refused the second time. */
    public CortexXsoarOptions nonceMemory(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.nonceMemory = wanted;
        return copy;
    }

    /** Whether a nonce must be 64 letters and digits. */
    public CortexXsoarOptions strictNonce(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.strictNonce = wanted;
        return copy;
    }

    /** Version 6: whether version 8's prefixes are served too, else they are unknown paths. */
    public CortexXsoarOptions allPrefixes(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.allPrefixes = wanted;
        return copy;
    }

    /** Status of a stale version: 400, 409, 412 or 500. */
    public CortexXsoarOptions conflictStatus(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.conflictStatus = wanted;
        return copy;
    }

    /** Version in the answer to a create, 1 or 0. */
    public CortexXsoarOptions createdVersion(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.createdVersion = wanted;
        return copy;
    }

    /** Writes by the server itself right after it answered a create. */
    public CortexXsoarOptions serverWritesAfterCreate(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.serverWritesAfterCreate = wanted;
        return copy;
    }

    /** Creates whose name this finds are dropped by a pre-process rule; null for none. */
    public CortexXsoarOptions dropRule(Pattern wanted) {
        CortexXsoarOptions copy = copy();
        copy.dropRule = wanted;
        return copy;
    }

    /** Creates whose name this finds are refused with 400, as for content that the tenant does not take; null for none. */
    public CortexXsoarOptions refuseRule(Pattern wanted) {
        CortexXsoarOptions copy = copy();
        copy.refuseRule = wanted;
        return copy;
    }

    /** How long a write stays invisible to searches. */
    public CortexXsoarOptions searchLag(Duration wanted) {
        CortexXsoarOptions copy = copy();
        copy.searchLag = wanted;
        return copy;
    }

    /** Rows of a search without size. */
    public CortexXsoarOptions defaultSearchSize(int wanted) {
        CortexXsoarOptions copy = copy();
        copy.defaultSearchSize = wanted;
        return copy;
    }

    /** Whether dbotMirrorId of a create is stored. */
    public CortexXsoarOptions mirrorIdSettable(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.mirrorIdSettable = wanted;
        return copy;
    }

    /** Whether a query finds dbotMirrorId. */
    public CortexXsoarOptions mirrorIdIndexed(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.mirrorIdIndexed = wanted;
        return copy;
    }

    /** Whether entries and playbooks need an open investigation. */
    public CortexXsoarOptions requireInvestigation(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.requireInvestigation = wanted;
        return copy;
    }

    /** Whether an update with status 2 closes the incident. */
    public CortexXsoarOptions updateCloses(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.updateCloses = wanted;
        return copy;
    }

    /** Whether indicators/batchDelete without filter.query fails with 500. */
    public CortexXsoarOptions batchDeleteNeedsQuery(boolean wanted) {
        CortexXsoarOptions copy = copy();
        copy.batchDeleteNeedsQuery = wanted;
        return copy;
    }

    /** The only ways to sign in. */
    public CortexXsoarOptions auth(Auth... accepted) {
        CortexXsoarOptions copy = copy();
        copy.auth = Set.of(accepted);
        return copy;
    }

    /** Values for which an indicator is not made. */
    public CortexXsoarOptions exclusionList(String... values) {
        CortexXsoarOptions copy = copy();
        copy.exclusionList = Set.of(values);
        return copy;
    }

    /** One of the switches that {@code simulate --list} shows and that has no method here. */
    public CortexXsoarOptions set(String name, String value) {
        CortexXsoarOptions copy = copy();
        copy.quirks = new HashMap<>(quirks);
        copy.quirks.put(name, value);
        return copy;
    }

    private CortexXsoarOptions copy() {
        try {
            return (CortexXsoarOptions) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    ListenOptions listen() {
        return new ListenOptions(host, port, adminPort, tls, maxRequests);
    }

    boolean isVersion8() {
        return version == 8;
    }
}
