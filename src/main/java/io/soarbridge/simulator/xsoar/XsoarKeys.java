package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions.Auth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The API keys there are. Not thread-safe: the simulator's lock guards it. */
final class XsoarKeys {
    /**
     * One key.
     *
     * @param kinds the ways in which it may be used
     * @param expires null for never
     */
    record Key(String id, String value, Set<Auth> kinds, String role, Instant created, Instant expires) {
        boolean isReadOnly() {
            return role.equals(READ_ONLY);
        }
    }

    static final String READ_ONLY = "Viewer";
    static final String FULL = "Instance Administrator";

    private final CortexXsoarOptions options;
    private final XsoarQuirks quirks;
    private final SimulatorClock clock;
    private final Instant started;
    private final Map<String, Key> byId = new LinkedHashMap<>();

    XsoarKeys(CortexXsoarOptions options, XsoarQuirks quirks, SimulatorClock clock) {
        this.options = options;
        this.quirks = quirks;
        this.clock = clock;
        this.started = clock.instant();
        clear();
    }

    void clear() {
        byId.clear();
        Instant expires = quirks.keyExpires.isZero() ? null : started.plus(quirks.keyExpires);
        add(new Key(options.apiKeyId, options.apiKey, options.auth, FULL, started, expires));
        if (!quirks.readOnlyKey.isEmpty()) {
            add(new Key(quirks.readOnlyKeyId, quirks.readOnlyKey, options.auth, READ_ONLY, started, null));
        }
    }

    void add(Key key) {
        byId.put(key.id(), key);
    }

    /** Whether there was such a key. */
    boolean remove(String id) {
        return byId.remove(id) != null;
    }

    Collection<Key> all() {
        return byId.values();
    }

    String nextId() {
        int next = 1;
        while (byId.containsKey(Integer.toString(next))) {
            next++;
        }
        return Integer.toString(next);
    }

    /** The key of that id, or null when there is none or it has expired. */
    Key valid(String id) {
        Key key = id == null ? null : byId.get(id);
        return key == null || hasExpired(key) ? null : key;
    }

    /** The key that version 6 is shown as it is, or null. */
    Key shown(String value) {
        for (Key key : byId.values()) {
            if (same(key.value(), value) && !hasExpired(key)) {
                return key;
            }
        }
        return null;
    }

    private boolean hasExpired(Key key) {
        return key.expires() != null && !clock.instant().isBefore(key.expires());
    }

    static Set<Auth> kind(boolean advanced) {
        return EnumSet.of(advanced ? Auth.ADVANCED : Auth.STANDARD);
    }

    /** Compared in constant time; false for null. */
    static boolean same(String expected, String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
