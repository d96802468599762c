package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers that are used again for a while, such as the names and numbers of a system's lists. Thread-safe. */
final class Remembered {
    /** A system has few such lists; more says that a path with data in it is remembered. */
    private static final int MOST = 200;

    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Remembered(InstantSource clock) {
        this.clock = clock;
    }

    private record Kept(JsonNode answer, Instant at) {}

    /** Null when there is none, or it is older than {@code longest}. */
    JsonNode find(String target, Duration longest) {
        Kept found = kept.get(target);
        boolean fresh = found != null && !clock.instant().isAfter(found.at().plus(longest));
        return fresh ? found.answer() : null;
    }

    void keep(String target, JsonNode answer) {
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(target, new Kept(answer, clock.instant()));
    }

    void forget() {
        kept.clear();
    }
}
